using System.Collections.Concurrent;

namespace RagcSharp.Threads;

/// <summary>
/// Threads that do work of one kind. Each piece is promised at once and awaited by whoever gave it, in the order it likes: so results come
/// in order, however many threads there are. How much is under way is the caller's to bound. Used by one thread.
/// </summary>
/// <param name="threads">The most threads; they are started as work comes.</param>
/// <param name="name">What the threads are called.</param>
/// <param name="work">Does a piece, on any of the threads. Its token is cancelled when nobody waits any more.</param>
internal sealed class PromisePool<TJob, TResult>(int threads, string name, Func<TJob, CancellationToken, TResult> work) : IDisposable
{
    private readonly BlockingCollection<(TJob Job, TaskCompletionSource<TResult> Promise)> _work = [];
    private readonly CancellationTokenSource _end = new();
    private readonly List<Thread> _threads = [];
    private bool _isDisposed;

    /// <summary>Gives a piece of work, and promises its result, or the error that came of it.</summary>
    public Task<TResult> Begin(TJob job)
    {
        if (_threads.Count < threads)
            StartThread();
        var promise = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add((job, promise));
        return promise.Task;
    }

    /// <summary>Drops work that is not begun, and waits for what is. May be called twice.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _end.Cancel();
        _threads.ForEach(thread => thread.Join());
        _work.Dispose();
        _end.Dispose();
    }

    private void StartThread()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = $"{name} {_threads.Count}" };
        _threads.Add(thread);
        thread.Start();
    }

    private void Work()
    {
        try
        {
            foreach (var (job, promise) in _work.GetConsumingEnumerable(_end.Token))
                Fulfil(job, promise);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits any more.
        }
    }

    private void Fulfil(TJob job, TaskCompletionSource<TResult> promise)
    {
        try
        {
            promise.SetResult(work(job, _end.Token));
        }
        catch (Exception e)
        {
            promise.SetException(e);
        }
    }
}
