namespace RagcSharp.Pipeline;

/// <summary>The choices that the archive does not record (algorithm page, section 8).</summary>
/// <param name="IsAdaptive">Whether contigs without splitters get some of their own.</param>
/// <param name="IsConcatenated">Whether every contig is a sample.</param>
/// <param name="FallbackFraction">The part of all k-mers that are fall-back minimizers; 0 for none.</param>
/// <param name="IsExact">Whether the text of inputs is kept besides their symbols.</param>
internal readonly record struct Modes(bool IsAdaptive, bool IsConcatenated, double FallbackFraction, bool IsExact);
