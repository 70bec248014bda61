using RagcSharp.Archive;
using RagcSharp.Memory;

namespace RagcSharp.Collection;

/// <summary>The collection of version 2: names in one part, segments in one for each batch of samples (docs/format.md §6.2).</summary>
internal sealed class CollectionReaderV2 : CollectionReader
{
    // For each sample its contigs' names, and how many segments each has.
    private readonly (ContigNames Names, int[] Segments)[] _contigs;
    private AgcCommandLine[] _commandLines = [];
    private int _samplesABatch;
    private byte[][] _names = [];

    public CollectionReaderV2(ArchiveReader archive)
        : base(archive) => _contigs = ReadFrame(StreamNames.CollectionMain, 0, Budget, ReadMain);

    public override IReadOnlyList<byte[]> SampleNames => _names;

    public override int SamplesABatch => _samplesABatch;

    public override IReadOnlyList<AgcCommandLine> CommandLines => _commandLines;

    public override SampleRecord[] ReadBatch(int batch)
    {
        int first = batch * _samplesABatch;
        int count = Math.Min(_samplesABatch, _names.Length - first);
        var budget = Budget.Rest();
        return ReadFrame(StreamNames.CollectionDetails, batch, budget, content => ReadDetails(content, first, count, budget));
    }

    public override ContigNames[] ReadNames(int batch)
    {
        int first = batch * _samplesABatch;
        return [.. _contigs.Skip(first).Take(_samplesABatch).Select(sample => sample.Names)];
    }

    private (ContigNames Names, int[] Segments)[] ReadMain(ReadOnlySpan<byte> content)
    {
        int at = 0;
        uint samplesABatch = PrefixVarint.Read(content, ref at);
        if (samplesABatch is 0 or > int.MaxValue)
            throw new InvalidDataException($"{samplesABatch} samples a batch");
        _samplesABatch = (int)samplesABatch;
        _names = NewSampleNames(Count(content, ref at), Budget);
        using var names = new ContigNamesBuilder(Budget);
        var samples = new (ContigNames, int[])[_names.Length];
        for (int s = 0; s < samples.Length; s++)
        {
            _names[s] = SampleName(content, ref at, Budget);
            samples[s] = ReadContigs(content, ref at, names);
        }

        _commandLines = ReadCommandLines(content, ref at, Budget);
        return samples;
    }

    private static (ContigNames Names, int[] Segments) ReadContigs(ReadOnlySpan<byte> content, ref int at, ContigNamesBuilder names)
    {
        int count = Count(content, ref at);
        names.Begin(count);
        var segments = new int[count];
        for (int c = 0; c < count; c++)
        {
            names.Add(Text(content, ref at));
            uint number = PrefixVarint.Read(content, ref at);
            segments[c] = number <= int.MaxValue
                ? (int)number
                : throw new InvalidDataException($"{number} segments of a contig");
        }

        return (names.Finish(), segments);
    }

    private SampleRecord[] ReadDetails(ReadOnlySpan<byte> content, int first, int count, MemoryBudget budget)
    {
        var contigs = _contigs.AsSpan(first, count);
        long total = 0;
        foreach (var (_, counts) in contigs)
        {
            foreach (int segmentCount in counts)
                total += segmentCount;
        }

        // Four numbers each.
        if (total > content.Length / 4)
            throw new InvalidDataException($"{total} segments in {content.Length} bytes");
        // As they come, and packed.
        budget.Take(total, SegmentDescriptor.Size + SegmentTable.MostBytesASegment);
        budget.Take(contigs.Length, sizeof(int));
        var segments = new SegmentDescriptor[total];
        int at = 0;
        ReadColumn(content, ref at, contigs, segments, isPredicted: true, (segment, value) => segment with { Group = value });
        ReadColumn(content, ref at, contigs, segments, isPredicted: true, (segment, value) => segment with { IdInGroup = value });
        ReadColumn(content, ref at, contigs, segments, isPredicted: true, (segment, value) => segment with { Length = value });
        ReadColumn(content, ref at, contigs, segments, isPredicted: false, (segment, value) => segment with { IsFlipped = value != 0 });
        return ToRecords(contigs, _names.AsSpan(first, count), SegmentTable.Of(segments));
    }

    private static SampleRecord[] ToRecords(
        ReadOnlySpan<(ContigNames Names, int[] Segments)> contigs, ReadOnlySpan<byte[]> names, SegmentTable segments)
    {
        var samples = new SampleRecord[names.Length];
        for (int s = 0, start = 0; s < samples.Length; s++)
        {
            var ends = new int[contigs[s].Segments.Length];
            int end = start;
            for (int c = 0; c < ends.Length; c++)
                ends[c] = end += contigs[s].Segments[c];
            samples[s] = new SampleRecord(names[s], new ContigList(contigs[s].Names, ends, start, segments));
            start = end;
        }

        return samples;
    }

    // Numbers of all segments, each predicted by the one before it in its contig.
    private static void ReadColumn(
        ReadOnlySpan<byte> content,
        ref int at,
        ReadOnlySpan<(ContigNames Names, int[] Segments)> samples,
        SegmentDescriptor[] segments,
        bool isPredicted,
        Func<SegmentDescriptor, uint, SegmentDescriptor> set)
    {
        int segment = 0;
        foreach (var (_, counts) in samples)
        {
            foreach (int count in counts)
            {
                uint previous = 0;
                for (int i = 0; i < count; i++, segment++)
                {
                    uint code = PrefixVarint.Read(content, ref at);
                    previous = isPredicted ? Zigzag.Decode(code, previous) : code;
                    segments[segment] = set(segments[segment], previous);
                }
            }
        }
    }
}
