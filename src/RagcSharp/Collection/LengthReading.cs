namespace RagcSharp.Collection;

/// <summary>
/// The two ways to read the lengths of a sample. They are stored against s + k; but what AGC 3.0 to 3.2.1 has appended to an archive is
/// stored against k, and nothing in the archive says so. The length of one decoded segment does.
/// </summary>
internal sealed class LengthReading(int k, int segmentSize)
{
    /// <summary>A segment whose length tells the two readings apart, if there is one.</summary>
    public SegmentDescriptor? FindTelling(SampleRecord sample)
    {
        foreach (var contig in sample.Contigs)
        {
            foreach (var segment in contig.Segments)
            {
                if (Other(segment.Length) != segment.Length)
                    return segment;
            }
        }

        return null;
    }

    /// <summary>What a length that was read against s + k is against k.</summary>
    public uint Other(uint length) => Zigzag.Decode(Zigzag.Encode(length, (uint)(segmentSize + k)), (uint)k);

    /// <summary>The sample with all lengths read against k.</summary>
    public SampleRecord ReadOtherwise(SampleRecord sample) => sample with
    {
        Contigs = ContigList.Of(new MappedList<ContigRecord, ContigRecord>(sample.Contigs, contig => contig with
        {
            Segments = [.. contig.Segments.Select(segment => segment with { Length = Other(segment.Length) })],
        })),
    };
}
