using RagcSharp.Archive;

namespace RagcSharp.Collection;

/// <summary>The collection of version 1: one part with everything (docs/format.md §6.1).</summary>
internal sealed class CollectionReaderV1 : CollectionReader
{
    private readonly SampleRecord[] _samples;
    private AgcCommandLine[] _commandLines = [];

    public CollectionReaderV1(ArchiveReader archive)
        : base(archive)
    {
        _samples = ReadFrame(StreamNames.CollectionDescription, 0, Budget, ReadAll);
        SampleNames = [.. _samples.Select(sample => sample.Name)];
    }

    public override IReadOnlyList<byte[]> SampleNames { get; }

    public override int SamplesABatch => Math.Max(1, _samples.Length);

    public override IReadOnlyList<AgcCommandLine> CommandLines => _commandLines;

    public override SampleRecord[] ReadBatch(int batch) => _samples;

    public override ContigNames[] ReadNames(int batch) => [.. _samples.Select(sample => ((ContigList)sample.Contigs).Names)];

    private SampleRecord[] ReadAll(ReadOnlySpan<byte> content)
    {
        int at = 0;
        byte[][] names = NewSampleNames(Count(content, ref at), Budget);
        var samples = new SampleRecord[names.Length];
        using var contigs = new ContigNamesBuilder(Budget);
        for (int s = 0; s < samples.Length; s++)
            samples[s] = new SampleRecord(SampleName(content, ref at, Budget), ReadContigs(content, ref at, contigs));
        _commandLines = ReadCommandLines(content, ref at, Budget);
        return samples;
    }

    private ContigList ReadContigs(ReadOnlySpan<byte> content, ref int at, ContigNamesBuilder names)
    {
        int count = Count(content, ref at);
        names.Begin(count);
        var segments = new SegmentTable.Builder();
        var ends = new int[count];
        for (int c = 0; c < count; c++)
        {
            names.Add(Text(content, ref at));
            ReadSegments(content, ref at, segments);
            ends[c] = segments.Count;
        }

        return new ContigList(names.Finish(), ends, 0, segments.Finish());
    }

    // Each number is the signed difference from the one of the segment before.
    private void ReadSegments(ReadOnlySpan<byte> content, ref int at, SegmentTable.Builder segments)
    {
        int count = Count(content, ref at);
        Budget.Take(count, SegmentTable.MostBytesASegment);
        long group = 0, id = 0, length = 0;
        for (int i = 0; i < count; i++)
        {
            group += Zigzag.DecodeSigned(PrefixVarint.Read(content, ref at));
            id += Zigzag.DecodeSigned(PrefixVarint.Read(content, ref at));
            length += Zigzag.DecodeSigned(PrefixVarint.Read(content, ref at));
            bool isFlipped = PrefixVarint.Read(content, ref at) != 0;
            if (group is < 0 or > int.MaxValue || id is < 0 or > int.MaxValue || length is < 0 or > int.MaxValue)
                throw new InvalidDataException($"segment {i} of a contig: group {group}, id {id}, length {length}");
            segments.Add(new SegmentDescriptor((uint)group, (uint)id, (uint)length, isFlipped));
        }
    }
}
