using System.Collections.Concurrent;

using RagcSharp.Compressing;
using RagcSharp.Tests.Support;
using RagcSharp.Threads;

namespace RagcSharp.Tests.Compressing;

public sealed class WorkQueueTests : IDisposable
{
    private readonly FirstError _error = new();
    private readonly ConcurrentQueue<Exception> _errors = [];
    private readonly WorkQueue _queue;

    public WorkQueueTests() => _queue = new WorkQueue(contigBudget: 100, partBudget: 100, _error);

    public void Dispose()
    {
        _queue.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Barrier_IsPassedAfterAllBeforeAndBeforeAllBehind()
    {
        const int Samples = 20, Contigs = 30;
        int[] done = new int[Samples + 1];
        int barriers = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            int number = sample;
            for (int contig = 0; contig < Contigs; contig++)
            {
                _queue.AddContig(0, _ =>
                {
                    Assert.Equal(number, Volatile.Read(ref barriers));
                    _queue.AddShared(_ =>
                    {
                        Assert.Equal(number, Volatile.Read(ref barriers));
                        Interlocked.Increment(ref done[number]);
                    });
                });
            }

            _queue.AddBarrier(worker =>
            {
                Assert.Equal(number, Volatile.Read(ref barriers));
                Assert.Equal(Contigs, Volatile.Read(ref done[number]));
                Assert.Equal(0, Volatile.Read(ref done[number + 1]));
                int pieces = 0;
                _queue.RunAll(10, _ => Interlocked.Increment(ref pieces), worker);
                Assert.Equal(10, pieces);
                Interlocked.Increment(ref barriers);
            });
        }

        _queue.Complete();
        ServeAll(3);
        Assert.Equal(Samples, barriers);
        Assert.All(done.Take(Samples), count => Assert.Equal(Contigs, count));
    }

    [Fact]
    public void Barrier_WaitsForAContigInWork()
    {
        var order = new ConcurrentQueue<string>();
        using ManualResetEventSlim isBegun = new(), mayEnd = new();
        _queue.AddContig(1, _ =>
        {
            isBegun.Set();
            WatchedThreads.Await(mayEnd, "the other worker to wait");
            order.Enqueue("contig");
        });
        _queue.AddBarrier(_ => order.Enqueue("barrier"));
        _queue.AddContig(1, _ => order.Enqueue("contig behind"));
        _queue.Complete();
        var first = WatchedThreads.Start(() => Serve(_queue), _errors);
        WatchedThreads.Await(isBegun, "a worker to begin");
        var second = WatchedThreads.Start(() => Serve(_queue), _errors);
        WatchedThreads.AwaitWaiting(second, "the second worker");
        mayEnd.Set();
        WatchedThreads.Join(first, "the first worker");
        WatchedThreads.Join(second, "the second worker");
        Assert.Empty(_errors);
        Assert.Equal(["contig", "barrier", "contig behind"], order);
    }

    [Fact]
    public void Contigs_AreTakenInOrder()
    {
        var order = new List<int>();
        for (int i = 0; i < 50; i++)
        {
            int number = i;
            _queue.AddContig(1, _ => order.Add(number));
        }

        _queue.Complete();
        ServeAll(1);
        Assert.Equal(Enumerable.Range(0, 50), order);
    }

    [Fact]
    public void AddContig_WaitsUntilThereIsRoom()
    {
        int added = 0;
        var producer = WatchedThreads.Start(
            () =>
            {
                for (int i = 0; i < 5; i++)
                {
                    _queue.AddContig(40, _ => { });
                    Interlocked.Increment(ref added);
                }
            },
            _errors);
        WatchedThreads.Await(() => Volatile.Read(ref added) == 2, "two contigs to be added");
        WatchedThreads.AwaitWaiting(producer, "the producer");
        Assert.Equal(2, added);
        _queue.Release(40);
        WatchedThreads.Await(() => Volatile.Read(ref added) == 3, "a third contig to be added");
        WatchedThreads.AwaitWaiting(producer, "the producer");
        Assert.Equal(3, added);
        _queue.Release(80);
        WatchedThreads.Join(producer, "the producer");
        Assert.Equal(5, added);
        Assert.Empty(_errors);
    }

    [Fact]
    public void AddContig_LetsInAContigLargerThanTheBudgetAlone()
    {
        _queue.AddContig(1000, _ => { });
        bool isAdded = false;
        var producer = WatchedThreads.Start(
            () =>
            {
                _queue.AddContig(1, _ => { });
                Volatile.Write(ref isAdded, true);
                _queue.AddContig(1000, _ => { });
            },
            _errors);
        WatchedThreads.AwaitWaiting(producer, "the producer");
        Assert.False(Volatile.Read(ref isAdded));
        _queue.Release(1000);
        WatchedThreads.Await(() => Volatile.Read(ref isAdded), "a small contig to be added");
        WatchedThreads.AwaitWaiting(producer, "the producer");
        _queue.Release(1);
        WatchedThreads.Join(producer, "the producer");
        Assert.Empty(_errors);
    }

