using RagcSharp.Archive;
using RagcSharp.Encoding;
using RagcSharp.Encoding.Zstd;
using RagcSharp.Memory;

namespace RagcSharp.Collection;

/// <summary>
/// Reads the collection streams of version 3: which samples there are, and batch by batch their contigs and segments. Not
/// thread-safe.
/// </summary>
internal sealed class CollectionReader : IDisposable
{
    private readonly ArchiveReader _archive;
    private readonly Parameters _parameters;
    private readonly ZstdContext _zstd = new();
    private readonly NativeBuffer _payload = new();
    private readonly NativeBuffer _content = new();

    public CollectionReader(ArchiveReader archive, Parameters parameters)
    {
        _archive = archive;
        _parameters = parameters;
        SampleNames = Read(StreamNames.CollectionSamples, 0, ReadNames);
    }

    /// <summary>Names of all samples, in the order of the archive; the first one is the reference.</summary>
    public IReadOnlyList<byte[]> SampleNames { get; }

    /// <summary>The batch that holds a sample.</summary>
    public int BatchOf(int sample) => sample / _parameters.BatchSize;

    /// <summary>All samples of a batch.</summary>
    /// <exception cref="InvalidDataException">The batch is missing or damaged.</exception>
    public SampleRecord[] ReadBatch(int batch)
    {
        int first = batch * _parameters.BatchSize;
        int count = Math.Min(_parameters.BatchSize, SampleNames.Count - first);
        var names = Read(StreamNames.CollectionContigs, batch, content => ReadContigNames(content, count));
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

    public void Dispose()
    {
        _zstd.Dispose();
        _payload.Dispose();
        _content.Dispose();
    }

    private delegate T Parser<T>(ReadOnlySpan<byte> content);

    private T Read<T>(string stream, int part, Parser<T> parse)
    {
        ulong length = _archive.Read(stream, part, _payload);
        return Parse(stream, part, () =>
        {
            _content.Clear();
            ZstdFrame.Decode(_payload.AsSpan(), length, _zstd, _content);
            return parse(_content.AsSpan());
        });
    }

    private T Parse<T>(string stream, int part, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (InvalidDataException e)
        {
            throw _archive.Broken($"stream {stream}, part {part}: {e.Message}", e);
        }
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
        _ = _archive.Read(StreamNames.CollectionDetails, batch, _payload);
        return Parse(StreamNames.CollectionDetails, batch, () =>
        {
            var columns = new NativeBuffer[SegmentDetailsContent.Columns];
            try
            {
                ReadColumns(columns);
                return ReadSegments(columns, names);
            }
            finally
            {
                foreach (var column in columns)
                    column?.Dispose();
            }
        });
    }

    private void ReadColumns(NativeBuffer[] columns)
    {
        ReadOnlySpan<byte> payload = _payload.AsSpan();
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
            ZstdFrame.Decode(payload.Slice(at, (int)packed[i]), raw[i], _zstd, columns[i]);
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

    // A count of things that take at least one byte each.
    private static int Count(ReadOnlySpan<byte> content, ref int at)
    {
        uint count = PrefixVarint.Read(content, ref at);
        if (count > content.Length - at)
            throw new InvalidDataException($"{count} names in {content.Length - at} bytes");
        return (int)count;
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> content, ref int at)
    {
        int length = content[at..].IndexOf((byte)0);
        if (length < 0)
            throw new InvalidDataException("a name without end");
        var text = content.Slice(at, length);
        at += length + 1;
        return text;
    }
}
