using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Zstd;

namespace RagcSharp.Packs;

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
            byte? last = ContentCheck.Decode(payload, metadata, zstd, scratch);
            if (kind == CopiedKind.Pack && last != PackContent.ItemEnd)
                throw new InvalidDataException("the last item of a pack has no end");
        }
        catch (InvalidDataException e)
        {
            throw archive.Broken($"stream {name}, part {part}: {e.Message}", e);
        }
    }
}
