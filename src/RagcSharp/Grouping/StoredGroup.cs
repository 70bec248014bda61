using RagcSharp.Archive;
using RagcSharp.Encoding;
using RagcSharp.Encoding.Zstd;
using RagcSharp.Memory;

namespace RagcSharp.Grouping;

/// <summary>A group as an archive holds it, read to be added to: its reference, and its last pack when that is not full.</summary>
internal sealed class StoredGroup
{
    private readonly ArchiveReader _archive;
    private readonly string _referenceStream;
    private readonly string _deltaStream;

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
        _archive = archive;
        _referenceStream = StreamNames.Reference(group, version);
        _deltaStream = StreamNames.Delta(group, version);
        if (group >= StreamNames.RawGroups)
            Reference = Read(_referenceStream, 0, (payload, metadata) => ReadReference(payload, metadata, budget, zstd));
        int parts = archive.Parts(_deltaStream).Count;
        if ((long)parts * packSize >= int.MaxValue)
            throw archive.Broken($"stream {_deltaStream}: {parts} packs of {packSize} segments; there cannot be so many");
        FullPacks = parts;
        Count = (Reference is null ? 0 : 1) + parts * packSize;
        if (parts == 0)
            return;
        (var last, _openLengths) = Read(_deltaStream, parts - 1, (payload, metadata) =>
        {
            var pack = ReadPack(payload, metadata, packSize, budget, zstd);
            return (pack, pack.Count == packSize ? [] : LengthsOf(pack, Reference, parameters.MinMatchLength));
        });
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

    public PartContent CopyReference(int stream) => new CopiedContent(stream, _archive, _referenceStream, 0);

    public PartContent CopyPack(int stream, int part) => new CopiedContent(stream, _archive, _deltaStream, part, isPack: true);

    private T Read<T>(string stream, int part, Func<NativeBuffer, ulong, T> decode)
    {
        using var payload = new NativeBuffer();
        ulong metadata = _archive.Read(stream, part, payload);
        try
        {
            return decode(payload, metadata);
        }
        catch (InvalidDataException e)
        {
            throw _archive.Broken($"stream {stream}, part {part}: {e.Message}", e);
        }
    }

    private static PackedSymbols ReadReference(NativeBuffer payload, ulong metadata, MemoryBudget budget, ZstdContext zstd)
    {
        // It stays packed; a large one counts for what it takes while it is packed.
        if (PartCodec.IsLarge(payload.AsSpan(), metadata))
            budget.Take(Booked(metadata));
        var reference = PartCodec.DecodePacked(payload.AsSpan(), metadata, zstd);
        budget.Take(reference.Bytes);
        return reference;
    }

    private static Pack ReadPack(NativeBuffer payload, ulong metadata, int packSize, MemoryBudget budget, ZstdContext zstd)
    {
        budget.Take(Booked(metadata));
        var content = new NativeBuffer();
        try
        {
            PartCodec.Decode(payload.AsSpan(), metadata, zstd, content);
            return new Pack(content, packSize);
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private static long[] LengthsOf(Pack pack, PackedSymbols? reference, int minMatchLength)
    {
        long[] lengths = new long[pack.Count];
        for (int i = 0; i < lengths.Length; i++)
            lengths[i] = reference is null ? pack[i].Length : LzDelta.LengthOf(pack[i], reference.Length, minMatchLength);
        return lengths;
    }

    private static long Booked(ulong length) => (long)Math.Min(length, int.MaxValue);
}

/// <summary>
/// A part of another archive, taken over as it is. It gets a check, so it must not be damaged already: a pack is decoded where that archive
/// has no checks. Other parts were decoded before, for their content.
/// </summary>
internal sealed class CopiedContent(int stream, ArchiveReader archive, string name, int part, bool isPack = false) : PartContent(stream)
{
    public override long Length => 0;

    public override ulong Encode(NativeBuffer payload, ZstdContext zstd, NativeBuffer scratch)
    {
        ulong metadata = archive.Read(name, part, payload);
        if (isPack && !archive.HasChecks)
            CheckPack(payload, metadata, zstd, scratch);
        return metadata;
    }

    private void CheckPack(NativeBuffer payload, ulong metadata, ZstdContext zstd, NativeBuffer scratch)
    {
        try
        {
            scratch.Clear();
            PartCodec.Decode(payload.AsSpan(), metadata, zstd, scratch);
            if (scratch.Length == 0 || scratch.AsSpan()[^1] != PackContent.ItemEnd)
                throw new InvalidDataException("the last item of a pack has no end");
        }
        catch (InvalidDataException e)
        {
            throw archive.Broken($"stream {name}, part {part}: {e.Message}", e);
        }
    }
}
