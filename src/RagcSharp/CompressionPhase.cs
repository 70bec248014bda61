namespace RagcSharp;

/// <summary>What a compression is about; it passes through these in this order, and may leave some out.</summary>
public enum CompressionPhase
{
    /// <summary>The reference is being read, or waited for. Left out when samples are added to an archive.</summary>
    ReadingReference,

    /// <summary>Splitters are being picked in the reference. Left out when samples are added to an archive.</summary>
    FindingSplitters,

    /// <summary>Samples are being read, cut, and compared with what is there.</summary>
    AddingSamples,

    /// <summary>All samples are in; what is left of them is being compressed and written.</summary>
    WritingRest,

    /// <summary>The archive is being compared with its inputs, see <see cref="CompressionOptions.VerifyOutput"/>.</summary>
    Verifying,

    /// <summary>The archive is complete.</summary>
    Finished,
}
