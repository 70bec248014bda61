using RagcSharp.Collection;

namespace RagcSharp.Grouping;

/// <summary>A contig whose segments all have their places, ready to be registered.</summary>
/// <param name="Name">The whole header line.</param>
/// <param name="Segments">Its segments in order.</param>
internal sealed record PlacedContig(byte[] Name, IReadOnlyList<PlacedSegment> Segments)
{
    /// <summary>What the collection records, once all segments have their ids.</summary>
    public ContigRecord ToRecord() => new(Name, [.. Segments.Select(segment => segment.Describe())]);
}
