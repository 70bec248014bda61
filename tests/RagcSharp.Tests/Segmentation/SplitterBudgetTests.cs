using RagcSharp.Segmentation;

namespace RagcSharp.Tests.Segmentation;

public sealed class SplitterBudgetTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2_000_000)]
    [InlineData(200_000_000)]
    [InlineData(1_000_000_000)]
    [InlineData(3_100_000_000)]
    [InlineData(100_000_000_000)]
    public void For_TakesLittleForEachSymbol(long symbols)
    {
        var budget = SplitterBudget.For(symbols);
        // The sequences themselves, packed, take a quarter of a byte each.
        Assert.InRange(Bytes(budget), 0, 4_000_000 + (1.22 * symbols));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    [InlineData(1_000_000_000)]
    public void For_KeepsWithinTheMemory(long memory)
    {
        var budget = SplitterBudget.For(3_100_000_000, memory);
        Assert.InRange(Bytes(budget), 0, memory + KmerOccurrences.BytesAQuestion);
        Assert.InRange(budget.Questions, 1, long.MaxValue);
    }

    private static long Bytes(SplitterBudget budget) => budget.SketchBytes + (budget.Questions * KmerOccurrences.BytesAQuestion);
}
