namespace RagcSharp;

/// <summary>What an archive tells of itself.</summary>
public sealed class AgcArchiveInfo
{
    /// <summary>Version of the format, as 3.0.</summary>
    public required Version FormatVersion { get; init; }

    /// <summary>Who wrote it: the pairs of the stream <c>file_type_info</c>, in the order of their keys.</summary>
    public required IReadOnlyDictionary<string, string> Producer { get; init; }

    /// <summary>Number of samples.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Number of contigs of all samples.</summary>
    public required long ContigCount { get; init; }

    /// <summary>Number of letters of all samples.</summary>
    public required long Bases { get; init; }

    /// <summary>k, in bases.</summary>
    public required int KmerLength { get; init; }

    /// <summary>The shortest match of a delta, in bases.</summary>
    public required int MinMatchLength { get; init; }

    /// <summary>Segment size, in bases; 0 in version 1, which does not keep it.</summary>
    public required int SegmentSize { get; init; }

    /// <summary>Segments a pack.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Whether it is dense, so that samples which are added are coded densely, too.</summary>
    public required bool IsDense { get; init; }

    /// <summary>Whether the last run that added samples was in adaptive mode; null where the archive records no modes.</summary>
    public required bool? IsAdaptive { get; init; }

    /// <summary>Whether that run made a sample of every contig; null where the archive records no modes.</summary>
    public required bool? IsConcatenated { get; init; }

    /// <summary>The part of all k-mers that were fall-back minimizers in that run; null where the archive records no modes.</summary>
    public required double? FallbackFraction { get; init; }

    /// <summary>The first sample; null in an archive without samples.</summary>
    public required string? Reference { get; init; }

    /// <summary>The command lines that made it, with dates; versions 1 and 2 keep them.</summary>
    public required IReadOnlyList<AgcCommandLine> CommandLines { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required long FileSize { get; init; }

    /// <summary>Bytes of the references of groups.</summary>
    public required long ReferenceSize { get; init; }

    /// <summary>Bytes of the raw groups: segments that are stored as they are.</summary>
    public required long RawSize { get; init; }

    /// <summary>Bytes of the deltas.</summary>
    public required long DeltaSize { get; init; }

    /// <summary>Bytes of the names and the places of segments.</summary>
    public required long CollectionSize { get; init; }

    /// <summary>Bytes of the splitters and of the table of groups.</summary>
    public required long SplitterSize { get; init; }

    /// <summary>Whether every part has a check, so that no damage goes unseen; archives of C++ AGC have none.</summary>
    public required bool HasChecks { get; init; }

    /// <summary>Bytes of what AGC forgets of the text of samples; 0 where nothing of it is kept.</summary>
    public required long ExactSize { get; init; }

    /// <summary>
    /// Samples whose lengths an older AGC stored wrongly when it appended them. They are read rightly; appending mends them.
    /// </summary>
    public required IReadOnlyList<string> MendedSamples { get; init; }
}
