using System.Collections.Concurrent;

using RagcSharp.Zstd.Parsing;

namespace RagcSharp.Zstd;

/// <summary>
/// Lends zstd contexts, and keeps those that come back, without what only large content takes. How many are lent at a time is the
/// business of whoever rents them. Thread-safe.
/// </summary>
internal sealed class ZstdContextPool(Effort effort) : IDisposable
{
    /// <summary>Content up to this many bytes is small: a thread does it in passing.</summary>
    public const long SmallContent = 256 * 1024;

    private readonly ConcurrentBag<ZstdContext> _idle = [];

    /// <summary>Bytes that a context takes for content of a length, at most.</summary>
    public long BytesFor(long contentLength) => ZstdContext.BytesFor(contentLength, effort);

    /// <summary>Bytes that contexts may take: each thread has one for small content, and one of them one for the largest.</summary>
    public long BudgetFor(int threads) => (threads - 1) * BytesFor(SmallContent) + BytesFor(long.MaxValue);

    /// <summary>Lends a context.</summary>
    public Lease Rent() => new(this, _idle.TryTake(out var idle) ? idle : new ZstdContext(effort));

    public void Dispose()
    {
        while (_idle.TryTake(out var context))
            context.Dispose();
    }

    private void Return(ZstdContext context)
    {
        context.Trim();
        _idle.Add(context);
    }

    /// <summary>The right to use a context until disposal.</summary>
    public readonly struct Lease(ZstdContextPool pool, ZstdContext context) : IDisposable
    {
        public ZstdContext Context => context;

        public void Dispose() => pool.Return(context);
    }
}
