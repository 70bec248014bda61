using RagcSharp.Archive;
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
        SampleNames = ReadFrame(StreamNames.CollectionSamples, 0, Budget, ReadNames);
    }

    public override IReadOnlyList<byte[]> SampleNames { get; }

    public override int SamplesABatch => _parameters.BatchSize;

    public override SampleRecord[] ReadBatch(int batch)
    {
        int first = batch * _parameters.BatchSize;
        var budget = Budget.Rest();
        var contigs = ReadDetails(batch, ReadNames(batch, budget), budget);
        var samples = new SampleRecord[contigs.Length];
        for (int s = 0; s < samples.Length; s++)
            samples[s] = new SampleRecord(SampleNames[first + s], contigs[s]);
        return samples;
    }

    public override ContigNames[] ReadNames(int batch) => ReadNames(batch, Budget.Rest());

    private ContigNames[] ReadNames(int batch, MemoryBudget budget)
    {
        int count = Math.Min(_parameters.BatchSize, SampleNames.Count - batch * _parameters.BatchSize);
        return ReadFrame(StreamNames.CollectionContigs, batch, budget, content => ReadContigNames(content, count, budget));
    }

    private byte[][] ReadNames(ReadOnlySpan<byte> content)
    {
        int at = 0;
        byte[][] names = NewSampleNames(Count(content, ref at), Budget);
        for (int i = 0; i < names.Length; i++)
            names[i] = SampleName(content, ref at, Budget);
        return names;
    }

    private static ContigNames[] ReadContigNames(ReadOnlySpan<byte> content, int expected, MemoryBudget budget)
    {
        int at = 0;
        uint count = PrefixVarint.Read(content, ref at);
        if (count != expected)
            throw new InvalidDataException($"{count} samples, {expected} expected");
        using var names = new ContigNamesBuilder(budget);
        using var name = new NativeBuffer();
        var samples = new ContigNames[expected];
        for (int s = 0; s < expected; s++)
        {
            int contigs = Count(content, ref at);
            names.Begin(contigs);
            for (int c = 0; c < contigs; c++)
            {
                var code = Text(content, ref at);
                name.Clear();
                if (c == 0)
                    name.Append(code);
                else
                    ContigNameCode.Decode(code, names.Last, name);
                names.Add(name.AsSpan());
            }

            samples[s] = names.Finish();
        }

        return samples;
    }

    private ContigList[] ReadDetails(int batch, ContigNames[] names, MemoryBudget budget)
    {
        return Read(StreamNames.CollectionDetails, batch, (payload, _) =>
        {
            var columns = new NativeBuffer[SegmentDetailsContent.Columns];
            try
            {
                ReadColumns(payload, columns, budget);
                return ReadSegments(columns, names, budget);
            }
            finally
            {
                foreach (var column in columns)
                    column?.Dispose();
            }
        });
    }

    private void ReadColumns(ReadOnlySpan<byte> payload, NativeBuffer[] columns, MemoryBudget budget)
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
            Unzip(payload.Slice(at, (int)packed[i]), raw[i], budget, columns[i]);
            at += (int)packed[i];
        }
    }

    private ContigList[] ReadSegments(NativeBuffer[] columns, ContigNames[] names, MemoryBudget budget)
    {
        int[][] ends = ReadCounts(columns[0].AsSpan(), names);
        int total = 0;
        foreach (int[] sample in ends)
            total = sample.Length > 0 ? sample[^1] : total;
        // Each takes a byte of every column at least.
        if (total > columns[1].Length)
            throw new InvalidDataException($"{total} segments, {columns[1].Length} bytes of groups");
        budget.Take(total, SegmentTable.MostBytesASegment);
        var segments = ReadTable(total, columns);
        var samples = new ContigList[names.Length];
        for (int s = 0, start = 0; s < samples.Length; s++)
        {
            samples[s] = new ContigList(names[s], ends[s], start, segments);
            start = ends[s].Length > 0 ? ends[s][^1] : start;
        }

        return samples;
    }

    // For each sample and contig the place behind its last segment.
    private static int[][] ReadCounts(ReadOnlySpan<byte> counts, ContigNames[] names)
    {
        int at = 0, end = 0;
        if (PrefixVarint.Read(counts, ref at) != names.Length)
            throw new InvalidDataException($"number of samples differs from that in {StreamNames.CollectionContigs}");
        var ends = new int[names.Length][];
        for (int s = 0; s < ends.Length; s++)
        {
            uint contigs = PrefixVarint.Read(counts, ref at);
            if (contigs != names[s].Count)
                throw new InvalidDataException($"sample {s} of the batch has {contigs} contigs, but {names[s].Count} names");
            ends[s] = new int[contigs];
            for (int c = 0; c < ends[s].Length; c++)
            {
                uint segments = PrefixVarint.Read(counts, ref at);
                if (segments > Array.MaxLength - end)
                    throw new InvalidDataException($"{segments} segments of a contig, behind {end}");
                ends[s][c] = end += (int)segments;
            }
        }

        return ends;
    }

    private SegmentTable ReadTable(int count, NativeBuffer[] columns)
    {
        ReadOnlySpan<byte> groups = columns[1].AsSpan(), ids = columns[2].AsSpan();
        ReadOnlySpan<byte> lengths = columns[3].AsSpan(), orientations = columns[4].AsSpan();
        int group = 0, id = 0, length = 0, orientation = 0;
        uint typicalLength = (uint)(_parameters.SegmentSize + _parameters.KmerLength);
        var code = new InGroupIdCode();
        var table = new SegmentTable.Builder();
        for (int i = 0; i < count; i++)
        {
            uint g = PrefixVarint.Read(groups, ref group);
            table.Add(new SegmentDescriptor(
                g,
                code.Decode(g, PrefixVarint.Read(ids, ref id)),
                Zigzag.Decode(PrefixVarint.Read(lengths, ref length), typicalLength),
                PrefixVarint.Read(orientations, ref orientation) != 0));
        }

        return table.Finish();
    }
}
