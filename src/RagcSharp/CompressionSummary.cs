namespace RagcSharp;

/// <summary>What an archive that was just written consists of. Sizes are bytes in the file.</summary>
public sealed record CompressionSummary
{
    /// <summary>Number of samples.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Number of those that were added to an archive; all of them where one was made.</summary>
    public required int AddedSampleCount { get; init; }

    /// <summary>Bases of the samples that were added: letters of their contigs.</summary>
    public required long Bases { get; init; }

    /// <summary>Number of groups, the sixteen raw ones included.</summary>
    public required int GroupCount { get; init; }

    /// <summary>Groups whose segments end at a splitter on one side only.</summary>
    public required int OneSidedGroups { get; init; }

    /// <summary>Groups that hold a reference and nothing else.</summary>
    public required int ReferenceOnlyGroups { get; init; }

    /// <summary>Number of splitters.</summary>
    public required int Splitters { get; init; }

    /// <summary>References of groups.</summary>
    public required long ReferenceSize { get; init; }

    /// <summary>References of the groups that hold nothing else.</summary>
    public required long ReferenceOnlySize { get; init; }

    /// <summary>Segments stored as they are.</summary>
    public required long RawSize { get; init; }

    /// <summary>Deltas.</summary>
    public required long DeltaSize { get; init; }

    /// <summary>The stream <c>params</c>.</summary>
    public required long ParametersSize { get; init; }

    /// <summary>The stream <c>splitters</c>.</summary>
    public required long SplittersSize { get; init; }

    /// <summary>The stream <c>segment-splitters</c>.</summary>
    public required long SegmentSplittersSize { get; init; }

    /// <summary>Names and places of segments.</summary>
    public required long CollectionSize { get; init; }

    /// <summary>What AGC forgets of the text of samples.</summary>
    public required long ExactSize { get; init; }

    /// <summary>Bases of the reference, where an archive was made; 0 where samples were added to one.</summary>
    public required long ReferenceBases { get; init; }

    /// <summary>
    /// The first input with more than 100 contigs of similar length, which may be genomes: samples of their own, then, with
    /// <see cref="CompressionOptions.TreatContigsAsSamples"/>. Null if there was none, or contigs are samples.
    /// </summary>
    public required string? AlikeContigsOf { get; init; }

    /// <summary>The whole archive.</summary>
    public required long ArchiveSize { get; init; }
}
