using System.Collections.Concurrent;

using RagcSharp.Compressing;
using RagcSharp.Tests.Support;
using RagcSharp.Threads;

namespace RagcSharp.Tests.Compressing;

/// <summary>What is shared out may be freed as soon as the call that shared it out has ended, with an error too.</summary>
public sealed class GivingUpTests
{
    [Fact]
    public void RunAll_ThrowsOnlyWhenNoPieceRunsAnyMore()
    {
        for (int round = 0; round < 50; round++)
        {
            using var error = new FirstError();
            using var queue = new WorkQueue(100, 100, error);
            int running = 0;
            using var isAtIt = new ManualResetEventSlim();
            var errors = new ConcurrentQueue<Exception>();
            Thread[] workers = [.. Enumerable.Range(0, 3).Select(_ => WatchedThreads.Start(() => Serve(queue), errors))];
            var caller = WatchedThreads.Start(
                () =>
                {
                    Assert.ThrowsAny<OperationCanceledException>(() => queue.RunAll(20, _ => Work(), helper: null));
                    Assert.Equal(0, Volatile.Read(ref running));
                },
                errors);
            WatchedThreads.Await(isAtIt, "a piece to begin");
            error.Set(new InvalidOperationException());
            WatchedThreads.Join(caller, "the caller");
            Assert.All(workers, worker => WatchedThreads.Join(worker, "a worker"));
            Assert.Empty(errors);

            // Goes on for a while after there is an error.
            void Work()
            {
                Interlocked.Increment(ref running);
                isAtIt.Set();
                Assert.True(error.Token.WaitHandle.WaitOne(WatchedThreads.Patience), "no error came");
                Thread.Sleep(5);
                Interlocked.Decrement(ref running);
            }
        }
    }

    private static void Serve(WorkQueue queue)
    {
        using var worker = new Worker();
        try
        {
            queue.Serve(worker);
        }
        catch (OperationCanceledException)
        {
            // That is how it ends here.
        }
    }
}
