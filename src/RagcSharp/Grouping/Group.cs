using RagcSharp.Packs;
using RagcSharp.Sequences;
using RagcSharp.Zstd;

namespace RagcSharp.Grouping;

/// <summary>
/// A group while an archive is written: its reference, and the items of the pack that is being filled. Changed only by the thread
/// that registers a sample.
/// </summary>
internal sealed class Group : IDisposable
{
    private readonly int _deltaStream;
    private readonly int _packSize;

    // The items of the current pack in order, and (except in raw groups) where each of them stands.
    private readonly Dictionary<PackItem, int> _places = [];
    private List<PackItem> _pack = [];

    /// <summary>A raw group. Its first item is a dummy, so that all raw groups exist in every archive.</summary>
    public Group(int deltaStream, int packSize, ZstdContext zstd)
    {
        _deltaStream = deltaStream;
        _packSize = packSize;
        IsRaw = true;
        _pack.Add(PackItem.Of([RawDummy], zstd));
        Count = 1;
    }

    /// <summary>A group with a reference, which it owns from now on.</summary>
    public Group(int deltaStream, int packSize, PackedSymbols reference)
    {
        _deltaStream = deltaStream;
        _packSize = packSize;
        Reference = reference;
        Count = 1;
    }

    /// <summary>A group of an archive that is added to.</summary>
    /// <param name="deltaStream">The stream of its packs.</param>
    /// <param name="packSize">Items a pack.</param>
    /// <param name="reference">The reference, null for a raw group; the group's from now on.</param>
    /// <param name="fullPacks">Packs that are full, and not the group's any more.</param>
    /// <param name="open">The last pack, when it is not full.</param>
    /// <param name="zstd">Compresses waiting items.</param>
    public Group(int deltaStream, int packSize, PackedSymbols? reference, int fullPacks, Pack? open, ZstdContext zstd)
    {
        _deltaStream = deltaStream;
        _packSize = packSize;
        Reference = reference;
        IsRaw = reference is null;
        Count = (reference is null ? 0 : 1) + checked(fullPacks * packSize);
        for (int i = 0; i < (open?.Count ?? 0); i++)
            Append(PackItem.Of(open![i], zstd));
    }

    /// <summary>A group that is made of the items of another one: without any, its reference, if it has one, is stored already.</summary>
    public Group(int deltaStream, int packSize, bool isRaw)
    {
        _deltaStream = deltaStream;
        _packSize = packSize;
        IsRaw = isRaw;
        Count = isRaw ? 0 : 1;
    }

    private const byte RawDummy = 0x7F;

    /// <summary>The reference; null in raw groups, and once it is forgotten.</summary>
    public PackedSymbols? Reference { get; private set; }

    public bool IsRaw { get; }

    /// <summary>The stream of its packs.</summary>
    public int DeltaStream => _deltaStream;

    /// <summary>Whether no pack is begun, so that one can be taken over as it is.</summary>
    public bool IsBetweenPacks => _pack.Count == 0 || _pack.Count == _packSize;

    /// <summary>The next id.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of memory of the items that wait for their pack to be full.</summary>
    public long WaitingBytes { get; private set; }

    /// <summary>
    /// Takes an item (null: equal to the reference) and returns its id in the group. A pack that was full before goes to
    /// <paramref name="finished"/>.
    /// </summary>
    public int Add(PackItem? item, List<PartContent> finished)
    {
        if (_pack.Count == _packSize)
            finished.Add(TakePack());
        if (item is null)
            return 0;
        if (!IsRaw && _places.TryGetValue(item, out int place))
        {
            item.Dispose();
            return Count - _pack.Count + place;
        }

        return Append(item);
    }

    /// <summary>Takes over a pack of so many items, between packs; one that is not full must be the last.</summary>
    public void AddPack(PartContent pack, int items, List<PartContent> finished)
    {
        if (_pack.Count > 0)
            finished.Add(TakePack());
        Count += items;
        finished.Add(pack);
    }

    /// <summary>At the end of an archive: the unfinished pack, if there is one.</summary>
    public PartContent? TakeLastPack() => _pack.Count == 0 ? null : TakePack();

    /// <summary>Frees the reference: nothing will be added any more.</summary>
    public void ForgetReference()
    {
        Reference?.Dispose();
        Reference = null;
    }

    public void Dispose()
    {
        ForgetReference();
        foreach (var item in _pack)
            item.Dispose();
        _pack.Clear();
    }

    private int Append(PackItem item)
    {
        if (!IsRaw)
            _ = _places.TryAdd(item, _pack.Count);
        _pack.Add(item);
        WaitingBytes += item.Bytes;
        return Count++;
    }

    private PackContent TakePack()
    {
        var pack = new PackContent(_deltaStream, _pack);
        _pack = [];
        _places.Clear();
        WaitingBytes = 0;
        return pack;
    }
}
