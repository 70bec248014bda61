namespace RagcSharp.Reading;

/// <summary>What is told of a region in its header.</summary>
/// <param name="Suffix">What stands behind the contig's name; null for nothing.</param>
/// <param name="Title">What stands in place of both; null for nothing.</param>
/// <param name="Positions">How positions were counted when it was asked for.</param>
/// <param name="IsReverse">Whether the reverse complement is meant.</param>
/// <param name="IsOfRange">Whether a range was asked for, and not the whole contig.</param>
internal readonly record struct RegionLabel(string? Suffix, string? Title, Positions Positions, bool IsReverse, bool IsOfRange);
