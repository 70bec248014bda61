namespace RagcSharp;

/// <summary>How far a verification is, at a moment. Immutable.</summary>
public readonly record struct VerificationProgress
{
    /// <summary>Parts of the archive; 0 until its directory is read.</summary>
    public long Parts { get; init; }

    /// <summary>Parts that were read and compared with their checks. All of them are before samples are put together.</summary>
    public long PartsRead { get; init; }

    /// <summary>Samples of the archive; 0 until all parts are read, and when that is all that was asked for.</summary>
    public int Samples { get; init; }

    /// <summary>Samples that were put together.</summary>
    public int SamplesRead { get; init; }

    /// <summary>Bases of the contigs that were put together, or are being so.</summary>
    public long Bases { get; init; }
}
