using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Sequences;
using RagcSharp.Zstd;

namespace RagcSharp.Packs;

/// <summary>
/// The parts of a group as an archive holds them, to be read or copied. Errors name them. Safe for any number of threads.
/// </summary>
internal sealed class StoredParts(ArchiveReader archive, int version, int group, int packSize)
{
    private readonly string _referenceStream = StreamNames.Reference(group, version);
    private readonly string _deltaStream = StreamNames.Delta(group, version);

    /// <summary>Number of packs.</summary>
    public int Packs { get; } = CountPacks(archive, StreamNames.Delta(group, version), packSize);

    /// <summary>Bytes that they take in the file.</summary>
    public long Size => archive.Parts(_referenceStream).Concat(archive.Parts(_deltaStream)).Sum(part => part.Size);

    /// <summary>
    /// Whether the reference of another group is stored in the same bytes. It may be the same otherwise, too: there are several ways to
    /// compress it.
    /// </summary>
    public bool HasSameReferenceBytes(StoredParts other)
    {
        using NativeBuffer payload = new(), otherPayload = new();
        return ReadReferencePart(payload) == other.ReadReferencePart(otherPayload) && payload.AsSpan().SequenceEqual(otherPayload.AsSpan());
    }

    /// <summary>The reference, to be disposed by the caller.</summary>
    /// <param name="budget">For what it takes, and for what it takes while it is packed.</param>
    /// <param name="zstd">Decompresses.</param>
    public PackedSymbols ReadReference(MemoryBudget budget, ZstdContext zstd) => Read(_referenceStream, 0, (payload, metadata) =>
    {
        // It stays packed; a large one counts for what it takes while it is packed.
        if (PartCodec.IsLarge(payload.AsSpan(), metadata))
            budget.Take(Booked(metadata));
        var reference = PartCodec.DecodePacked(payload.AsSpan(), metadata, zstd);
        budget.Take(reference.Bytes);
        return reference;
    });

    /// <summary>The number of symbols of the reference, as its part tells it. Nothing is decoded.</summary>
    public long ReadReferenceLength() =>
        Read(_referenceStream, 0, (payload, metadata) => metadata == 0 ? payload.Length : (long)Math.Min(metadata, long.MaxValue));

    /// <summary>Makes something of a pack, which is the maker's to dispose.</summary>
    /// <param name="part">Its number.</param>
    /// <param name="budget">For what it takes.</param>
    /// <param name="zstd">Decompresses.</param>
    /// <param name="use">Makes it; errors name the pack, too.</param>
    public T ReadPack<T>(int part, MemoryBudget budget, ZstdContext zstd, Func<Pack, T> use) =>
        Read(_deltaStream, part, (payload, metadata) => use(ReadPack(payload, metadata, budget, zstd)));

    /// <summary>Does something with a pack, which is disposed then.</summary>
    /// <inheritdoc cref="ReadPack{T}"/>
    public void UsePack(int part, MemoryBudget budget, ZstdContext zstd, Action<Pack> use) => ReadPack(part, budget, zstd, pack =>
    {
        using (pack)
            use(pack);
        return part;
    });

    public PartContent CopyReference(int stream, CopiedKind kind = CopiedKind.Decoded) =>
        new CopiedContent(stream, archive, _referenceStream, 0, kind);

    public PartContent CopyPack(int stream, int part) => new CopiedContent(stream, archive, _deltaStream, part, CopiedKind.Pack);

    private ulong ReadReferencePart(NativeBuffer payload) => archive.Read(_referenceStream, 0, payload);

    private static int CountPacks(ArchiveReader archive, string stream, int packSize)
    {
        int parts = archive.Parts(stream).Count;
        return (long)parts * packSize < int.MaxValue
            ? parts
            : throw archive.Broken($"stream {stream}: {parts} packs of {packSize} segments; there cannot be so many");
    }

    private Pack ReadPack(NativeBuffer payload, ulong metadata, MemoryBudget budget, ZstdContext zstd)
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

    private T Read<T>(string stream, int part, Func<NativeBuffer, ulong, T> decode)
    {
        using var payload = new NativeBuffer();
        ulong metadata = archive.Read(stream, part, payload);
        try
        {
            return decode(payload, metadata);
        }
        catch (InvalidDataException e)
        {
            throw archive.Broken($"stream {stream}, part {part}: {e.Message}", e);
        }
    }

    private static long Booked(ulong length) => (long)Math.Min(length, int.MaxValue);
}
