namespace RagcSharp.Collection;

/// <summary>Where a segment of a contig is found.</summary>
/// <param name="Group">Its group.</param>
/// <param name="IdInGroup">Its number in the group; 0 is the reference, except in raw groups.</param>
/// <param name="Length">Number of symbols.</param>
/// <param name="IsFlipped">Whether the reverse complement is stored.</param>
internal readonly record struct SegmentDescriptor(uint Group, uint IdInGroup, uint Length, bool IsFlipped)
{
    /// <summary>Bytes of memory.</summary>
    public const int Size = 16;
}
