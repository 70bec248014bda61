using System.Threading.Channels;

using RagcSharp.Archive;
using RagcSharp.Encoding;

namespace RagcSharp.Pipeline;

/// <summary>
/// The writer thread: takes promises from a bounded channel in the order of the archive, awaits each, appends it at once and
/// frees it.
/// </summary>
internal sealed class PartWriter(
    ArchiveWriter archive, WorkQueue queue, ZstdContextPool contexts, FirstError error, Action<PipelineStage>? watch)
{
    /// <summary>Promises that may wait for the writer.</summary>
    public const int MostWaiting = 10;

    private readonly Channel<PartPromise> _channel = Channel.CreateBounded<PartPromise>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });

    /// <summary>
    /// Promises a part. While the channel is full, the calling worker compresses what waits; there must be one caller at a time.
    /// </summary>
    public void Promise(PartContent content, Worker worker)
    {
        var promise = new PartPromise(content);
        while (!_channel.Writer.TryWrite(promise))
        {
            if (!queue.TryHelp(worker))
                Wait(_channel.Writer.WaitToWriteAsync(error.Token));
        }

        queue.AddPart(ZstdContextPool.BytesFor(content.Length), by =>
        {
            watch?.Invoke(PipelineStage.Compress);
            promise.Fulfil(by, contexts);
        });
    }

    /// <summary>Says that no promise will follow.</summary>
    public void Complete() => _channel.Writer.Complete();

    /// <summary>The life of the writer thread: until the last promise is written.</summary>
    public void Serve()
    {
        while (Wait(_channel.Reader.WaitToReadAsync(error.Token)))
        {
            while (_channel.Reader.TryRead(out var promise))
            {
                using (promise)
                {
                    ulong metadata = promise.Await(error.Token);
                    watch?.Invoke(PipelineStage.Write);
                    archive.Append(promise.Stream, metadata, promise.Payload);
                }
            }

            // Nothing is promised: the large context is not needed for now.
            contexts.FreeLarge();
        }
    }

    private static bool Wait(ValueTask<bool> answer) =>
        answer.IsCompleted ? answer.Result : answer.AsTask().GetAwaiter().GetResult();
}
