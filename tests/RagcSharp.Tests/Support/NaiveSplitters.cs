namespace RagcSharp.Tests.Support;

/// <summary>K-mers, splitters and cutting word for word after docs/algorithm.md §2, §3 and §4, by looking at every k-mer.</summary>
internal static class NaiveSplitters
{
    /// <summary>The two strands of the k-mer that ends at a position; null when it does not fit or is not all plain bases.</summary>
    public static (ulong Forward, ulong Reverse)? KmerAt(byte[] symbols, int end, int k, int from = 0)
    {
        if (end - k + 1 < from)
            return null;
        ulong forward = 0, reverse = 0;
        for (int i = 0; i < k; i++)
        {
            ulong first = symbols[end - k + 1 + i], last = symbols[end - i];
            if (first > 3)
                return null;
            forward |= first << (62 - 2 * i);
            reverse |= (3 - last) << (62 - 2 * i);
        }

        return (forward, reverse);
    }

    public static ulong? CanonicalAt(byte[] symbols, int end, int k, int from = 0) =>
        KmerAt(symbols, end, k, from) is var (forward, reverse) ? Math.Min(forward, reverse) : null;

    /// <summary>Where the splitters of each contig end, in order of their picking, with their canonical k-mers.</summary>
    public static List<(long End, ulong Canonical)>[] Find(IReadOnlyList<byte[]> contigs, int k, int segmentSize)
    {
        var counts = Count(contigs, k);
        return [.. contigs.Select(contig => FindIn(contig, counts, k, segmentSize))];
    }

    /// <summary>The same for a contig that is no part of the reference: its k-mers must not occur there.</summary>
    public static List<(long End, ulong Canonical)> FindForeign(byte[] contig, IReadOnlyList<byte[]> reference, int k, int segmentSize) =>
        FindIn(contig, Count([contig, .. reference], k), k, segmentSize);

    private static Dictionary<ulong, int> Count(IReadOnlyList<byte[]> contigs, int k)
    {
        var counts = new Dictionary<ulong, int>();
        foreach (byte[] contig in contigs)
        {
            for (int end = 0; end < contig.Length; end++)
            {
                if (CanonicalAt(contig, end, k) is { } kmer)
                    counts[kmer] = counts.GetValueOrDefault(kmer) + 1;
            }
        }

        return counts;
    }

    private static List<(long End, ulong Canonical)> FindIn(
        byte[] contig, Dictionary<ulong, int> counts, int k, int segmentSize)
    {
        var picked = new List<(long, ulong)>();
        (long, ulong)? last = null;
        int from = 0;
        long d = segmentSize;
        for (int end = 0; end < contig.Length; end++, d++)
        {
            if (CanonicalAt(contig, end, k, from) is not { } kmer || counts[kmer] != 1)
                continue;
            last = (end, kmer);
            if (d < segmentSize)
                continue;
            picked.Add((end, kmer));
            d = 0;
            from = end + 1;
            last = null;
        }

        if (last is { } atTheEnd)
            picked.Add(atTheEnd);
        return picked;
    }

    /// <summary>The pieces of a contig: start, length, canonical k-mers at both ends.</summary>
    public static List<(long Start, int Length, ulong? Front, ulong? Back)> Cut(byte[] contig, HashSet<ulong> splitters, int k)
    {
        var pieces = new List<(long, int, ulong?, ulong?)>();
        int start = 0, from = 0;
        ulong? front = null;
        for (int end = 0; end < contig.Length; end++)
        {
            if (CanonicalAt(contig, end, k, from) is not { } kmer || !splitters.Contains(kmer))
                continue;
            pieces.Add((start, end + 1 - start, front, kmer));
            front = kmer;
            start = end + 1 - k;
            from = end + 1;
        }

        if (contig.Length > 0)
            pieces.Add((start, contig.Length - start, front, null));
        return pieces;
    }
}
