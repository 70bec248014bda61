using RagcSharp.Segmentation;

namespace RagcSharp.Grouping;

/// <summary>
/// The canonical k-mers at the ends of a segment, by which its group is known. The smaller one comes first, except in the open
/// pair (∅, x) of a k-mer that was not read on its canonical strand (docs/algorithm.md §5).
/// </summary>
internal readonly record struct KmerPair(ulong First, ulong Second)
{
    /// <summary>The pair of segments without any splitter: the raw groups.</summary>
    public static KmerPair Open => new(Kmer.NoCanonical, Kmer.NoCanonical);

    /// <summary>Whether both k-mers are real.</summary>
    public bool IsClosed => First != Kmer.NoCanonical && Second != Kmer.NoCanonical;

    public static KmerPair Of(ulong a, ulong b) => a < b ? new KmerPair(a, b) : new KmerPair(b, a);

    /// <summary>The open pair of a k-mer at one end of a segment.</summary>
    public static KmerPair OneSided(Kmer kmer) =>
        kmer.IsDirect ? new KmerPair(kmer.Canonical, Kmer.NoCanonical) : new KmerPair(Kmer.NoCanonical, kmer.Canonical);

    public static int Compare(KmerPair a, KmerPair b) =>
        a.First != b.First ? a.First.CompareTo(b.First) : a.Second.CompareTo(b.Second);
}
