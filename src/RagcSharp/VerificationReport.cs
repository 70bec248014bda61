namespace RagcSharp;

/// <summary>Something that is wrong with an archive.</summary>
/// <param name="Message">What is wrong, where, and what was expected. Begins with the name of the archive.</param>
/// <param name="Samples">The samples that do not come back whole because of it; none where it concerns none, or all.</param>
public sealed record VerificationFinding(string Message, IReadOnlyList<string> Samples);

/// <summary>What verifying an archive came to.</summary>
public sealed record VerificationReport
{
    /// <summary>Number of findings; 0 for an archive that is as it should be.</summary>
    public required long FindingCount { get; init; }

    /// <summary>All samples that a finding names, in the order in which they were found.</summary>
    public required IReadOnlyList<string> AffectedSamples { get; init; }

    /// <summary>Whether every part has a check. Without, damage that leaves an archive readable can go unseen.</summary>
    public required bool HasChecks { get; init; }

    /// <summary>Number of parts that were read.</summary>
    public required long PartCount { get; init; }

    /// <summary>Number of samples that were decoded; 0 in quick verification.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Number of their contigs.</summary>
    public required long ContigCount { get; init; }

    /// <summary>Number of their letters.</summary>
    public required long Bases { get; init; }

    /// <summary>Number of samples that were compared with an original.</summary>
    public required int Compared { get; init; }
}
