using System.Collections.Concurrent;

using RagcSharp.Encoding.Zstd;

namespace RagcSharp.Pipeline;

/// <summary>
/// Lends zstd contexts. Those for small content are kept until a large one is made; of the others the one that came back last is, for content that asks for about
/// as much: the system zeroes every page of a new one. How many are lent at a time is the <see cref="WorkQueue"/>'s business.
/// Thread-safe.
/// </summary>
internal sealed class ZstdContextPool : IDisposable
{
    /// <summary>Content up to this many bytes is small.</summary>
    public const long SmallContent = 256 * 1024;

    private readonly ConcurrentBag<ZstdContext> _small = [];
    private LargeContext? _large;

    /// <summary>Bytes that a context takes for content of a length, at levels 17 to 19: measured.</summary>
    public static long BytesFor(long contentLength) => contentLength switch
    {
        <= SmallContent => 5L << 20,
        <= 512 * 1024 => 9L << 20,
        <= 1 << 20 => 17L << 20,
        <= 2 << 20 => 33L << 20,
        _ => 49L << 20,
    };

    /// <summary>Lends a context for content of a length.</summary>
    public Lease Rent(long contentLength)
    {
        var lease = Take(contentLength);
        lease.Context.Expect(BytesFor(contentLength));
        return lease;
    }

    private Lease Take(long contentLength)
    {
        if (contentLength <= SmallContent)
            return new Lease(this, _small.TryTake(out var small) ? small : new ZstdContext(), largeBytes: 0);
        long bytes = BytesFor(contentLength);
        var kept = Interlocked.Exchange(ref _large, null);
        if (kept is not null && kept.Bytes <= 2 * bytes)
            return new Lease(this, kept.Context, Math.Max(bytes, kept.Bytes));
        kept?.Context.Dispose();
        // Small contexts that are idle now would be idle beside the large one for long.
        FreeSmall();
        return new Lease(this, new ZstdContext(), bytes);
    }

    /// <summary>Frees the large context that is kept, if there is one.</summary>
    public void FreeLarge() => Interlocked.Exchange(ref _large, null)?.Context.Dispose();

    public void Dispose()
    {
        FreeLarge();
        FreeSmall();
    }

    private void FreeSmall()
    {
        while (_small.TryTake(out var context))
            context.Dispose();
    }

    private void Return(ZstdContext context, long largeBytes)
    {
        if (largeBytes == 0)
            _small.Add(context);
        else
            Interlocked.Exchange(ref _large, new LargeContext(context, largeBytes))?.Context.Dispose();
    }

    /// <summary>The right to use a context until disposal.</summary>
    public readonly struct Lease(ZstdContextPool pool, ZstdContext context, long largeBytes) : IDisposable
    {
        public ZstdContext Context => context;

        public void Dispose() => pool.Return(context, largeBytes);
    }

    private sealed record LargeContext(ZstdContext Context, long Bytes);
}
