using RagcSharp.Archive;

namespace RagcSharp.Compressing;

/// <summary>The choices that the format has no place for (docs/algorithm.md §8).</summary>
/// <param name="IsAdaptive">Whether contigs without splitters get some of their own.</param>
/// <param name="IsConcatenated">Whether every contig is a sample.</param>
/// <param name="FallbackFraction">The part of all k-mers that are fall-back minimizers; 0 for none.</param>
/// <param name="IsExact">Whether the text of inputs is kept besides their symbols.</param>
internal readonly record struct Modes(bool IsAdaptive, bool IsConcatenated, double FallbackFraction, bool IsExact)
{
    /// <summary>The modes of a run: those that are given, or else those that the archive records that is added to, or else none.</summary>
    public static Modes Of(CompressionOptions options, RecordedModes? recorded) => new(
        options.UseAdaptiveMode ?? recorded?.IsAdaptive ?? false,
        options.TreatContigsAsSamples,
        options.FallbackFraction ?? recorded?.FallbackFraction ?? 0,
        options.PreserveText);
}
