using RagcSharp.Memory;

namespace RagcSharp.Zstd.Parsing;

/// <summary>
/// Cuts a window of text into blocks where its statistics change, since each block has codes of its own. Neighbouring chunks are put
/// together, the greatest gain first, as long as one set of codes costs less than two and the second block's overhead. Counted is only
/// what no match is known for: the rest does not become literals.
/// </summary>
internal sealed unsafe class BlockSplitter : IDisposable
{
    /// <summary>Most bytes of a window, and of a block of zstd.</summary>
    public const int Window = 1 << WindowLog;

    private const int WindowLog = 17, ChunkLog = 10, Chunk = 1 << ChunkLog, Chunks = Window / Chunk;

    // Shorter matches may turn out not to be worth it.
    private const int LeastCertainMatch = 32;

    private readonly NativeBuffer _histograms = new(Chunks * Histogram.Length * sizeof(int), MemoryAccount.Contexts);
    private readonly NativeBuffer _literalBits = new((Window + 1) * sizeof(int), MemoryAccount.Contexts);
    private readonly int[] _chunkPrices = new int[Chunks];
    private readonly int[] _ends = new int[Chunks];
    private readonly int[] _costs = new int[Chunks];
    private readonly int[] _gains = new int[Chunks];

    // Where each block has its histogram: that of its first chunk.
    private readonly int[] _slots = new int[Chunks];
    private byte* _content;
    private int _start;
    private int _end;
    private int _count;

    /// <summary>Where the blocks end.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, _count);

    /// <summary>For each place of the window, and its end: the bits of all before it, as literals. The window's first place has 0.</summary>
    public int* LiteralBits => (int*)_literalBits.Start;

    /// <summary>What a byte costs as literal in the chunk of a place, in 256ths of a bit.</summary>
    public int ChunkPrice(int place) => _chunkPrices[place - _start >> ChunkLog];

    /// <summary>Begins with a window: prices its literals, chunk by chunk.</summary>
    /// <param name="content">The first byte of the content.</param>
    /// <param name="start">Where the window begins.</param>
    /// <param name="end">Where it ends: at most <see cref="Window"/> bytes farther.</param>
    public void Begin(byte* content, int start, int end)
    {
        (_start, _end) = (start, end);
        _content = content;
        int* counts = stackalloc int[Histogram.Length];
        byte* lengths = stackalloc byte[Huffman.Symbols];
        int* sums = LiteralBits;
        int sum = 0;
        for (int place = start; place < end;)
        {
            int chunk = place - start >> ChunkLog, length = Math.Min(Chunk, end - place), before = sum;
            new Span<int>(counts, Histogram.Length).Clear();
            Histogram.Add(content + place, length, counts);
            Huffman.Lengths(counts, lengths);
            for (int chunkEnd = place + length; place < chunkEnd; place++)
            {
                *sums++ = sum;
                sum += lengths[content[place]];
            }

            _chunkPrices[chunk] = (sum - before) * BitPrice.Bit / length;
        }

        *sums = sum;
    }

    /// <summary>Cuts the window into blocks.</summary>
    /// <param name="found">The candidates of the window, by start.</param>
    /// <param name="overhead">Bytes that a block must spare; 0 for a single block.</param>
    public void Split(ReadOnlySpan<Candidate> found, int overhead)
    {
        if (overhead == 0 || _end == _start)
        {
            _count = 1;
            _ends[0] = _end;
            return;
        }

        TakeChunks(found);
        Merge(overhead * 8);
    }

    public void Dispose()
    {
        _histograms.Dispose();
        _literalBits.Dispose();
    }

    private int* HistogramOf(int block) => (int*)_histograms.Start + _slots[block] * Histogram.Length;

    private void TakeChunks(ReadOnlySpan<Candidate> found)
    {
        _count = _end - _start + Chunk - 1 >> ChunkLog;
        new Span<int>((int*)_histograms.Start, _count * Histogram.Length).Clear();
        int place = _start;
        foreach (var candidate in found)
        {
            if (candidate.End <= place || candidate.End - candidate.Start < LeastCertainMatch)
                continue;
            TakeLiterals(place, candidate.Start);
            place = candidate.End;
        }

        TakeLiterals(place, _end);
        for (int chunk = 0; chunk < _count; chunk++)
        {
            _slots[chunk] = chunk;
            _ends[chunk] = _start + Math.Min(chunk + 1 << ChunkLog, _end - _start);
            _costs[chunk] = Huffman.Cost(HistogramOf(chunk));
        }
    }

    private void TakeLiterals(int place, int end)
    {
        while (place < end)
        {
            int chunk = place - _start >> ChunkLog, length = Math.Min(end - place, Chunk - (place - _start) % Chunk);
            Histogram.Add(_content + place, length, (int*)_histograms.Start + chunk * Histogram.Length);
            place += length;
        }
    }

    private void Merge(int overhead)
    {
        for (int i = 0; i + 1 < _count; i++)
            _gains[i] = Gain(i, overhead);
        while (_count > 1)
        {
            int best = 0;
            for (int i = 1; i + 1 < _count; i++)
                best = _gains[i] > _gains[best] ? i : best;
            if (_gains[best] <= 0)
                break;
            Histogram.Add(HistogramOf(best + 1), HistogramOf(best));
            _costs[best] += _costs[best + 1] + overhead - _gains[best];
            _ends[best] = _ends[best + 1];
            foreach (int[] column in (ReadOnlySpan<int[]>)[_slots, _costs, _ends, _gains])
                column.AsSpan(best + 2, _count - best - 2).CopyTo(column.AsSpan(best + 1));
            _count--;
            if (best + 1 < _count)
                _gains[best] = Gain(best, overhead);
            if (best > 0)
                _gains[best - 1] = Gain(best - 1, overhead);
        }
    }

    // Bits spared when a block and the next become one.
    private int Gain(int block, int overhead)
    {
        int* both = stackalloc int[Histogram.Length];
        Histogram.Sum(HistogramOf(block), HistogramOf(block + 1), both);
        return _costs[block] + _costs[block + 1] + overhead - Huffman.Cost(both);
    }
}
