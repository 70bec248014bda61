using RagcSharp.Memory;
using RagcSharp.Sequences;
using RagcSharp.Zstd;

namespace RagcSharp.Packs;

/// <summary>
/// Decodes a pack or a reference only to see whether that can be done. What has much content is decoded piece by piece, because compression
/// hides how much it is.
/// </summary>
internal static class ContentCheck
{
    private const int PieceLength = 1 << 17;

    /// <summary>The last byte of the content of a part; null where it has none.</summary>
    /// <param name="payload">The payload of the part.</param>
    /// <param name="metadata">Its metadata.</param>
    /// <param name="zstd">Decompresses what is not large.</param>
    /// <param name="scratch">Replaced.</param>
    /// <exception cref="InvalidDataException">The payload is not intact.</exception>
    public static byte? Decode(NativeBuffer payload, ulong metadata, ZstdContext zstd, NativeBuffer scratch)
    {
        if (PartCodec.IsLarge(payload.AsSpan(), metadata))
            return DecodeLarge(payload, metadata);
        scratch.Clear();
        PartCodec.Decode(payload.AsSpan(), metadata, zstd, scratch);
        return scratch.Length == 0 ? null : scratch.AsSpan()[^1];
    }

    private static byte? DecodeLarge(NativeBuffer payload, ulong metadata)
    {
        ZstdFrame.CheckLength(payload.Length - 1, metadata);
        using var frame = new ZstdStream(payload, (int)payload.Length - 1);
        bool isTuples = PartCodec.IsTuples(payload.AsSpan());
        var piece = new byte[PieceLength];
        byte? last = null;
        long length = 0;
        // Tuples take at most two bytes more than their symbols.
        for (int read; (ulong)length <= metadata + 2 && (read = frame.Read(piece)) > 0; length += read)
            last = piece[read - 1];
        long found = isTuples ? Tuples.UnpackedLength(length, last ?? 0, out _, out _) : length;
        if ((ulong)found != metadata)
            throw new InvalidDataException($"{found} bytes after decompression, {metadata} expected");
        return last;
    }
}
