using RagcSharp.Tests.Support;
using RagcSharp.Threads;

namespace RagcSharp.Tests.Threads;

public sealed class LeaseCacheTests
{
    private int _made;

    [Fact]
    public void Rent_MakesAValueOnce()
    {
        using var cache = Make(100);
        var first = cache.Rent(1);
        var second = cache.Rent(1);
        cache.Return(1);
        cache.Return(1);
        var third = cache.Rent(1);
        Assert.Same(first, second);
        Assert.Same(first, third);
        Assert.Equal(1, _made);
        Assert.Equal(10, cache.Bytes);
    }

    [Fact]
    public void Return_DropsWhatWasUnusedForLongest()
    {
        using var cache = Make(30);
        Value[] values = [.. Enumerable.Range(0, 3).Select(cache.Rent)];
        cache.Return(1);
        cache.Return(0);
        cache.Return(2);
        Assert.Equal(30, cache.Bytes);
        Assert.Same(values[1], cache.Rent(1));
        cache.Return(1);
        var fourth = cache.Rent(3);
        cache.Return(3);
        Assert.Equal([true, false, false, false], [.. values.Select(v => v.IsDisposed), fourth.IsDisposed]);
        Assert.Equal(30, cache.Bytes);
        Assert.NotSame(values[0], cache.Rent(0));
    }

    [Fact]
    public void Return_DropsNothingThatIsLeased()
    {
        using var cache = Make(25);
        Value[] values = [.. Enumerable.Range(0, 10).Select(cache.Rent)];
        Assert.Equal(100, cache.Bytes);
        for (int i = 0; i < 10; i++)
        {
            Assert.All(values.Skip(i), value => Assert.False(value.IsDisposed));
            cache.Return(i);
        }

        Assert.Equal(20, cache.Bytes);
        Assert.Equal(8, values.Count(value => value.IsDisposed));
    }

    [Fact]
    public void Return_KeepsNothingWithoutBudget()
    {
        using var cache = Make(0);
        var value = cache.Rent(1);
        _ = cache.Rent(1);
        cache.Return(1);
        Assert.False(value.IsDisposed);
        cache.Return(1);
        Assert.True(value.IsDisposed);
        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public void Rent_TriesAgainAfterAFailure()
    {
        bool fails = true;
        using var cache = new LeaseCache<int, Value>(
            _ => fails ? throw new InvalidDataException("no") : new Value(), value => value.Bytes, 100);
        Assert.Throws<InvalidDataException>(() => cache.Rent(1));
        Assert.Equal(0, cache.Bytes);
        fails = false;
        Assert.NotNull(cache.Rent(1));
        cache.Return(1);
        Assert.Equal(10, cache.Bytes);
    }

    [Fact]
    public void Rent_HasOneMakerForManyThreads()
    {
        using var cache = Make(1000);
        using var start = new Barrier(8);
        var values = new Value[8];
        WatchedThreads.RunAll(8, i =>
        {
            start.SignalAndWait();
            values[i] = cache.Rent(1);
        });
        Assert.Equal(1, _made);
        Assert.All(values, value => Assert.Same(values[0], value));
    }

    [Fact]
    public void Values_LiveWhileTheyAreLeasedToAnyThread()
    {
        var cache = Make(40);
        WatchedThreads.RunAll(4, i =>
        {
            var random = new Random(i);
            for (int round = 0; round < 5000; round++)
            {
                int key = random.Next(10);
                var value = cache.Rent(key);
                Assert.False(value.IsDisposed);
                if (round % 100 == 0)
                    Thread.Yield();
                Assert.False(value.IsDisposed);
                cache.Return(key);
            }
        });
        Assert.InRange(cache.Bytes, 0, 40);
        cache.Dispose();
    }

    [Fact]
    public void Dispose_DisposesAll()
    {
        var cache = Make(1000);
        Value[] values = [cache.Rent(1), cache.Rent(2)];
        cache.Return(1);
        cache.Dispose();
        Assert.All(values, value => Assert.True(value.IsDisposed));
    }

    private LeaseCache<int, Value> Make(long budget) => new(
        _ =>
        {
            Interlocked.Increment(ref _made);
            return new Value();
        },
        value => value.Bytes,
        budget);

    private sealed class Value : IDisposable
    {
        private volatile bool _isDisposed;

        public long Bytes { get; } = 10;

        public bool IsDisposed => _isDisposed;

        public void Dispose()
        {
            Assert.False(_isDisposed);
            _isDisposed = true;
        }
    }
}
