using RagcSharp.Dense;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Dense;

public sealed class KmerIndexTests
{
    [Fact]
    public void Find_DependsOnNoOrder() => Seeded.Run(20, random =>
    {
        // Places of a group come in ascending order, as references grow at their ends.
        var entries = Enumerable.Range(0, random.Next(1, 3000))
            .Select(place => (Hash: (ulong)random.Next(200) << 3, Group: random.Next(16, 60), Place: (uint)place)).ToArray();
        using KmerIndex first = new(), second = new();
        foreach (var (hash, group, place) in entries)
            first.Add(hash, group, place);
        foreach (var (hash, group, place) in entries.OrderBy(entry => entry.Group).ThenBy(entry => entry.Place))
            second.Add(hash, group, place);
        for (ulong hash = 0; hash < 200; hash++)
        {
            var expected = entries.Where(entry => entry.Hash == hash << 3).GroupBy(entry => entry.Group).OrderBy(group => group.Key)
                .Take(KmerIndex.MostGroups).Select(group => new Occurrence(group.Key, (int)(group.First().Place / 2), group.First().Place % 2 == 1));
            Assert.Equal(expected, Find(first, hash << 3));
            Assert.Equal(expected, Find(second, hash << 3));
        }
    });

    [Fact]
    public void SampleFor_DropsWhatIsSampledNoMore()
    {
        using var index = new KmerIndex();
        ulong[] hashes = [0b0000, 0b1000, 0b10000, 0b11000];
        foreach (ulong hash in hashes)
            index.Add(hash, 20, 6);
        Assert.Equal(7UL, index.NotSampled);
        index.SampleFor(64L << 20);
        Assert.Equal(7UL, index.NotSampled);
        index.SampleFor((64L << 20) + 1);
        Assert.Equal(15UL, index.NotSampled);
        Assert.Equal([1, 0, 1, 0], hashes.Select(hash => Find(index, hash).Length));
        // Never more again.
        index.SampleFor(1);
        Assert.Equal(15UL, index.NotSampled);
    }

    private static Occurrence[] Find(KmerIndex index, ulong hash)
    {
        var found = new Occurrence[KmerIndex.MostGroups];
        return found[..index.Find(hash, found)];
    }
}
