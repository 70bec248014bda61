using System.Collections.Concurrent;

using RagcSharp.Tests.Support;
using RagcSharp.Threads;

namespace RagcSharp.Tests.Threads;

public sealed class PromisePoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public async Task Results_AreThoseOfTheirJobs(int threads)
    {
        using var pool = new PromisePool<int, int>(threads, "test", (job, _) => job * job);
        var promises = Enumerable.Range(0, 1000).Select(pool.Begin).ToList();
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => i * i), await Task.WhenAll(promises));
    }

    [Fact]
    public async Task SingleThread_WorksInOrder()
    {
        var seen = new ConcurrentQueue<int>();
        using var pool = new PromisePool<int, bool>(1, "test", (job, _) =>
        {
            seen.Enqueue(job);
            return true;
        });
        await Task.WhenAll(Enumerable.Range(0, 100).Select(pool.Begin));
        Assert.Equal(Enumerable.Range(0, 100), seen);
    }

    [Fact]
    public async Task Threads_WorkAtTheSameTime()
    {
        using var both = new Barrier(2);
        using var pool = new PromisePool<int, bool>(2, "test", (_, end) => both.SignalAndWait(WatchedThreads.Patience, end));
        Assert.All(await Task.WhenAll(pool.Begin(0), pool.Begin(1)), Assert.True);
    }

    [Fact]
    public async Task Error_BelongsToItsJobOnly()
    {
        using var pool = new PromisePool<int, int>(2, "test", (job, _) => job == 3 ? throw new InvalidDataException("three") : job);
        var promises = Enumerable.Range(0, 6).Select(pool.Begin).ToList();
        Assert.Equal("three", (await Assert.ThrowsAsync<InvalidDataException>(() => promises[3])).Message);
        int[] others = await Task.WhenAll(promises.Where((_, i) => i != 3));
        Assert.Equal([0, 1, 2, 4, 5], others);
    }

    [Fact]
    public async Task Dispose_CancelsWhatRunsAndDropsTheRest()
    {
        using var begun = new ManualResetEventSlim();
        int ended = 0;
        var pool = new PromisePool<int, int>(1, "test", (_, end) =>
        {
            begun.Set();
            Assert.True(end.WaitHandle.WaitOne(WatchedThreads.Patience), "the pool does not cancel what runs");
            return Interlocked.Increment(ref ended);
        });
        Task<int> first = pool.Begin(0), second = pool.Begin(1);
        WatchedThreads.Await(begun, "the first job to begin");
        pool.Dispose();
        pool.Dispose();
        Assert.Equal(1, await first);
        Assert.False(second.IsCompleted);
        Assert.Equal(1, ended);
    }
}
