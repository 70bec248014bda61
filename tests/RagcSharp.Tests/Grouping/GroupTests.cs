using RagcSharp.Grouping;
using RagcSharp.Packs;
using RagcSharp.Sequences;
using RagcSharp.Zstd;

namespace RagcSharp.Tests.Grouping;

public sealed class GroupTests : IDisposable
{
    private readonly List<PartContent> _finished = [];
    private readonly ZstdContext _zstd = new();

    public void Dispose() => _zstd.Dispose();

    [Fact]
    public void Add_SharesItemsOfThePackAndGivesTheReferenceIdZero()
    {
        using var group = new Group(7, packSize: 4, new PackedSymbols([0, 1, 2]));
        Assert.Equal([1, 2, 1, 0, 3, 2], Add(group, "a", "b", "a", null, "c", "b"));
    }

    // The pack is full after c, but only the next item, whatever it is, sends it off.
    [Fact]
    public void Add_SendsAFullPackOffBeforeTheNextItem()
    {
        using var group = new Group(7, packSize: 2, new PackedSymbols([0, 1, 2]));
        Assert.Equal([1, 2], Add(group, "a", "b"));
        Assert.Empty(_finished);
        Assert.Equal([3, 3, 4], Add(group, "a", "a", "b"));
        Assert.Single(_finished);
        Assert.Equal([0], Add(group, [null]));
        Assert.Equal(2, _finished.Count);
        Assert.All(_finished, part => Assert.Equal((7, 4L), (part.Stream, part.Length)));
        Assert.Null(group.TakeLastPack());
        Assert.Equal([5], Add(group, "a"));
        Assert.Equal(2, group.TakeLastPack()!.Length);
    }

    [Fact]
    public void RawGroup_BeginsWithADummyAndSharesNothing()
    {
        using var group = new Group(7, packSize: 3, _zstd);
        Assert.Equal([1, 2, 3], Add(group, "a", "a", "a"));
        var first = Assert.Single(_finished);
        Assert.Equal(6, first.Length);
        Assert.Equal(1, group.WaitingBytes);
        Assert.Null(group.Reference);
    }

    private int[] Add(Group group, params string?[] items) =>
        [.. items.Select(item => group.Add(item is null ? null : PackItem.Of(Support.Text.Bytes(item), _zstd), _finished))];
}
