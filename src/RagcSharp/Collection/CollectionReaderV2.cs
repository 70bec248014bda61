using RagcSharp.Archive;

namespace RagcSharp.Collection;

/// <summary>The collection of version 2: names in one part, segments in one for each batch of samples (format page, section 6).</summary>
internal sealed class CollectionReaderV2 : CollectionReader
{
    // Names of contigs, and how many segments each has.
    private readonly (byte[] Name, int Segments)[][] _contigs;
    private (string Command, string Date)[] _commandLines = [];
    private int _samplesABatch;
    private byte[][] _names = [];

    public CollectionReaderV2(ArchiveReader archive)
        : base(archive) => _contigs = ReadFrame(StreamNames.CollectionMain, 0, ReadMain);

    public override IReadOnlyList<byte[]> SampleNames => _names;

    public override int SamplesABatch => _samplesABatch;

    public override IReadOnlyList<(string Command, string Date)> CommandLines => _commandLines;

    public override SampleRecord[] ReadBatch(int batch)
    {
        int first = batch * _samplesABatch;
        int count = Math.Min(_samplesABatch, _names.Length - first);
        return ReadFrame(StreamNames.CollectionDetails, batch, content => ReadDetails(content, first, count));
    }

    private (byte[] Name, int Segments)[][] ReadMain(ReadOnlySpan<byte> content)
    {
        int at = 0;
        uint samplesABatch = PrefixVarint.Read(content, ref at);
        if (samplesABatch is 0 or > int.MaxValue)
            throw new InvalidDataException($"{samplesABatch} samples a batch");
        _samplesABatch = (int)samplesABatch;
        _names = new byte[Count(content, ref at)][];
        var samples = new (byte[] Name, int Segments)[_names.Length][];
        for (int s = 0; s < samples.Length; s++)
        {
            _names[s] = Text(content, ref at).ToArray();
            samples[s] = new (byte[], int)[Count(content, ref at)];
            for (int c = 0; c < samples[s].Length; c++)
            {
                byte[] name = Text(content, ref at).ToArray();
                uint segments = PrefixVarint.Read(content, ref at);
                samples[s][c] = (name, segments <= int.MaxValue
                    ? (int)segments
                    : throw new InvalidDataException($"{segments} segments of a contig"));
            }
        }

        _commandLines = ReadCommandLines(content, ref at);
        return samples;
    }

    private SampleRecord[] ReadDetails(ReadOnlySpan<byte> content, int first, int count)
    {
        var contigs = _contigs.AsSpan(first, count).ToArray();
        long total = contigs.Sum(sample => sample.Sum(contig => (long)contig.Segments));
        if (total > content.Length / 4)
            throw new InvalidDataException($"{total} segments in {content.Length} bytes");
        int at = 0;
        uint[] groups = ReadColumn(content, ref at, contigs, isPredicted: true);
        uint[] ids = ReadColumn(content, ref at, contigs, isPredicted: true);
        uint[] lengths = ReadColumn(content, ref at, contigs, isPredicted: true);
        uint[] orientations = ReadColumn(content, ref at, contigs, isPredicted: false);
        var samples = new SampleRecord[count];
        for (int s = 0, n = 0; s < count; s++)
        {
            var records = new ContigRecord[contigs[s].Length];
            for (int c = 0; c < records.Length; c++)
            {
                var segments = new SegmentDescriptor[contigs[s][c].Segments];
                for (int i = 0; i < segments.Length; i++, n++)
                    segments[i] = new SegmentDescriptor(groups[n], ids[n], lengths[n], orientations[n] != 0);
                records[c] = new ContigRecord(contigs[s][c].Name, segments);
            }

            samples[s] = new SampleRecord(_names[first + s], records);
        }

        return samples;
    }

    // Numbers of all segments, each predicted by the one before it in its contig.
    private static uint[] ReadColumn(
        ReadOnlySpan<byte> content, ref int at, (byte[] Name, int Segments)[][] samples, bool isPredicted)
    {
        var values = new List<uint>();
        foreach (var contigs in samples)
        {
            foreach (var (_, segments) in contigs)
            {
                uint previous = 0;
                for (int i = 0; i < segments; i++)
                {
                    uint code = PrefixVarint.Read(content, ref at);
                    values.Add(isPredicted ? previous = Zigzag.Decode(code, previous) : code);
                }
            }
        }

        return [.. values];
    }
}
