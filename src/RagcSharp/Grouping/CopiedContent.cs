using RagcSharp.Archive;
using RagcSharp.Encoding;
using RagcSharp.Encoding.Zstd;
using RagcSharp.Memory;

namespace RagcSharp.Grouping;

/// <summary>What a part that is copied holds, as far as it is to be looked at.</summary>
internal enum CopiedKind
{
    /// <summary>Whatever; it was decoded before, for its content.</summary>
    Decoded,

    /// <summary>A pack.</summary>
    Pack,

    /// <summary>A reference.</summary>
    Reference,
}

/// <summary>
/// A part of another archive, taken over as it is. It gets a check, so it must not be damaged already: where that archive has no checks, it
/// is decoded.
/// </summary>
internal sealed class CopiedContent(int stream, ArchiveReader archive, string name, int part, CopiedKind kind = CopiedKind.Decoded)
    : PartContent(stream)
{
    public override long Length => 0;

    public override ulong Encode(NativeBuffer payload, ZstdContext zstd, NativeBuffer scratch)
    {
        ulong metadata = archive.Read(name, part, payload);
        if (kind != CopiedKind.Decoded && !archive.HasChecks)
            Check(payload, metadata, zstd, scratch);
        return metadata;
    }

    private void Check(NativeBuffer payload, ulong metadata, ZstdContext zstd, NativeBuffer scratch)
    {
        try
        {
            byte? last = PartCodec.IsLarge(payload.AsSpan(), metadata)
                ? LastOfLarge(payload, metadata)
                : LastOf(payload, metadata, zstd, scratch);
            if (kind == CopiedKind.Pack && last != PackContent.ItemEnd)
                throw new InvalidDataException("the last item of a pack has no end");
        }
        catch (InvalidDataException e)
        {
            throw archive.Broken($"stream {name}, part {part}: {e.Message}", e);
        }
    }

    // The last byte of the content.
    private static byte? LastOf(NativeBuffer payload, ulong metadata, ZstdContext zstd, NativeBuffer scratch)
    {
        scratch.Clear();
        PartCodec.Decode(payload.AsSpan(), metadata, zstd, scratch);
        return scratch.Length == 0 ? null : scratch.AsSpan()[^1];
    }

    // Decodes piece by piece: compression hides how much it is.
    private static byte? LastOfLarge(NativeBuffer payload, ulong metadata)
    {
        using var frame = new ZstdStream(payload, (int)payload.Length - 1);
        var piece = new byte[1 << 17];
        byte? last = null;
        long length = 0;
        for (int read; (read = frame.Read(piece)) > 0; length += read)
            last = piece[read - 1];
        if (!PartCodec.IsTuples(payload.AsSpan()) && (ulong)length != metadata)
            throw new InvalidDataException($"{length} bytes after decompression, {metadata} expected");
        return last;
    }
}
