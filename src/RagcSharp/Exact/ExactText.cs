using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Zstd;

namespace RagcSharp.Exact;

/// <summary>What AGC forgets of a sample's text. Has one owner, who disposes it.</summary>
internal sealed class ExactText(IReadOnlyList<TrackBlock> blocks) : IDisposable
{
    /// <summary>The first byte of a part that holds something.</summary>
    public const byte Version = 1;

    /// <summary>The largest piece that is still to be compressed; not to be asked for while blocks are being packed.</summary>
    public long LargestBlock => blocks.Select(block => block.Length).DefaultIfEmpty().Max();

    /// <summary>Moves it to the end of <paramref name="payload"/>, compressed.</summary>
    public void MoveTo(NativeBuffer payload, ZstdContext zstd)
    {
        payload.Append(Version);
        foreach (var block in blocks)
            block.MoveTo(payload, zstd);
    }

    public void Dispose()
    {
        foreach (var block in blocks)
            block.Dispose();
    }
}

/// <summary>The part of a sample in stream <c>ragc-exact-samples</c>; of no bytes for a sample that is not kept exactly.</summary>
internal sealed class ExactContent(int stream, ExactText? text) : PartContent(stream)
{
    public override long Length { get; } = text?.LargestBlock ?? 0;

    public override ulong Encode(NativeBuffer payload, ZstdContext zstd, NativeBuffer scratch)
    {
        payload.Clear();
        text?.MoveTo(payload, zstd);
        return 0;
    }

    public override void Dispose()
    {
        text?.Dispose();
        base.Dispose();
    }
}
