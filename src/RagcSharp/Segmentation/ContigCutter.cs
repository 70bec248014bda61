using RagcSharp.Encoding;
using RagcSharp.Memory;

namespace RagcSharp.Segmentation;

/// <summary>A piece of a contig between two splitters; neighbours overlap by k symbols.</summary>
/// <param name="Start">Position of its first symbol in the contig.</param>
/// <param name="Length">Number of symbols.</param>
/// <param name="Front">The splitter at its start, if any.</param>
/// <param name="Back">The splitter at its end, if any.</param>
internal readonly record struct Piece(long Start, int Length, Kmer Front, Kmer Back);

/// <summary>Cuts contigs at splitters (algorithm page, section 4).</summary>
internal sealed class ContigCutter(int k, SplitterSet splitters)
{
    // A contig may be longer than a span.
    private const int Stretch = 1 << 30;

    /// <summary>The longest piece that a pack can hold as it is: its end mark, and a dummy item, take some bytes.</summary>
    public const int LongestPiece = ZstdFrame.MostContent - 64;

    /// <summary>The pieces of a contig, in order; none for an empty one.</summary>
    /// <exception cref="InvalidDataException">A piece exceeds <see cref="LongestPiece"/>.</exception>
    public IEnumerable<Piece> Cut(NativeBuffer contig)
    {
        long start = 0, scanned = 0;
        var front = Kmer.None;
        var window = new KmerWindow(k);
        while (NextSplitter(contig, ref scanned, ref window))
        {
            yield return MakePiece(start, scanned, front, window.Kmer);
            start = scanned - k;
            front = window.Kmer;
            window.Empty();
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

    // Moves behind the next splitter; the window then holds it.
    private bool NextSplitter(NativeBuffer contig, ref long scanned, ref KmerWindow window)
    {
        while (scanned < contig.Length)
        {
            var symbols = contig.AsSpan(scanned, (int)Math.Min(Stretch, contig.Length - scanned));
            int found = NextSplitter(symbols, ref window);
            scanned += found < 0 ? symbols.Length : found + 1;
            if (found >= 0)
                return true;
        }

        return false;
    }

    private int NextSplitter(ReadOnlySpan<byte> symbols, ref KmerWindow window)
    {
        // A copy of the window stays in registers.
        var here = window;
        var filter = splitters.AsFilter();
        int found = -1;
        for (int i = 0; i < symbols.Length; i++)
        {
            if (here.Push(symbols[i]) && filter.MayContain(here.Canonical) && splitters.Contains(here.Canonical))
            {
                found = i;
                break;
            }
        }

        window = here;
        return found;
    }
}
