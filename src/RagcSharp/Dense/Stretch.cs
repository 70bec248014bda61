using RagcSharp.Segmentation;

namespace RagcSharp.Dense;

/// <summary>A piece of a contig, up to where the next one begins, and where it goes.</summary>
/// <param name="Start">The first symbol.</param>
/// <param name="End">Behind the last one.</param>
/// <param name="Group">The group whose reference it is like; 0: none is.</param>
/// <param name="IsFlipped">Whether it is like the reverse complement of that.</param>
internal readonly record struct Stretch(long Start, long End, int Group, bool IsFlipped)
{
    /// <summary>The k-mers at its ends, by which other AGCs are to know a new group; <see cref="Kmer.NoCanonical"/>: none.</summary>
    public ulong Front { get; init; } = Kmer.NoCanonical;

    /// <inheritdoc cref="Front"/>
    public ulong Back { get; init; } = Kmer.NoCanonical;
}
