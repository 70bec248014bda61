using System.Collections.Concurrent;

using RagcSharp.Collection;
using RagcSharp.Memory;
using RagcSharp.Sequences;
using RagcSharp.Threads;

namespace RagcSharp.Reading;

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

    /// <summary>
    /// The most pieces, and letters, that a thread decodes at a time: to hand over a short one takes longer than to decode it.
    /// </summary>
    private const int MostInBatch = 64, MostLettersInBatch = 1 << 15;

    private readonly SegmentReader _segments;
    private readonly long _mostAhead;
    private readonly bool _isSorting;
    private readonly ConcurrentBag<NativeBuffer> _buffers = [];
    private readonly PromisePool<SegmentPiece[], Batch> _decoders;

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
        _decoders = new(threads, "ragc decoder", (pieces, _) => Decode(pieces));
    }

    /// <summary>
    /// Decodes segments, each with a tag of the caller's; tags without a segment pass through at their place. Letters are good until the
    /// next item is asked for. Errors are thrown in the order of the segments.
    /// </summary>
    /// <param name="items">Tags and segments, enumerated as far as there is room to decode ahead.</param>
    /// <param name="bytesOf">Bytes of memory that a tag keeps from being freed.</param>
    /// <param name="broken">Adds to the error of a segment what its tag tells.</param>
    public IEnumerable<(T Tag, DecodedLetters Letters)> Stream<T>(
        IEnumerable<(T Tag, SegmentPiece? Segment)> items, Func<T, long> bytesOf, Func<T, InvalidDataException, Exception> broken)
    {
        foreach (var (tag, letters, error) in Try(items, bytesOf))
            yield return error is null ? (tag, letters) : throw broken(tag, error);
    }

    /// <summary>As <see cref="Stream"/>, but goes on behind a damaged segment: it gives the error in place of the letters.</summary>
    public IEnumerable<(T Tag, DecodedLetters Letters, InvalidDataException? Error)> Try<T>(
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
                    if (item.Segment is not null)
                        begun.Add(item);
                    bytes += Bytes(item);
                }

                Begin(begun);
            }

            var oldest = ahead.Dequeue();
            bytes -= Bytes(oldest);
            var batch = oldest.Batch?.GetAwaiter().GetResult();
            yield return (oldest.Tag, batch?.Letters(oldest.Number) ?? default, batch?.Error(oldest.Number));
            if (batch?.IsReadToItsEnd() == true)
                _buffers.Add(batch.Buffer);
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
        for (int first = 0; first < items.Count;)
        {
            int end = EndOfBatch(items, first);
            var batch = _decoders.Begin([.. items[first..end].Select(item => item.Segment!.Value)]);
            for (int number = 0; first < end; number++)
                items[first++].Begin(batch, number);
        }

        items.Clear();

        static (uint Group, uint Id) Key(Item<T> item) => (item.Segment!.Value.Segment.Group, item.Segment.Value.Segment.IdInGroup);
    }

    private static int EndOfBatch<T>(List<Item<T>> items, int first)
    {
        long letters = 0;
        int end = first;
        while (end < items.Count && end - first < MostInBatch && (letters += items[end].Segment!.Value.Length) <= MostLettersInBatch)
            end++;
        return Math.Max(end, first + 1);
    }

    private Batch Decode(SegmentPiece[] pieces)
    {
        var batch = new Batch(TakeBuffer(), pieces.Length);
        // One piece needs no other buffer.
        var symbols = pieces.Length == 1 ? batch.Buffer : TakeBuffer();
        for (int number = 0; number < pieces.Length; number++)
        {
            InvalidDataException? error = null;
            try
            {
                _segments.Read(pieces[number], symbols);
                Symbols.DecodeInPlace(symbols.AsSpan());
            }
            catch (InvalidDataException e)
            {
                error = e;
                symbols.Clear();
            }

            if (pieces.Length > 1)
                batch.Buffer.Append(symbols.AsSpan());
            batch.End(number, error);
        }

        if (pieces.Length > 1)
            _buffers.Add(symbols);
        return batch;
    }

    private NativeBuffer TakeBuffer()
    {
        if (!_buffers.TryTake(out var buffer))
            return new NativeBuffer();
        buffer.Clear();
        return buffer;
    }

    /// <summary>Pieces that were decoded together.</summary>
    private sealed class Batch(NativeBuffer buffer, int count)
    {
        private readonly long[] _ends = new long[count];
        private InvalidDataException?[]? _errors;
        private int _unread = count;

        /// <summary>The letters of all.</summary>
        public NativeBuffer Buffer => buffer;

        /// <summary>A piece has been decoded, or could not be.</summary>
        public void End(int number, InvalidDataException? error)
        {
            _ends[number] = buffer.Length;
            if (error is not null)
                (_errors ??= new InvalidDataException?[_ends.Length])[number] = error;
        }

        public InvalidDataException? Error(int number) => _errors?[number];

        public DecodedLetters Letters(int number)
        {
            long start = number == 0 ? 0 : _ends[number - 1];
            return Error(number) is null ? new DecodedLetters(buffer, start, (int)(_ends[number] - start)) : default;
        }

        /// <summary>Says that a piece has been read; whether it was the last one.</summary>
        public bool IsReadToItsEnd() => --_unread == 0;
    }

    private sealed class Item<T>(T tag, SegmentPiece? segment)
    {
        public T Tag => tag;

        public SegmentPiece? Segment => segment;

        /// <summary>The batch in which the segment is decoded; null where there is no segment.</summary>
        public Task<Batch>? Batch { get; private set; }

        /// <summary>Its number in the batch.</summary>
        public int Number { get; private set; }

        public void Begin(Task<Batch> batch, int number) => (Batch, Number) = (batch, number);
    }
}
