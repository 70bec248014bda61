namespace RagcSharp.Collection;

/// <summary>A contig: its name, which is the whole header line, and its segments in order.</summary>
internal sealed record ContigRecord(byte[] Name, SegmentDescriptor[] Segments);

/// <summary>A sample: its name and its contigs in order.</summary>
internal sealed record SampleRecord(byte[] Name, IReadOnlyList<ContigRecord> Contigs);
