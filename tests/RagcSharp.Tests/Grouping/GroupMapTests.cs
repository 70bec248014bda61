using RagcSharp.Grouping;
using RagcSharp.Segmentation;

namespace RagcSharp.Tests.Grouping;

public sealed class GroupMapTests
{
    private const ulong None = Kmer.NoCanonical;

    [Fact]
    public void Map_KnowsTheOpenPairOnly()
    {
        var map = new GroupMap();
        Assert.True(map.TryGet(new KmerPair(None, None), out int group));
        Assert.Equal(0, group);
        Assert.Equal(1, map.Count);
        Assert.False(map.TryGet(KmerPair.Of(1, 2), out _));
    }

    [Fact]
    public void Add_MakesNeighboursOfBothKmersInAscendingOrder()
    {
        var map = new GroupMap();
        map.Add(KmerPair.Of(5, 9), 16);
        map.Add(KmerPair.Of(5, 2), 17);
        map.Add(KmerPair.Of(7, 5), 18);
        map.Add(KmerPair.Of(5, 5), 19);
        Assert.Equal([2, 5, 7, 9], map.Neighbours(5).ToArray());
        Assert.Equal([5], map.Neighbours(9).ToArray());
        Assert.True(map.Neighbours(1).IsEmpty);
        Assert.True(map.TryGet(KmerPair.Of(2, 5), out int group));
        Assert.Equal(17, group);
    }

    [Fact]
    public void Add_MakesNoNeighboursOfOpenPairs()
    {
        var map = new GroupMap();
        map.Add(new KmerPair(5, None), 16);
        map.Add(new KmerPair(None, 5), 17);
        Assert.True(map.Neighbours(5).IsEmpty);
        Assert.True(map.Neighbours(None).IsEmpty);
        Assert.Equal(3, map.Count);
    }

    [Theory]
    [InlineData(1, 2, 1, None)]
    [InlineData(2, 2, 2, None)]
    [InlineData(2, 1, None, 1)]
    public void OneSided_PutsTheOpenEndByTheStrandRead(ulong forward, ulong reverse, ulong first, ulong second) =>
        Assert.Equal(new KmerPair(first, second), KmerPair.OneSided(new Kmer(forward, reverse)));

    [Fact]
    public void Of_PutsTheSmallerKmerFirst()
    {
        Assert.Equal(new KmerPair(1, 2), KmerPair.Of(2, 1));
        Assert.Equal(new KmerPair(1, 2), KmerPair.Of(1, 2));
        Assert.True(KmerPair.Compare(KmerPair.Of(1, 2), KmerPair.Of(1, 3)) < 0);
        Assert.True(KmerPair.Compare(KmerPair.Of(2, 3), KmerPair.Of(1, 4)) > 0);
        Assert.Equal(0, KmerPair.Compare(KmerPair.Of(2, 3), KmerPair.Of(3, 2)));
    }
}
