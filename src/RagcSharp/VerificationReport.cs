namespace RagcSharp;

/// <summary>Something that is wrong with an archive.</summary>
/// <param name="message">What is wrong, where, and what was expected. Begins with the name of the archive.</param>
/// <param name="samples">The samples that do not come back whole because of it; none where it concerns none, or all.</param>
public sealed class VerificationFinding(string message, IReadOnlyList<string> samples)
{
    /// <summary>What is wrong, where, and what was expected. Begins with the name of the archive.</summary>
    public string Message { get; } = message;

    /// <summary>The samples that do not come back whole because of it; none where it concerns none, or all.</summary>
    public IReadOnlyList<string> Samples { get; } = samples;
}

/// <summary>What verifying an archive came to.</summary>
public sealed class VerificationReport
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
