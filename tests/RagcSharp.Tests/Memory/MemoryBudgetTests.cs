using RagcSharp.Memory;

namespace RagcSharp.Tests.Memory;

public sealed class MemoryBudgetTests
{
    private const long Most = MemoryBudget.Least + 10 * MemoryBudget.PerByteOfFile;

    private readonly MemoryBudget _budget = new(10, "names");

    [Fact]
    public void Take_GivesAllThatThereIs()
    {
        _budget.Take(Most - 1);
        _budget.Take(1);
        _budget.Take(0);
        var e = Assert.Throws<InvalidDataException>(() => _budget.Take(1));
        Assert.Equal(
            $"names would take {Most + 1} bytes of memory, or more; a file of 10 bytes cannot justify more than {Most}", e.Message);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(Most / 4 + 1)]
    public void Take_RefusesManyThings(long count) => Assert.Throws<InvalidDataException>(() => _budget.Take(count, 4));

    [Fact]
    public void Take_GivesManyThings() => _budget.Take(Most / 4, 4);

    [Fact]
    public void Rest_IsWhatIsLeftAndIsNotMissed()
    {
        _budget.Take(Most - 5);
        for (int i = 0; i < 3; i++)
        {
            var rest = _budget.Rest();
            rest.Take(5);
            Assert.Throws<InvalidDataException>(() => rest.Take(1));
        }
    }
}
