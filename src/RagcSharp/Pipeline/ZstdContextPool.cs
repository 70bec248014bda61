using System.Collections.Concurrent;

using RagcSharp.Encoding.Zstd;

namespace RagcSharp.Pipeline;

/// <summary>
/// Lends zstd contexts. Those for small content are kept and lent again; those for larger content are freed after use: making
/// one takes a hundredth of the time of using it. How many are lent at a time is the <see cref="WorkQueue"/>'s business. Thread-safe.
/// </summary>
internal sealed class ZstdContextPool : IDisposable
{
    /// <summary>Content up to this many bytes is small.</summary>
    private const long SmallContent = 256 * 1024;

    private readonly ConcurrentBag<ZstdContext> _small = [];

    /// <summary>Bytes that a context takes for content of a length, at levels 17 to 19 of libzstd 1.5: measured.</summary>
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
        bool isSmall = contentLength <= SmallContent;
        return new Lease(this, isSmall && _small.TryTake(out var context) ? context : new ZstdContext(), isSmall);
    }

    public void Dispose()
    {
        while (_small.TryTake(out var context))
            context.Dispose();
    }

    /// <summary>The right to use a context until disposal.</summary>
    public readonly struct Lease(ZstdContextPool pool, ZstdContext context, bool isKept) : IDisposable
    {
        public ZstdContext Context => context;

        public void Dispose()
        {
            if (isKept)
                pool._small.Add(context);
            else
                context.Dispose();
        }
    }
}
