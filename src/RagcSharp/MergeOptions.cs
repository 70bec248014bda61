using RagcSharp.Options;

namespace RagcSharp;

/// <summary>How one archive is made of several. Immutable; use <c>options with { … }</c>.</summary>
public sealed record MergeOptions
{
    /// <summary>
    /// What happens to a sample whose name another one has already. The first sample of an archive that equals the first sample of all is
    /// stored once anyway: archives that are to be merged are best made with the same first sample.
    /// </summary>
    public DuplicateHandling OnDuplicate { get; init; }

    /// <summary>
    /// Whether a sample is left out if an earlier one has its name, the same contigs and, if it is kept exactly, the same text. Only others
    /// are duplicates then.
    /// </summary>
    public bool DropEqual { get; init; }

    /// <summary>
    /// Threads that put groups together, and as many that compress: 1 to 1024. The archive does not depend on it. Default: the number of
    /// processors.
    /// </summary>
    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, CompressionOptions.MaxThreads);

    /// <summary>
    /// When the result takes the place of one of the archives, and another run is changing that: whether to wait until it is done. Otherwise
    /// that is an error.
    /// </summary>
    public bool WaitForLock { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Check()
    {
        OptionRange.CheckThreads(nameof(Threads), Threads);
        OptionRange.Check(
            nameof(OnDuplicate), "way with duplicates", (int)OnDuplicate, (int)DuplicateHandling.Error, (int)DuplicateHandling.Rename);
    }
}
