using RagcSharp.Grouping;
using RagcSharp.Pipeline;

namespace RagcSharp.Tests.Pipeline;

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
            using var isAtIt = new SemaphoreSlim(0);
            Thread[] workers = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() => Serve(queue)))];
            foreach (var worker in workers)
                worker.Start();
            var caller = new Thread(() =>
            {
                Assert.ThrowsAny<OperationCanceledException>(() => queue.RunAll(
                    20,
                    _ =>
                    {
                        Interlocked.Increment(ref running);
                        isAtIt.Release();
                        Thread.Sleep(5);
                        Interlocked.Decrement(ref running);
                    },
                    helper: null));
                running += 1000 * running;
            });
            caller.Start();
            isAtIt.Wait();
            error.Set(new InvalidOperationException());
            caller.Join();
            Assert.Equal(0, running);
            foreach (var worker in workers)
                worker.Join();
        }
    }

    private static void Serve(WorkQueue queue)
    {
        using var worker = new Worker(new SegmentPlacer(31, new GroupMap(), null!, vote: null, mayCutInTwo: true));
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
