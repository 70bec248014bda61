using RagcSharp.Editing;
using RagcSharp.Memory;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Editing;

public sealed class ItemSetTests
{
    [Fact]
    public void Set_IsOneOfNumbers() => Seeded.Run(50, random =>
    {
        int most = random.Next(1, 400);
        var set = NewSet();
        var expected = new SortedSet<int>();
        for (int i = random.Next(300); i > 0; i--)
        {
            int id = random.Next(most);
            set.Add(id);
            expected.Add(id);
            if (random.Next(5) == 0 && expected.Remove(id))
                set.Remove(id);
        }

        set.Rank();
        Assert.Equal(expected, set.In(0, most));
        Assert.All(expected, id => Assert.Equal(expected.Count(other => other < id), set.CountBefore(id)));
        Assert.All(Enumerable.Range(0, most + 200), id => Assert.Equal(expected.Contains(id), set.Contains(id)));
        int first = random.Next(most + 100), count = random.Next(most + 100);
        Assert.Equal(expected.Where(id => id >= first && id < first + count), set.In(first, count));
        Assert.Equal(expected.Count(id => id >= first && id < first + count), set.CountIn(first, count));
    });

    [Fact]
    public void Items_MayBeRemovedWhileTheyAreListed()
    {
        var set = NewSet();
        int[] ids = [3, 64, 65, 127, 500];
        Array.ForEach(ids, set.Add);
        foreach (int id in set.In(0, 1000))
            set.Remove(id);
        Assert.Equal(0, set.CountIn(0, 1000));
    }

    [Fact]
    public void Numbers_ThatNoFileOfItsLengthCanHoldAreRefused() =>
        Assert.Throws<InvalidDataException>(() => NewSet().Add(int.MaxValue));

    private static ItemSet NewSet() => new(new MemoryBudget(1000, "numbers"));
}
