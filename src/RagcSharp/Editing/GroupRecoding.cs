using RagcSharp.Grouping;
using RagcSharp.Lz;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;
using RagcSharp.Zstd;

namespace RagcSharp.Editing;

/// <summary>
/// A group whose reference goes: the first segment that is kept becomes the reference, and all others are coded against it. Used by one
/// thread.
/// </summary>
internal sealed class GroupRecoding : IDisposable
{
    private readonly SourceArchive _source;
    private readonly KeptGroup _kept;
    private readonly ZstdContext _zstd;
    private readonly StoredParts _stored;
    private readonly Group _group;
    private readonly List<PartContent> _parts = [];
    private readonly NativeBuffer _oldReference = new(account: MemoryAccount.References);
    private readonly NativeBuffer _symbols = new();
    private readonly NativeBuffer _delta = new();
    private readonly HashSet<ulong> _ends = [];
    private LzReference? _reference;

    // The id of the next item that equals none before.
    private int _next;

    /// <param name="source">The archive that the group is in.</param>
    /// <param name="kept">What of it is kept.</param>
    /// <param name="zstd">Compresses and decompresses.</param>
    public GroupRecoding(SourceArchive source, KeptGroup kept, ZstdContext zstd)
    {
        _source = source;
        _kept = kept;
        _zstd = zstd;
        _stored = source.PartsOf(kept.Number);
        _group = new Group(kept.DeltaStream, source.PackSize, isRaw: false);
        ReadOldReference();
    }

    /// <summary>Whether deltas can hold all symbols: those of literals anyway, so it depends on the reference that goes.</summary>
    public bool IsPossible => !_oldReference.AsSpan().ContainsAnyInRange((byte)(LzDelta.LargestLiteral + 1), byte.MaxValue);

    /// <summary>The parts of the new group, in order.</summary>
    public List<PartContent> Parts()
    {
        for (int part = 0; part < _stored.Packs; part++)
        {
            long first = (long)part * _source.PackSize + 1;
            if (_kept.CountIn(first, _source.PackSize) > 0)
                _stored.UsePack(part, _source.NewBudget(), _zstd, pack => Take(pack, first));
        }

        if (_group.TakeLastPack() is { } last)
            _parts.Add(last);
        _kept.Ends = _ends;
        _kept.Complete();
        return _parts;
    }

    public void Dispose()
    {
        _group.Dispose();
        _oldReference.Dispose();
        _symbols.Dispose();
        _delta.Dispose();
        _reference?.Dispose();
    }

    private void ReadOldReference()
    {
        var budget = _source.NewBudget();
        using var packed = _stored.ReadReference(budget, _zstd);
        budget.Take(packed.Length);
        packed.UnpackTo(_oldReference);
    }

    private void Take(Pack pack, long first)
    {
        foreach (int id in _kept.In(first, _source.PackSize))
        {
            int place = (int)(id - first);
            if (place >= pack.Count)
                throw new InvalidDataException($"{pack.Count} items, item {place} was asked for");
            Decode(pack[place]);
            Take(id);
        }
    }

    private void Decode(ReadOnlySpan<byte> delta)
    {
        int minMatchLength = _source.Stored.MinMatchLength;
        long length = LzDelta.LengthOf(delta, _oldReference.Length, minMatchLength);
        _source.NewBudget().Take(length);
        _symbols.Clear();
        LzDelta.Decode(delta, _oldReference.AsSpan(), minMatchLength, length, _symbols);
        NoteEnds();
    }

    private void Take(int id)
    {
        int newId = _reference is null ? Begin() : Encode();
        if (newId == _next)
            _next++;
        else
            _kept.Merge(id, newId);
    }

    private int Begin()
    {
        using var packed = new PackedSymbols(_symbols.AsSpan());
        _reference = new LzReference(packed, _source.Stored.MinMatchLength);
        _parts.Add(new ReferenceContent(_kept.ReferenceStream, packed));
        return 0;
    }

    private int Encode()
    {
        _reference!.Encode(_symbols.AsSpan(), _delta);
        if (_delta.AsSpan().ContainsAnyInRange((byte)(LzDelta.FirstLiteral + LzDelta.LargestLiteral + 1), byte.MaxValue))
            throw new InvalidDataException("a segment with symbols that no delta can hold; it cannot be coded anew");
        return _group.Add(_delta.Length == 0 ? null : PackItem.Of(_delta.AsSpan(), _zstd), _parts);
    }

    private void NoteEnds()
    {
        int k = _source.Stored.KmerLength;
        if (_symbols.Length < k)
            return;
        NoteEnd(_symbols.AsSpan(0, k));
        NoteEnd(_symbols.AsSpan(_symbols.Length - k, k));
    }

    private void NoteEnd(ReadOnlySpan<byte> symbols)
    {
        var window = new KmerWindow(symbols.Length);
        bool isKmer = false;
        foreach (byte code in symbols)
            isKmer = window.Push(code);
        if (isKmer)
            _ends.Add(window.Canonical);
    }
}