    [Fact]
    public void Error_WakesAllWhoWait()
    {
        _queue.AddContig(100, _ => Assert.Fail("a barrier comes first"));
        using var queue = new WorkQueue(100, 100, _error);
        queue.AddContig(100, _ => queue.AddBarrier(_ => { }));
        Thread[] threads =
        [
            WatchedThreads.Start(() => _queue.AddContig(1, _ => { }), _errors),
            WatchedThreads.Start(() => Serve(queue), _errors),
            WatchedThreads.Start(() => Serve(queue), _errors),
            WatchedThreads.Start(() => _queue.RunAll(1, _ => { }, helper: null), _errors),
        ];
        Assert.All(threads, thread => WatchedThreads.AwaitWaiting(thread, "a thread"));
        _error.Set(new IOException("the first"));
        Assert.All(threads, thread => WatchedThreads.Join(thread, "a thread that waited"));
        Assert.Equal(4, _errors.Count);
        Assert.All(_errors, error => Assert.IsAssignableFrom<OperationCanceledException>(error));
        Assert.Throws<IOException>(_error.ThrowIfSet);
        Assert.ThrowsAny<OperationCanceledException>(() => _queue.AddContig(1, _ => { }));
        Assert.ThrowsAny<OperationCanceledException>(() => Serve(_queue));
    }

    // Nobody tells of the error of a piece but RunAll: what its worker does with it comes too late for the caller.
    [Fact]
    public void RunAll_ThrowsWhatAPieceThrowsOnAnotherThread()
    {
        var server = WatchedThreads.Start(() => Serve(_queue), _errors);
        var error = Assert.Throws<InvalidDataException>(
            () => _queue.RunAll(3, i => throw new InvalidDataException($"piece {i}"), helper: null));
        Assert.Equal("piece 0", error.Message);
        // The worker goes on: the error is the caller's.
        int done = 0;
        _queue.RunAll(1, _ => done++, helper: null);
        _queue.Complete();
        WatchedThreads.Join(server, "the worker");
        Assert.Equal(1, done);
        Assert.Empty(_errors);
    }

    [Fact]
    public void RunAll_ThrowsTheErrorOfTheLowestNumber()
    {
        Thread[] servers = [.. Enumerable.Range(0, 2).Select(_ => WatchedThreads.Start(() => Serve(_queue), _errors))];
        using ManualResetEventSlim hasFailed = new();
        int begun = 0;
        var error = Assert.Throws<InvalidDataException>(() => _queue.RunAll(
            100,
            i =>
            {
                Interlocked.Increment(ref begun);
                if (i > 0)
                    hasFailed.Set();
                else
                    WatchedThreads.Await(hasFailed, "another piece to fail first");
                throw new InvalidDataException($"piece {i}");
            },
            helper: null));
        Assert.Equal(("piece 0", 2), (error.Message, begun));
        _queue.Complete();
        Assert.All(servers, server => WatchedThreads.Join(server, "a worker"));
        Assert.Empty(_errors);
    }

    [Fact]
    public void FirstError_IsKept()
    {
        _error.Set(new IOException("the first"));
        _error.Set(new InvalidDataException("the second"));
        Assert.True(_error.IsSet);
        Assert.Equal("the first", Assert.Throws<IOException>(_error.ThrowIfSet).Message);
    }

    [Fact]
    public void Parts_AreBegunWithinTheirBudget()
    {
        var begun = new List<string>();
        using var worker = new Worker();
        _queue.AddPart(60, by =>
        {
            begun.Add("first");
            // The second one has to wait for the first; the small one behind it has not.
            Assert.True(_queue.TryHelp(by));
            Assert.False(_queue.TryHelp(by));
            begun.Add("end of first");
        });
        _queue.AddPart(60, _ => begun.Add("second"));
        _queue.AddPart(30, _ => begun.Add("small"));
        Assert.True(_queue.TryHelp(worker));
        Assert.True(_queue.TryHelp(worker));
        Assert.False(_queue.TryHelp(worker));
        Assert.Equal(["first", "small", "end of first", "second"], begun);
    }

    [Fact]
    public void Parts_LargerThanTheBudgetAreBegunAlone()
    {
        using var worker = new Worker();
        int begun = 0;
        _queue.AddPart(1000, by =>
        {
            begun++;
            Assert.False(_queue.TryHelp(by));
        });
        _queue.AddPart(1, _ => begun++);
        Assert.True(_queue.TryHelp(worker));
        Assert.Equal(1, begun);
        Assert.True(_queue.TryHelp(worker));
        Assert.Equal(2, begun);
    }

    [Fact]
    public void Serve_TakesPartsFirst()
    {
        var order = new List<string>();
        _queue.AddContig(1, _ => order.Add("contig"));
        _queue.AddShared(_ => order.Add("shared"));
        _queue.AddPart(1, _ => order.Add("part"));
        _queue.Complete();
        ServeAll(1);
        Assert.Equal(["part", "shared", "contig"], order);
    }

    private void ServeAll(int workers) => WatchedThreads.RunAll(workers, _ =>
    {
        try
        {
            Serve(_queue);
        }
        catch (Exception e)
        {
            _error.Set(e);
            _error.ThrowIfSet();
        }
    });

    private static void Serve(WorkQueue queue)
    {
        using var worker = new Worker();
        queue.Serve(worker);
    }
}
