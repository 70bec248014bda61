using RagcSharp.Archive;
using RagcSharp.Encoding;
using RagcSharp.Memory;

namespace RagcSharp.Collection;

/// <summary>
/// The collection streams of version 3: which samples there are, and batch by batch their contigs and segments.
/// </summary>
internal sealed class CollectionReaderV3 : CollectionReader
{
    private readonly Parameters _parameters;

    public CollectionReaderV3(ArchiveReader archive, Parameters parameters)
        : base(archive)
    {
        _parameters = parameters;
        SampleNames = ReadFrame(StreamNames.CollectionSamples, 0, ReadNames);
    }

    public override IReadOnlyList<byte[]> SampleNames { get; }

    public override int SamplesABatch => _parameters.BatchSize;

    public override SampleRecord[] ReadBatch(int batch)
    {
        int first = batch * _parameters.BatchSize;
        int count = Math.Min(_parameters.BatchSize, SampleNames.Count - first);
        var names = ReadFrame(StreamNames.CollectionContigs, batch, content => ReadContigNames(content, count));
        var segments = ReadDetails(batch, names);
        var samples = new SampleRecord[count];
        for (int s = 0; s < count; s++)
        {
            var contigs = new ContigRecord[names[s].Length];
            for (int c = 0; c < contigs.Length; c++)
                contigs[c] = new ContigRecord(names[s][c], segments[s][c]);
            samples[s] = new SampleRecord(SampleNames[first + s], contigs);
        }

        return samples;
    }

    private static byte[][] ReadNames(ReadOnlySpan<byte> content)
    {
        int at = 0;
        var names = new byte[Count(content, ref at)][];
        for (int i = 0; i < names.Length; i++)
            names[i] = Text(content, ref at).ToArray();
        return names;
    }

    private static byte[][][] ReadContigNames(ReadOnlySpan<byte> content, int expected)
    {
        int at = 0;
        uint count = PrefixVarint.Read(content, ref at);
        if (count != expected)
            throw new InvalidDataException($"{count} samples, {expected} expected");
        using var name = new NativeBuffer();
        var samples = new byte[expected][][];
        for (int s = 0; s < expected; s++)
        {
            samples[s] = new byte[Count(content, ref at)][];
            for (int c = 0; c < samples[s].Length; c++)
            {
                var code = Text(content, ref at);
                name.Clear();
                if (c == 0)
                    name.Append(code);
                else
                    ContigNameCode.Decode(code, samples[s][c - 1], name);
                samples[s][c] = name.AsSpan().ToArray();
            }
        }

        return samples;
    }

    private SegmentDescriptor[][][] ReadDetails(int batch, byte[][][] names)
    {
        return Read(StreamNames.CollectionDetails, batch, (payload, _) =>
        {
            var columns = new NativeBuffer[SegmentDetailsContent.Columns];
            try
            {
                ReadColumns(payload, columns);
                return ReadSegments(columns, names);
            }
            finally
            {
                foreach (var column in columns)
                    column?.Dispose();
            }
        });
    }

    private void ReadColumns(ReadOnlySpan<byte> payload, NativeBuffer[] columns)
    {
        Span<uint> raw = stackalloc uint[columns.Length], packed = stackalloc uint[columns.Length];
        int at = 0;
        for (int i = 0; i < columns.Length; i++)
        {
            raw[i] = PrefixVarint.Read(payload, ref at);
            packed[i] = PrefixVarint.Read(payload, ref at);
        }

        for (int i = 0; i < columns.Length; i++)
        {
            if (packed[i] > payload.Length - at)
                throw new InvalidDataException($"column {i}: {packed[i]} bytes, {payload.Length - at} are left");
            columns[i] = new NativeBuffer();
            ZstdFrame.Decode(payload.Slice(at, (int)packed[i]), raw[i], Zstd, columns[i]);
            at += (int)packed[i];
        }
    }

    private SegmentDescriptor[][][] ReadSegments(NativeBuffer[] columns, byte[][][] names)
    {
        ReadOnlySpan<byte> counts = columns[0].AsSpan(), groups = columns[1].AsSpan(), ids = columns[2].AsSpan();
        ReadOnlySpan<byte> lengths = columns[3].AsSpan(), orientations = columns[4].AsSpan();
        int count = 0, group = 0, id = 0, length = 0, orientation = 0;
        uint typicalLength = (uint)(_parameters.SegmentSize + _parameters.KmerLength);
        var code = new InGroupIdCode();
        if (PrefixVarint.Read(counts, ref count) != names.Length)
            throw new InvalidDataException($"number of samples differs from that in {StreamNames.CollectionContigs}");
        var samples = new SegmentDescriptor[names.Length][][];
        for (int s = 0; s < samples.Length; s++)
        {
            uint contigs = PrefixVarint.Read(counts, ref count);
            if (contigs != names[s].Length)
                throw new InvalidDataException($"sample {s} of the batch has {contigs} contigs, but {names[s].Length} names");
            samples[s] = new SegmentDescriptor[contigs][];
            for (int c = 0; c < contigs; c++)
            {
                uint segments = PrefixVarint.Read(counts, ref count);
                if (segments > groups.Length - group)
                    throw new InvalidDataException($"{segments} segments of a contig, {groups.Length - group} bytes of groups left");
                var contig = samples[s][c] = new SegmentDescriptor[segments];
                for (int i = 0; i < contig.Length; i++)
                {
                    uint g = PrefixVarint.Read(groups, ref group);
                    contig[i] = new SegmentDescriptor(
                        g,
                        code.Decode(g, PrefixVarint.Read(ids, ref id)),
                        Zigzag.Decode(PrefixVarint.Read(lengths, ref length), typicalLength),
                        PrefixVarint.Read(orientations, ref orientation) != 0);
                }
            }
        }

        return samples;
    }
}
