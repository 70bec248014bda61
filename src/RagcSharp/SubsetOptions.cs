using RagcSharp.Options;

namespace RagcSharp;

/// <summary>How an archive is made of samples of another one. Immutable; use <c>options with { … }</c>.</summary>
public sealed record SubsetOptions
{
    /// <summary>Whether the samples that are named are those that go, and all others are kept.</summary>
    public bool ExcludeSamples { get; init; }

    /// <summary>
    /// Whether nothing of samples that go may be left. Without it a group of which more than a few segments are kept keeps its reference,
    /// although that may be a segment of a sample that goes, and the splitters stay, k-mers of the first sample as a rule. With it such a
    /// group is coded anew against the first of its segments that is kept, and of splitters only those stay that a pair with a group has,
    /// and that samples which are kept have at the ends of segments; what is added later is cut less often where others would have been.
    /// </summary>
    public bool PurgeOthers { get; init; }

    /// <summary>
    /// Threads that put groups together, and as many that compress: 1 to 1024. The archive does not depend on it. Default: the number of
    /// processors.
    /// </summary>
    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, CompressionOptions.MaxThreads);

    /// <summary>
    /// When the result takes the place of the archive, and another run is changing that: whether to wait until it is done. Otherwise that is
    /// an error.
    /// </summary>
    public bool WaitForLock { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Check() => OptionRange.CheckThreads(nameof(Threads), Threads);
}
