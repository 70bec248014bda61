namespace RagcSharp;

/// <summary>What an archive that was made of several consists of.</summary>
public sealed class MergeSummary
{
    /// <summary>Number of samples.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Number of groups of segments, the sixteen raw ones included.</summary>
    public required int GroupCount { get; init; }

    /// <summary>Samples that were left out because an equal one of their name is there: the name, once for each of them.</summary>
    public required IReadOnlyList<string> Equal { get; init; }

    /// <summary>Samples that were left out because another one has their name (<see cref="DuplicateHandling.KeepFirst"/>).</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>Samples that got another name: the one they had, and the new one.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Renamed { get; init; }

    /// <summary>Bytes of the archive.</summary>
    public required long ArchiveSize { get; init; }
}
