using RagcSharp.Memory;

namespace RagcSharp.Zstd;

/// <summary>One zstd frame whose content has a known length.</summary>
internal static class ZstdFrame
{
    /// <summary>Bytes that content may have: what spans and our buffers hold.</summary>
    public const int MostContent = int.MaxValue - 64;

    // A block of a frame holds at most 128 KiB and takes at least 4 bytes: content beyond this ratio cannot be there, and memory
    // for it is not asked for.
    private const ulong MostContentOfBlock = 128 * 1024, LeastBytesOfBlock = 4;

    /// <summary>Compresses <paramref name="content"/> into one frame behind the contents of <paramref name="frame"/>.</summary>
    public static void Encode(ReadOnlySpan<byte> content, int level, ZstdContext zstd, NativeBuffer frame)
    {
        var room = frame.Room(ZstdContext.CompressBound(content.Length));
        frame.Advance(zstd.Compress(content, room, level));
    }

    /// <summary>Decodes <paramref name="length"/> bytes behind the contents of <paramref name="content"/>.</summary>
    /// <exception cref="InvalidDataException">The frame is not intact, or of another length.</exception>
    public static void Decode(ReadOnlySpan<byte> frame, ulong length, ZstdContext zstd, NativeBuffer content)
    {
        int decoded = DecodeAtMost(frame, length, zstd, content);
        if ((ulong)decoded != length)
            throw new InvalidDataException($"zstd: {decoded} bytes after decompression, {length} expected");
    }

    /// <summary>Checks whether a frame can have so much content.</summary>
    /// <exception cref="InvalidDataException">It cannot.</exception>
    public static void CheckLength(long frameLength, ulong length)
    {
        if (length > MostContent || length / MostContentOfBlock > (ulong)frameLength / LeastBytesOfBlock)
            throw new InvalidDataException($"a length of {length} bytes for a zstd frame of {frameLength}");
    }

    /// <summary>Decodes a frame of at most <paramref name="most"/> bytes and returns how many there were.</summary>
    public static int DecodeAtMost(ReadOnlySpan<byte> frame, ulong most, ZstdContext zstd, NativeBuffer content)
    {
        CheckLength(frame.Length, most);
        int room = (int)most;
        int length = zstd.Decompress(frame, content.Room(room)[..room]);
        content.Advance(length);
        return length;
    }
}
