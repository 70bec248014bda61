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
    /// <summary>Letters decoded ahead of the caller, and one segment more, if nothing else is said.</summary>
    public const long DefaultAhead = 4L << 20;

    /// <summary>What an item counts for besides its letters and its tag, so that many small ones are not decoded far ahead.</summary>
    private const long BytesAnItem = 256;

    private readonly SegmentReader _segments;
    private readonly long _mostAhead;
    private readonly bool _isSorting;
    private readonly ConcurrentBag<NativeBuffer> _buffers = [];
    private readonly PromisePool<SegmentPiece, NativeBuffer> _decoders;

    /// <param name="segments">Decodes a segment.</param>
    /// <param name="threads">Threads that decode.</param>
    /// <param name="mostAhead">Bytes decoded ahead of the caller, and one segment more.</param>
    /// <param name="isSorting">
    /// Whether what is decoded ahead is decoded group by group, so that segments of the same references and packs share them, though they
    /// are not asked for one after another. For order it waits longer then.
    /// </param>
    public SegmentStreamer(SegmentReader segments, int threads, long mostAhead = DefaultAhead, bool isSorting = false)
    {
        _segments = segments;
        _mostAhead = mostAhead;
        _isSorting = isSorting;
        _decoders = new(threads, "ragc decoder", (piece, _) => Decode(piece));
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
        var ahead = new Queue<Item<T>>();
        var begun = new List<Item<T>>();
        long bytes = 0;
        using var source = items.GetEnumerator();
        bool hasMore = source.MoveNext();
        while (hasMore || ahead.Count > 0)
        {
            // What is to be sorted is taken many at a time.
            if (!_isSorting || bytes <= _mostAhead / 2)
            {
                for (; hasMore && (ahead.Count == 0 || bytes < _mostAhead); hasMore = source.MoveNext())
                {
                    var item = new Item<T>(source.Current.Tag, source.Current.Segment);
                    ahead.Enqueue(item);
                    begun.Add(item);
                    bytes += Bytes(item);
                }

                Begin(begun);
            }

            var oldest = ahead.Dequeue();
            bytes -= Bytes(oldest);
            var letters = Await(oldest.Letters, out var error);
            yield return (oldest.Tag, letters, error);
            if (letters is not null)
                _buffers.Add(letters);
        }

        long Bytes(Item<T> item) => BytesAnItem + bytesOf(item.Tag) + (item.Segment?.Length ?? 0);
    }

    public void Dispose()
    {
        _decoders.Dispose();
        foreach (var buffer in _buffers)
            buffer.Dispose();
    }

    private void Begin<T>(List<Item<T>> items)
    {
        if (_isSorting)
            items.Sort((a, b) => Key(a).CompareTo(Key(b)));
        foreach (var item in items)
        {
            if (item.Segment is { } segment)
                item.Letters = _decoders.Begin(segment);
        }

        items.Clear();

        static (uint Group, uint Id) Key(Item<T> item) => (item.Segment?.Segment.Group ?? 0, item.Segment?.Segment.IdInGroup ?? 0);
    }

    private static NativeBuffer? Await(Task<NativeBuffer>? promise, out InvalidDataException? error)
    {
        error = null;
        try
        {
            return promise?.GetAwaiter().GetResult();
        }
        catch (InvalidDataException e)
        {
            error = e;
            return null;
        }
    }

    private NativeBuffer Decode(SegmentPiece piece)
    {
        var letters = _buffers.TryTake(out var buffer) ? buffer : new NativeBuffer();
        _segments.Read(piece, letters);
        Symbols.DecodeInPlace(letters.AsSpan());
        return letters;
    }

    private sealed class Item<T>(T tag, SegmentPiece? segment)
    {
        public T Tag => tag;

        public SegmentPiece? Segment => segment;

        public Task<NativeBuffer>? Letters { get; set; }
    }
}
