using System.Collections.Concurrent;

namespace RagcSharp.Tests.Support;

/// <summary>Threads whose errors reach the test, and which do not outlive a test that hangs.</summary>
internal static class Threads
{
    /// <summary>How long a test may take before it counts as hanging.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs work on several threads at the same time and rethrows the first error.</summary>
    public static void RunAll(int count, Action<int> work)
    {
        var errors = new ConcurrentQueue<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, count).Select(i => Start(() => work(i), errors))];
        Assert.All(threads, thread => Assert.True(thread.Join(Patience), "hangs"));
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

    /// <summary>Waits until a thread waits for something.</summary>
    public static bool Waits(Thread thread) =>
        SpinWait.SpinUntil(() => (thread.ThreadState & ThreadState.WaitSleepJoin) != 0, Patience);
}
