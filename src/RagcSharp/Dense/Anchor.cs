namespace RagcSharp.Dense;

/// <summary>Where a contig and a reference have a k-mer in common.</summary>
/// <param name="Group">The group of the reference.</param>
/// <param name="IsFlipped">Whether the contig has the reverse complement of it.</param>
/// <param name="Start">The first base in the contig.</param>
/// <param name="Place">The first base in the reference.</param>
/// <param name="Previous">The anchor before it on the way that leads here; −1: none.</param>
/// <param name="IsFound">Whether it was looked up, and not found by following a diagonal.</param>
internal readonly record struct Anchor(int Group, bool IsFlipped, long Start, int Place, int Previous, bool IsFound)
{
    /// <summary>Behind the last base in the contig.</summary>
    public long End => Start + KmerIndex.KmerLength;

    /// <summary>Whether another one is of the same strand of the same reference.</summary>
    public bool IsOnSameStrand(Anchor other) => Group == other.Group && IsFlipped == other.IsFlipped;
}
