namespace RagcSharp.Collection;

/// <summary>A contig: its name, which is the whole header line, and its segments in order.</summary>
internal sealed record ContigRecord(byte[] Name, SegmentDescriptor[] Segments)
{
    /// <summary>Number of symbols; neighbouring segments share <paramref name="k"/> of them.</summary>
    public long Length(int k) => Segments.Sum(segment => (long)segment.Length) - Math.Max(0, Segments.Length - 1L) * k;
}

/// <summary>A sample: its name and its contigs in order.</summary>
internal sealed record SampleRecord(byte[] Name, IReadOnlyList<ContigRecord> Contigs);
