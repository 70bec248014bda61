using RagcSharp.Memory;
using RagcSharp.Sequences;
using RagcSharp.Zstd;
using RagcSharp.Zstd.Parsing;

namespace RagcSharp.Packs;

/// <summary>
/// Payloads of packs and references (docs/format.md §3.2, §3.3): a zstd frame and a marker byte, or the content as it is when that is
/// not larger. Metadata is the length of the content, 0 when stored plain.
/// </summary>
internal static class PartCodec
{
    /// <summary>Marker behind a frame that holds symbols or a pack.</summary>
    private const byte PlainMarker = 0;

    /// <summary>Marker behind a frame that holds tuples.</summary>
    private const byte TupleMarker = 1;

    /// <summary>Compresses a pack into <paramref name="payload"/> and returns the part's metadata.</summary>
    public static ulong EncodePack(ReadOnlySpan<byte> pack, ZstdContext zstd, NativeBuffer payload)
    {
        int length = Compress(pack, zstd.Effort.Text, PlainMarker, zstd, payload);
        return PlainUnlessShorter(pack, length, payload);
    }

    /// <summary>Compresses a reference, given as symbols and as tuples, and returns the part's metadata.</summary>
    public static ulong EncodeReference(
        ReadOnlySpan<byte> symbols, ReadOnlySpan<byte> tuples, ZstdContext zstd, NativeBuffer payload)
    {
        int length = Repetitiveness.IsRepetitive(symbols)
            ? Compress(symbols, zstd.Effort.Text, PlainMarker, zstd, payload)
            : Compress(tuples, zstd.Effort.Tuples, TupleMarker, zstd, payload);
        return PlainUnlessShorter(symbols, length, payload);
    }

    /// <summary>Symbols, or bytes of a pack, up to which a part is always decoded at once: see <see cref="IsLarge"/>.</summary>
    public const ulong LargeContent = 4 << 20;

    /// <summary>
    /// Content up to so many times the payload is justified by it: genomes give 4 to 30. What claims more is a run of N, or a bomb.
    /// </summary>
    private const ulong MostExpansion = 64;

    /// <summary>
    /// Whether a part has so much content, and so little that it is made of, that it is not kept in memory, but decoded piece by piece, by
    /// <see cref="LargePack"/> or <see cref="Reference"/>.
    /// </summary>
    public static bool IsLarge(ReadOnlySpan<byte> payload, ulong metadata) =>
        metadata > Math.Max(LargeContent, MostExpansion * (ulong)payload.Length) && !payload.IsEmpty;

    /// <summary>Whether a part that is compressed holds tuples.</summary>
    public static bool IsTuples(ReadOnlySpan<byte> payload) => payload[^1] == TupleMarker;

    /// <summary>Decodes a pack or a reference behind the contents of <paramref name="content"/>.</summary>
    /// <exception cref="InvalidDataException">The payload is not intact.</exception>
    public static void Decode(ReadOnlySpan<byte> payload, ulong metadata, ZstdContext zstd, NativeBuffer content)
    {
        if (metadata == 0)
        {
            content.Append(payload);
            return;
        }

        if (payload.IsEmpty)
            throw new InvalidDataException($"no bytes, {metadata} expected after decompression");
        if (IsTuples(payload))
            DecodeTuples(payload[..^1], metadata, zstd, content);
        else
            ZstdFrame.Decode(payload[..^1], metadata, zstd, content);
    }

    /// <summary>Decodes a reference that is to stay packed: without unpacking it, where it is stored as tuples.</summary>
    /// <exception cref="InvalidDataException">The payload is not intact.</exception>
    public static PackedSymbols DecodePacked(ReadOnlySpan<byte> payload, ulong metadata, ZstdContext zstd)
    {
        if (metadata != 0 && !payload.IsEmpty && IsTuples(payload))
            return UnzipTuples(payload[..^1], metadata, zstd);
        using var symbols = new NativeBuffer();
        Decode(payload, metadata, zstd, symbols);
        return new PackedSymbols(symbols.AsSpan());
    }

    private static void DecodeTuples(ReadOnlySpan<byte> frame, ulong length, ZstdContext zstd, NativeBuffer content)
    {
        using var packed = UnzipTuples(frame, length, zstd);
        packed.UnpackTo(content);
    }

    private static PackedSymbols UnzipTuples(ReadOnlySpan<byte> frame, ulong length, ZstdContext zstd)
    {
        var tuples = new NativeBuffer(account: MemoryAccount.References);
        try
        {
            // Tuples of n symbols take at most n + 1 bytes, or 2 for very few symbols.
            ZstdFrame.DecodeAtMost(frame, length + 2, zstd, tuples);
            var packed = new PackedSymbols(tuples);
            if ((ulong)packed.Length != length)
                throw new InvalidDataException($"tuples of {packed.Length} symbols, {length} expected");
            return packed;
        }
        catch
        {
            tuples.Dispose();
            throw;
        }
    }

    private static int Compress(
        ReadOnlySpan<byte> content, ParseSettings? settings, byte marker, ZstdContext zstd, NativeBuffer payload)
    {
        payload.Clear();
        var room = payload.Room(ZstdContext.CompressBound(content.Length) + 1);
        int length = zstd.Compress(content, room[..^1], settings);
        room[length] = marker;
        payload.Advance(length + 1);
        return length + 1;
    }

    private static ulong PlainUnlessShorter(ReadOnlySpan<byte> content, int length, NativeBuffer payload)
    {
        if (length < content.Length)
            return (ulong)content.Length;
        payload.Clear();
        payload.Append(content);
        return 0;
    }
}
