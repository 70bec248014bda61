using RagcSharp.Archive;
using RagcSharp.Lz;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Sequences;
using RagcSharp.Zstd;

namespace RagcSharp.Grouping;

/// <summary>A group as an archive holds it, read to be added to: its reference, and its last pack when that is not full.</summary>
internal sealed class StoredGroup
{
    /// <summary>Bytes of memory that an item of a pack takes until that is full, besides its own.</summary>
    private const int BytesAnItem = 200;

    private readonly StoredParts _parts;

    // Symbols of the items of the pack that is not full.
    private readonly long[] _openLengths = [];

    /// <param name="archive">The archive.</param>
    /// <param name="version">Its version.</param>
    /// <param name="group">The group.</param>
    /// <param name="parameters">What it was made with; a full pack has as many items as a batch.</param>
    /// <param name="budget">For what stays in memory.</param>
    /// <param name="zstd">Decompresses.</param>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public StoredGroup(ArchiveReader archive, int version, int group, Parameters parameters, MemoryBudget budget, ZstdContext zstd)
    {
        int packSize = parameters.BatchSize;
        _parts = new StoredParts(archive, version, group, packSize);
        if (group >= StreamNames.RawGroups)
            Reference = _parts.ReadReference(budget, zstd);
        FullPacks = _parts.Packs;
        Count = (Reference is null ? 0 : 1) + FullPacks * packSize;
        if (FullPacks == 0)
            return;
        (var last, _openLengths) = _parts.ReadPack(
            FullPacks - 1,
            budget,
            zstd,
            pack => (pack, pack.Count == packSize ? [] : LengthsOf(pack, Reference, parameters.MinMatchLength, budget)));
        Count -= packSize - last.Count;
        if (last.Count == packSize)
        {
            last.Dispose();
            return;
        }

        OpenPack = last;
        FullPacks--;
    }

    /// <summary>The reference; null in raw groups.</summary>
    public PackedSymbols? Reference { get; }

    /// <summary>Segments: the reference, and the items of all packs, if the full ones are.</summary>
    public int Count { get; }

    /// <summary>Packs that are full.</summary>
    public int FullPacks { get; }

    /// <summary>The last pack, when it is not full.</summary>
    public Pack? OpenPack { get; }

    /// <summary>The number of symbols of a segment, where that can be told without decoding anything more.</summary>
    public long? LengthOf(uint id)
    {
        if (Reference is not null && id == 0)
            return Reference.Length;
        long place = id - (long)(Count - _openLengths.Length);
        return place >= 0 && place < _openLengths.Length ? _openLengths[place] : null;
    }

    public PartContent CopyReference(int stream) => _parts.CopyReference(stream);

    public PartContent CopyPack(int stream, int part) => _parts.CopyPack(stream, part);

    private static long[] LengthsOf(Pack pack, PackedSymbols? reference, int minMatchLength, MemoryBudget budget)
    {
        budget.Take(pack.Count, BytesAnItem);
        long[] lengths = new long[pack.Count];
        for (int i = 0; i < lengths.Length; i++)
            lengths[i] = reference is null ? pack[i].Length : LzDelta.LengthOf(pack[i], reference.Length, minMatchLength);
        return lengths;
    }
}
