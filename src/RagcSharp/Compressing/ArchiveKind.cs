using RagcSharp.Archive;
using RagcSharp.Dense;
using RagcSharp.Zstd.Parsing;

namespace RagcSharp.Compressing;

/// <summary>Which kind of archive is made: what is decided before anything is read.</summary>
/// <param name="Parameters">What the archive records.</param>
/// <param name="Effort">How hard parts are compressed.</param>
/// <param name="NewWay">How contigs are cut and segments coded.</param>
internal sealed record ArchiveKind(Parameters Parameters, Effort Effort, Func<PipelineRun, ArchiveWay> NewWay)
{
    /// <summary>The kind that options ask for; of an archive that is added to, its own.</summary>
    public static ArchiveKind Of(CompressionOptions options, ResumedArchive? resumed)
    {
        var effort = Effort.Of(options.Effort);
        if (resumed?.Dense is { } recorded)
            return Dense(recorded.Settings, effort) with { Parameters = resumed.Parameters };
        if (resumed is null && options.IsDense)
            return Dense(options.DenseSettings ?? DenseSettings.For(options.ExpectedSamples ?? 0), effort);
        var parameters = resumed?.Parameters
            ?? new Parameters(options.KmerLength, options.MinMatchLength, options.BatchSize, options.SegmentSize);
        return new ArchiveKind(parameters, effort, ArchiveWay.BySplitters);
    }

    private static ArchiveKind Dense(DenseSettings settings, Effort effort) =>
        new(DenseSettings.Parameters, effort.ForDense, run => ArchiveWay.Dense(run, settings));
}
