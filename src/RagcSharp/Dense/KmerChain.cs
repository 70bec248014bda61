using RagcSharp.Memory;
using RagcSharp.Segmentation;

namespace RagcSharp.Dense;

/// <summary>
/// The k-mers by which other AGCs find a group when they add samples: some of its first segment, each larger than the one before, so that a
/// piece between two of them lies as that segment does.
/// </summary>
internal static unsafe class KmerChain
{
    // How far apart k-mers are to be, and how far from its place each may be.
    private const int Step = 1 << 14, Range = 1000;

    // Segments shorter than this have none.
    private const int LeastLength = 2000;

    private static readonly int KmerLength = DenseSettings.Parameters.KmerLength;

    /// <summary>The k-mers of a segment that opens a group, ascending.</summary>
    /// <param name="segment">Its symbols.</param>
    /// <param name="front">The k-mer that it begins with; <see cref="Kmer.NoCanonical"/> for none.</param>
    /// <param name="back">The k-mer that it ends with, larger than the other one.</param>
    public static List<ulong> Of(NativeBuffer segment, ulong front, ulong back)
    {
        var chain = new List<ulong>();
        if (segment.Length < LeastLength)
            return chain;
        bool hasFront = front != Kmer.NoCanonical;
        if (hasFront)
            chain.Add(front);
        ulong least = hasFront ? front : 0, most = back != Kmer.NoCanonical ? back : ulong.MaxValue >> 1;
        ulong last = least;
        int steps = (int)(segment.Length / Step);
        for (int step = hasFront ? 1 : 0; step <= steps; step++)
        {
            long middle = step > 0 ? (long)step * Step : Range;
            if (middle + Range + KmerLength > segment.Length)
                break;
            // The odds that all places find one are best when the k-mers are spread evenly.
            ulong target = least + (ulong)((UInt128)(most - least) * (ulong)(2 * step + 1) / (ulong)(2 * (steps + 1)));
            if (Nearest(segment, middle, last, most, target) is not { } kmer)
                continue;
            chain.Add(kmer);
            last = kmer;
        }

        if (back != Kmer.NoCanonical && back > last)
            chain.Add(back);
        return chain;
    }

    // Of the canonical k-mers near a place, between two others, the one nearest to a target.
    private static ulong? Nearest(NativeBuffer segment, long middle, ulong above, ulong below, ulong target)
    {
        var window = new KmerWindow(KmerLength);
        ulong? nearest = null;
        ulong least = ulong.MaxValue;
        for (long at = middle - Range; at < middle + Range + KmerLength - 1; at++)
        {
            if (!window.Push(segment.Start[at]) || window.Canonical <= above || window.Canonical >= below)
                continue;
            ulong distance = window.Canonical > target ? window.Canonical - target : target - window.Canonical;
            if (distance >= least)
                continue;
            (least, nearest) = (distance, window.Canonical);
        }

        return nearest;
    }
}
