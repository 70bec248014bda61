using RagcSharp.Memory;
using RagcSharp.Zstd;

namespace RagcSharp.Compressing;

/// <summary>One of the threads of the pool, with the buffers that its work needs. Nobody else touches them.</summary>
internal sealed class Worker : IDisposable
{
    /// <summary>Buffers above this go back to the system after a large part: the next one may be far off.</summary>
    private const long LargestKept = 1 << 20;

    /// <summary>For the delta of a segment.</summary>
    public NativeBuffer Delta { get; } = new();

    /// <summary>For a part's content.</summary>
    public NativeBuffer Scratch { get; } = new();

    /// <summary>For a part's payload.</summary>
    public NativeBuffer Payload { get; } = new();

    /// <summary>For items that wait; its context stays small.</summary>
    public ZstdContext QuickZstd { get; } = new();

    public void TrimBuffers()
    {
        Scratch.Clear(LargestKept);
        Payload.Clear(LargestKept);
    }

    public void Dispose()
    {
        Delta.Dispose();
        Scratch.Dispose();
        Payload.Dispose();
        QuickZstd.Dispose();
    }
}
