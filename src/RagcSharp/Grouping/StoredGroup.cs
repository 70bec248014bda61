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

    /// <param name="archive">The archive.</param>
    /// <param name="version">Its version.</param>
    /// <param name="group">The group.</param>
    /// <param name="packSize">Its batch size: items a full pack.</param>
    /// <param name="budget">For what stays in memory.</param>
    /// <param name="zstd">Decompresses.</param>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public StoredGroup(ArchiveReader archive, int version, int group, int packSize, MemoryBudget budget, ZstdContext zstd)
    {
        _archive = archive;
        _referenceStream = StreamNames.Reference(group, version);
        _deltaStream = StreamNames.Delta(group, version);
        if (group >= StreamNames.RawGroups)
            Reference = Read(_referenceStream, 0, (payload, metadata) => ReadReference(payload, metadata, budget, zstd));
        int parts = archive.Parts(_deltaStream).Count;
        if ((long)parts * packSize > int.MaxValue)
            throw archive.Broken($"stream {_deltaStream}: {parts} packs of {packSize} segments; at most {int.MaxValue} segments are possible");
        FullPacks = parts;
        Count = (Reference is null ? 0 : 1) + parts * packSize;
        if (parts == 0)
            return;
        var last = Read(_deltaStream, parts - 1, (payload, metadata) => ReadPack(payload, metadata, packSize, budget, zstd));
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
