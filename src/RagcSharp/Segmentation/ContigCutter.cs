using System.Runtime.CompilerServices;

using RagcSharp.Memory;
using RagcSharp.Zstd;

namespace RagcSharp.Segmentation;

/// <summary>A piece of a contig between two splitters; neighbours overlap by k symbols.</summary>
/// <param name="Start">Position of its first symbol in the contig.</param>
/// <param name="Length">Number of symbols.</param>
/// <param name="Front">The splitter at its start, if any.</param>
/// <param name="Back">The splitter at its end, if any.</param>
internal readonly record struct Piece(long Start, int Length, Kmer Front, Kmer Back);

/// <summary>Cuts contigs at splitters (docs/algorithm.md §4).</summary>
internal sealed class ContigCutter(int k, SplitterSet splitters)
{
    /// <summary>The longest piece that a pack can hold as it is: its end mark, and a dummy item, take some bytes.</summary>
    public const int LongestPiece = ZstdFrame.MostContent - 64;

    /// <summary>The pieces of a contig, in order; none for an empty one.</summary>
    /// <exception cref="InvalidDataException">A piece exceeds <see cref="LongestPiece"/>.</exception>
    public IEnumerable<Piece> Cut(NativeBuffer contig)
    {
        long start = 0, searchable = 0;
        var front = Kmer.None;
        var hits = new List<Hit>();
        for (long stretch = 0; stretch < contig.Length; stretch += KmerScan.Stretch)
        {
            Find(contig, stretch, hits);
            foreach (var (end, kmer) in hits)
            {
                // A k-mer that shares symbols with the splitter before it is none.
                if (end - k < searchable)
                    continue;
                yield return MakePiece(start, end, front, kmer);
                start = end - k;
                searchable = end;
                front = kmer;
            }
        }

        if (start < contig.Length)
            yield return MakePiece(start, contig.Length, front, Kmer.None);
    }

    private static Piece MakePiece(long start, long end, Kmer front, Kmer back)
    {
        if (end - start > LongestPiece)
            throw new InvalidDataException($"a segment of {end - start} symbols; at most {LongestPiece} are possible");
        return new Piece(start, (int)(end - start), front, back);
    }

    // Finds the splitters that end in a stretch, in order, those that overlap included.
    private void Find(NativeBuffer contig, long stretch, List<Hit> hits)
    {
        hits.Clear();
        long start = Math.Max(0, stretch - (k - 1)), end = Math.Min(contig.Length, stretch + KmerScan.Stretch);
        var symbols = contig.AsSpan(start, (int)(end - start));
        var collecting = new Collecting(k, splitters, symbols, start, hits);
        KmerScan.Run(symbols, k, ref collecting);
        hits.Sort((a, b) => a.End.CompareTo(b.End));
    }

    /// <summary>A splitter, and the position behind it.</summary>
    private readonly record struct Hit(long End, Kmer Kmer);

    private readonly ref struct Collecting(int k, SplitterSet splitters, ReadOnlySpan<byte> symbols, long start, List<Hit> hits)
        : IKmerVisitor
    {
        private readonly ReadOnlySpan<byte> _symbols = symbols;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public unsafe void Visit(ulong* hashes, int count, int first, int lanes, int lane)
        {
            var filter = splitters.AsFilter();
            for (int i = 0; i < count; i++)
            {
                // One branch for four, which is nearly always the same.
                while (i + 4 <= count && !filter.MayContainAnyOfFour(hashes + i))
                    i += 4;
                if (i < count && filter.MayContain(hashes[i]) && splitters.Contains(Multiplicative.Unhash(hashes[i])))
                    Add(first + i / lanes + i % lanes * lane + 1);
            }
        }

        private void Add(int end)
        {
            var window = new KmerWindow(k);
            foreach (byte symbol in _symbols[(end - k)..end])
                window.Push(symbol);
            hits.Add(new Hit(start + end, window.Kmer));
        }
    }
}
