using System.Collections.Concurrent;

using RagcSharp.Collection;
using RagcSharp.Fasta;
using RagcSharp.Memory;

namespace RagcSharp.Pipeline;

/// <summary>
/// Decodes segments on several threads and hands them out as letters in order. Decodes ahead within a budget of bytes, so memory does
/// not depend on the length of what is extracted. Used by one thread.
/// </summary>
internal sealed class SegmentStreamer : IDisposable
{
    /// <summary>Letters decoded ahead of the caller, and one segment more.</summary>
    private const long MostAhead = 4L << 20;

    /// <summary>What an item counts for besides its letters and its tag, so that many small ones are not decoded far ahead.</summary>
    private const long BytesAnItem = 256;

    private readonly SegmentReader _segments;
    private readonly FirstError _error = new();
    private readonly BlockingCollection<SegmentPromise> _work = [];
    private readonly ConcurrentBag<NativeBuffer> _buffers = [];
    private readonly List<Thread> _threads = [];

    public SegmentStreamer(SegmentReader segments, int threads)
    {
        _segments = segments;
        for (int i = 0; i < threads; i++)
        {
            var thread = new Thread(Work) { IsBackground = true, Name = $"ragc decoder {i}" };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>
    /// Decodes segments, each with a tag of the caller's; tags without a segment pass through at their place. Letters are good until the
    /// next item is asked for. Errors are thrown in the order of the segments.
    /// </summary>
    /// <param name="items">Tags and segments, enumerated as far as there is room to decode ahead.</param>
    /// <param name="bytesOf">Bytes of memory that a tag keeps from being freed.</param>
    /// <param name="broken">Adds to the error of a segment what its tag tells.</param>
    public IEnumerable<(T Tag, NativeBuffer? Letters)> Stream<T>(
        IEnumerable<(T Tag, SegmentPiece? Segment)> items, Func<T, long> bytesOf, Func<T, InvalidDataException, Exception> broken)
    {
        foreach (var (tag, letters, error) in Try(items, bytesOf))
            yield return error is null ? (tag, letters) : throw broken(tag, error);
    }

    /// <summary>As <see cref="Stream"/>, but goes on behind a damaged segment: it gives the error in place of the letters.</summary>
    public IEnumerable<(T Tag, NativeBuffer? Letters, InvalidDataException? Error)> Try<T>(
        IEnumerable<(T Tag, SegmentPiece? Segment)> items, Func<T, long> bytesOf)
    {
        var ahead = new Queue<(T Tag, SegmentPromise? Promise)>();
        long bytes = 0;
        using var source = items.GetEnumerator();
        bool hasMore = source.MoveNext();
        while (hasMore || ahead.Count > 0)
        {
            while (hasMore && (ahead.Count == 0 || bytes < MostAhead))
            {
                var promise = Begin(source.Current.Segment);
                ahead.Enqueue((source.Current.Tag, promise));
                bytes += Bytes(source.Current.Tag, promise);
                hasMore = source.MoveNext();
            }

            var (tag, oldest) = ahead.Dequeue();
            bytes -= Bytes(tag, oldest);
            if (oldest is null)
            {
                yield return (tag, null, null);
                continue;
            }

            var letters = Await(oldest, out var error);
            yield return (tag, letters, error);
            if (letters is not null)
                _buffers.Add(letters);
        }

        long Bytes(T tag, SegmentPromise? promise) => BytesAnItem + bytesOf(tag) + (promise?.Length ?? 0);
    }

    public void Dispose()
    {
        _error.Set(new ObjectDisposedException(nameof(SegmentStreamer)));
        _work.CompleteAdding();
        _threads.ForEach(thread => thread.Join());
        foreach (var buffer in _buffers)
            buffer.Dispose();
        _work.Dispose();
        _error.Dispose();
    }

    private SegmentPromise? Begin(SegmentPiece? segment)
    {
        if (segment is null)
            return null;
        var promise = new SegmentPromise(segment.Value);
        _work.Add(promise);
        return promise;
    }

    private static NativeBuffer? Await(SegmentPromise promise, out InvalidDataException? error)
    {
        error = null;
        try
        {
            return promise.Await();
        }
        catch (InvalidDataException e)
        {
            error = e;
            return null;
        }
    }

    private void Work()
    {
        try
        {
            foreach (var promise in _work.GetConsumingEnumerable(_error.Token))
                Fulfil(promise);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits any more.
        }
    }

    private void Fulfil(SegmentPromise promise)
    {
        try
        {
            var letters = _buffers.TryTake(out var buffer) ? buffer : new NativeBuffer();
            _segments.Read(promise.Segment, letters);
            Symbols.DecodeInPlace(letters.AsSpan());
            promise.Keep(letters);
        }
        catch (Exception e)
        {
            promise.Break(e);
        }
    }

    private sealed class SegmentPromise(SegmentPiece segment)
    {
        private readonly TaskCompletionSource<NativeBuffer> _letters = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SegmentPiece Segment => segment;

        public long Length => segment.Length;

        public void Keep(NativeBuffer letters) => _letters.SetResult(letters);

        public void Break(Exception error) => _letters.SetException(error);

        public NativeBuffer Await() => _letters.Task.GetAwaiter().GetResult();
    }
}
