using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Zstd;

namespace RagcSharp.Compressing;

/// <summary>
/// A part that will be there: made in the order of the archive, fulfilled by any worker at any time, awaited by the writer, who
/// owns it then.
/// </summary>
internal sealed class PartPromise(PartContent content) : IDisposable
{
    private readonly TaskCompletionSource<ulong> _metadata = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NativeBuffer? _payload;

    public int Stream => content.Stream;

    /// <summary>Bytes of the content.</summary>
    public long Length { get; } = content.Length;

    public ReadOnlySpan<byte> Payload => _payload!.AsSpan();

    /// <summary>Compresses the content, with the worker's buffers.</summary>
    public void Fulfil(Worker worker, ZstdContextPool contexts)
    {
        using var lease = contexts.Rent();
        ulong metadata = content.Encode(worker.Payload, lease.Context, worker.Scratch);
        content.Dispose();
        _payload = NativeBuffer.CopyOf(worker.Payload.AsSpan());
        worker.TrimBuffers();
        _metadata.SetResult(metadata);
    }

    /// <summary>Waits for the part and returns its metadata.</summary>
    public ulong Await(CancellationToken cancellation)
    {
        _metadata.Task.Wait(cancellation);
        return _metadata.Task.Result;
    }

    public void Dispose()
    {
        content.Dispose();
        _payload?.Dispose();
    }
}
