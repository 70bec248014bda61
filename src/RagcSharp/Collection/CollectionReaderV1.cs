using RagcSharp.Archive;

namespace RagcSharp.Collection;

/// <summary>The collection of version 1: one part with everything (format page, section 6).</summary>
internal sealed class CollectionReaderV1 : CollectionReader
{
    private readonly SampleRecord[] _samples;
    private (string Command, string Date)[] _commandLines = [];

    public CollectionReaderV1(ArchiveReader archive)
        : base(archive)
    {
        _samples = ReadFrame(StreamNames.CollectionDescription, 0, ReadAll);
        SampleNames = [.. _samples.Select(sample => sample.Name)];
    }

    public override IReadOnlyList<byte[]> SampleNames { get; }

    public override int SamplesABatch => Math.Max(1, _samples.Length);

    public override IReadOnlyList<(string Command, string Date)> CommandLines => _commandLines;

    public override SampleRecord[] ReadBatch(int batch) => _samples;

    private SampleRecord[] ReadAll(ReadOnlySpan<byte> content)
    {
        int at = 0;
        var samples = new SampleRecord[Count(content, ref at)];
        for (int s = 0; s < samples.Length; s++)
        {
            byte[] name = Text(content, ref at).ToArray();
            var contigs = new ContigRecord[Count(content, ref at)];
            for (int c = 0; c < contigs.Length; c++)
                contigs[c] = new ContigRecord(Text(content, ref at).ToArray(), ReadSegments(content, ref at));
            samples[s] = new SampleRecord(name, contigs);
        }

        _commandLines = ReadCommandLines(content, ref at);
        return samples;
    }

    // Each number is the signed difference from the one of the segment before.
    private static SegmentDescriptor[] ReadSegments(ReadOnlySpan<byte> content, ref int at)
    {
        var segments = new SegmentDescriptor[Count(content, ref at)];
        long group = 0, id = 0, length = 0;
        for (int i = 0; i < segments.Length; i++)
        {
            group += Zigzag.DecodeSigned(PrefixVarint.Read(content, ref at));
            id += Zigzag.DecodeSigned(PrefixVarint.Read(content, ref at));
            length += Zigzag.DecodeSigned(PrefixVarint.Read(content, ref at));
            bool isFlipped = PrefixVarint.Read(content, ref at) != 0;
            if (group is < 0 or > int.MaxValue || id is < 0 or > int.MaxValue || length is < 0 or > int.MaxValue)
                throw new InvalidDataException($"segment {i} of a contig: group {group}, id {id}, length {length}");
            segments[i] = new SegmentDescriptor((uint)group, (uint)id, (uint)length, isFlipped);
        }

        return segments;
    }
}
