using System.Runtime.CompilerServices;

namespace RagcSharp.Segmentation;

/// <summary>
/// A k-mer by its two strands: two bits a base, the first base in the top two bits (docs/algorithm.md §2). k is at most 32.
/// </summary>
internal readonly record struct Kmer(ulong Forward, ulong Reverse)
{
    /// <summary>The canonical form that stands for "no k-mer". No k-mer has it: its reverse complement would be 0.</summary>
    public const ulong NoCanonical = ulong.MaxValue;

    /// <summary>No k-mer: the open end of a contig.</summary>
    public static Kmer None => new(NoCanonical, NoCanonical);

    /// <summary>The smaller of the two strands.</summary>
    public ulong Canonical => Smaller(Forward, Reverse);

    /// <summary>Whether the strand that was read is the canonical one.</summary>
    public bool IsDirect => Forward <= Reverse;

    public bool Exists => Canonical != NoCanonical;

    /// <summary>The same k-mer, read on the other strand.</summary>
    public Kmer Swapped => new(Reverse, Forward);

    /// <summary>The smaller of two strands, without a branch: which one it is cannot be predicted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Smaller(ulong forward, ulong reverse) =>
        reverse ^ ((forward ^ reverse) & (ulong)-(forward < reverse ? 1L : 0L));
}
