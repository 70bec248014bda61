namespace RagcSharp;

/// <summary>What an archive that was made of samples of another one consists of.</summary>
public sealed record SubsetSummary
{
    /// <summary>Number of samples.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Number of groups of segments, the sixteen raw ones included.</summary>
    public required int GroupCount { get; init; }

    /// <summary>
    /// Bases of samples that have gone which can still be read, because segments that are kept refer to them; 0 if the archive was purged.
    /// </summary>
    public required long ForeignBases { get; init; }

    /// <summary>Number of references that these bases are in: one a group.</summary>
    public required int ForeignReferences { get; init; }

    /// <summary>Bytes of the archive.</summary>
    public required long ArchiveSize { get; init; }
}
