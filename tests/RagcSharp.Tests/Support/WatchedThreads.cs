using System.Collections.Concurrent;
using System.Diagnostics;

namespace RagcSharp.Tests.Support;

/// <summary>Threads whose errors reach the test, and which do not outlive a test that hangs.</summary>
internal static class WatchedThreads
{
    /// <summary>
    /// How long a test waits before it takes something for hanging. Long, because other tests may run at the same time, and other programs.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs work on several threads at the same time and rethrows the first error.</summary>
    public static void RunAll(int count, Action<int> work)
    {
        var errors = new ConcurrentQueue<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, count).Select(i => Start(() => work(i), errors))];
        for (int i = 0; i < count; i++)
            Join(threads[i], $"thread {i} of {count}");
        if (errors.TryDequeue(out var error))
            throw new InvalidOperationException(error.ToString(), error);
    }

    public static Thread Start(Action work, ConcurrentQueue<Exception> errors)
    {
        var thread = new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception e)
            {
                errors.Enqueue(e);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return thread;
    }

    /// <summary>Waits until a thread has ended.</summary>
    public static void Join(Thread thread, string what) =>
        Assert.True(thread.Join(Patience), $"{what} has not ended in {Patience.TotalMinutes} minutes");

    /// <summary>Waits until a thread waits for something.</summary>
    public static void AwaitWaiting(Thread thread, string what) =>
        Await(() => (thread.ThreadState & System.Threading.ThreadState.WaitSleepJoin) != 0, $"{what} to wait");

    /// <summary>Waits until something is so.</summary>
    /// <param name="condition">Asked again and again.</param>
    /// <param name="what">What is waited for, as <c>the queue to be full</c>.</param>
    public static void Await(Func<bool> condition, string what) => Await(condition, () => what);

    /// <summary>Waits until something is so; what is waited for is told as it is in the end.</summary>
    public static void Await(Func<bool> condition, Func<string> what)
    {
        // Asked not too often: others need the processor.
        bool isSo = condition();
        for (var watch = Stopwatch.StartNew(); !isSo && watch.Elapsed < Patience; isSo = condition())
            Thread.Sleep(1);
        Assert.True(isSo, $"waited {Patience.TotalMinutes} minutes for {(isSo ? "" : what())}");
    }

    /// <summary>Waits until another thread has said so.</summary>
    public static void Await(ManualResetEventSlim isSet, string what) =>
        Assert.True(isSet.Wait(Patience), $"waited {Patience.TotalMinutes} minutes for {what}");
}
