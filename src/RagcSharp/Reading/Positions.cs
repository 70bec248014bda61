namespace RagcSharp.Reading;

/// <summary>How the two positions of a range are counted.</summary>
internal enum Positions
{
    /// <summary>From 0, both included: as C++ AGC.</summary>
    FromZero,

    /// <summary>From 1, both included: as samtools.</summary>
    FromOne,

    /// <summary>From 0, the second one not included: as BED.</summary>
    HalfOpen,
}
