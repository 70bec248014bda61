using RagcSharp.Grouping;
using RagcSharp.Lz;
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
    private readonly KeptGroup _kept;
    private readonly ZstdContext _zstd;
    private readonly KeptSegments _segments;
    private readonly Group _group;
    private readonly List<PartContent> _parts = [];
    private readonly HashSet<ulong> _ends = [];
    private LzReference? _reference;
    private DeltaCoder? _coder;

    /// <param name="kept">What of the group is kept.</param>
    /// <param name="packSize">Items a full pack of the new archive.</param>
    /// <param name="zstd">Compresses and decompresses.</param>
    public GroupRecoding(KeptGroup kept, int packSize, ZstdContext zstd)
    {
        _kept = kept;
        _zstd = zstd;
        _segments = new KeptSegments(kept, zstd);
        _group = new Group(kept.DeltaStream, packSize, isRaw: false);
    }

    /// <summary>Whether deltas can hold all symbols.</summary>
    public bool IsPossible => _segments.FitDeltas;

    /// <summary>The parts of the new group, in order.</summary>
    public List<PartContent> Parts()
    {
        for (int pack = 0; pack < _kept.Packs; pack++)
        {
            _kept.Begin(pack, _reference is null ? 0 : _group.Count);
            _segments.ForEach(pack, Take);
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
        _segments.Dispose();
        _coder?.Dispose();
        _reference?.Dispose();
    }

    private void Take(int id, ReadOnlySpan<byte> symbols)
    {
        NoteEnds(symbols);
        if (_coder is null)
        {
            Begin(symbols);
            return;
        }

        if (!_coder.TryEncode(symbols, out var item))
            throw new InvalidDataException("a segment with symbols that no delta can hold; it cannot be coded anew");
        int next = _group.Count, newId = _group.Add(item, _parts);
        if (newId != next)
            _kept.Replace(id, newId);
    }

    private void Begin(ReadOnlySpan<byte> symbols)
    {
        using var packed = new PackedSymbols(symbols);
        _reference = new LzReference(packed, _kept.Source.Stored.MinMatchLength);
        _coder = new DeltaCoder(_reference, _zstd);
        _parts.Add(new ReferenceContent(_kept.ReferenceStream, packed));
    }

    private void NoteEnds(ReadOnlySpan<byte> symbols)
    {
        int k = _kept.Source.Stored.KmerLength;
        if (symbols.Length < k)
            return;
        NoteEnd(symbols[..k]);
        NoteEnd(symbols[^k..]);
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
