using System.Threading.Channels;

using RagcSharp.Archive;
using RagcSharp.Packs;
using RagcSharp.Threads;
using RagcSharp.Zstd;

namespace RagcSharp.Compressing;

/// <summary>
/// The writer thread: takes promises from a bounded channel in the order of the archive, awaits each, appends it at once and
/// frees it.
/// </summary>
internal sealed class PartWriter(
    ArchiveWriter archive, WorkQueue queue, ZstdContextPool contexts, FirstError error, StageClock stages, ProgressCounter progress)
{
    /// <summary>Promises that may wait for the writer.</summary>
    public const int MostWaiting = 10;

    // Whoever waits is a thread of ours: it is woken directly, and not by one of the thread pool, which may have none left.
    private readonly Channel<PartPromise> _channel = Channel.CreateBounded<PartPromise>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = true });

    /// <summary>
    /// Promises parts, in the order of the archive. While the channel is full, the calling worker compresses what waits; there must be
    /// one caller at a time.
    /// </summary>
    /// <remarks>
    /// A large part takes as long as hundreds of small ones. So the large ones are begun first, the largest before the others, whatever
    /// their places: nobody is left to wait for one of them at the end. It takes no more memory: a payload is smaller than what it is
    /// made of.
    /// </remarks>
    public void Promise(IEnumerable<PartContent> contents, Worker worker)
    {
        PartPromise[] promises = [.. contents.Select(content => new PartPromise(content))];
        progress.AddParts(promises.Length);
        foreach (var promise in promises.Where(p => p.Length > ZstdContextPool.SmallContent).OrderByDescending(p => p.Length))
            Begin(promise);
        foreach (var promise in promises)
        {
            while (!_channel.Writer.TryWrite(promise))
            {
                if (!queue.TryHelp(worker))
                    Wait(_channel.Writer.WaitToWriteAsync(error.Token));
            }

            if (promise.Length <= ZstdContextPool.SmallContent)
                Begin(promise);
        }
    }

    /// <summary>Promises that wait for the writer now.</summary>
    public int Waiting => _channel.Reader.Count;

    /// <summary>Says that no promise will follow.</summary>
    public void Complete() => _channel.Writer.Complete();

    /// <summary>The life of the writer thread: until the last promise is written.</summary>
    public void Serve()
    {
        while (Wait(_channel.Reader.WaitToReadAsync(error.Token)))
        {
            while (_channel.Reader.TryRead(out var promise))
            {
                // When the wait is broken off, a worker may be at it still: then it is not ours to free.
                ulong metadata = promise.Await(error.Token);
                using (promise)
                {
                    using var visit = stages.Enter(PipelineStage.Write);
                    archive.Append(promise.Stream, metadata, promise.Payload);
                }

                progress.EndPart();
            }
        }
    }

    private void Begin(PartPromise promise) => queue.AddPart(contexts.BytesFor(promise.Length), worker =>
    {
        using var visit = stages.Enter(PipelineStage.Compress);
        promise.Fulfil(worker, contexts);
    });

    private static bool Wait(ValueTask<bool> answer) =>
        answer.IsCompleted ? answer.Result : answer.AsTask().GetAwaiter().GetResult();
}
