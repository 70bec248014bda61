using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Encoding;
using RagcSharp.Encoding.Zstd;
using RagcSharp.Grouping;
using RagcSharp.Memory;

namespace RagcSharp.Pipeline;

/// <summary>
/// An archive that samples are added to: brings the state of a compression to where it stood when that archive was finished, so that
/// the result is what making it in one go would have given (but for what the archive does not record, see
/// <see cref="Modes"/>). Used by the worker at the first barrier.
/// </summary>
internal sealed class ResumedArchive(ArchiveReader archive, int version, Parameters stored, SampleCatalog samples, SegmentReader segments)
{
    /// <summary>The segment size of archives that do not record one.</summary>
    private const int DefaultSegmentSize = 60_000;

    /// <summary>What the archive goes on with.</summary>
    public Parameters Parameters { get; } =
        stored.SegmentSize > 0 ? stored : stored with { SegmentSize = DefaultSegmentSize };

    /// <summary>Names of the samples that are there.</summary>
    public IReadOnlyList<string> Samples => samples.Names;

    /// <summary>A sample, with its lengths mended where that was necessary.</summary>
    public SampleRecord Sample(int number) => samples[number];

    /// <exception cref="InvalidDataException">The archive holds what this program would lose.</exception>
    public void Check()
    {
        if (archive.Streams.FirstOrDefault(IsUnknown) is { } unknown)
            throw archive.Broken($"stream {unknown} is of a newer ragc-sharp; adding samples would make it wrong");
    }

    /// <summary>Takes up splitters and groups; what is copied as it is goes to <paramref name="finished"/>.</summary>
    public void Restore(CompressionState state, Worker worker, List<PartContent> finished)
    {
        foreach (ulong splitter in archive.Decode(StreamNames.Splitters, KmerTables.DecodeSplitters))
            state.Splitters.Add(splitter);
        foreach (var (first, second, group) in archive.Decode(StreamNames.SegmentSplitters, KmerTables.DecodeSegmentSplitters))
        {
            var pair = new KmerPair(first, second);
            if (pair != KmerPair.Open)
                state.Groups.Add(pair, checked((int)group));
        }

        var groups = new StoredGroup[CountGroups()];
        state.Queue.RunAll(groups.Length, i =>
        {
            using var zstd = new ZstdContext();
            groups[i] = new StoredGroup(archive, version, i, stored.BatchSize, zstd);
        }, worker);
        state.Registrar.Resume(groups, finished);
        try
        {
            RestoreReference(state, worker);
        }
        catch (InvalidDataException e)
        {
            throw archive.Broken($"sample {samples.Names[0]}: {e.Message}", e);
        }
    }

    /// <summary>
    /// A full batch of the collection: copied where it can be, coded anew where it is of an older version or was mended.
    /// </summary>
    public IEnumerable<PartContent> Batch(int batch, int contigsStream, int detailsStream)
    {
        int first = batch * Parameters.BatchSize;
        var records = Enumerable.Range(first, Parameters.BatchSize).Select(Sample).ToArray();
        bool isAsStored = version == StreamNames.NewVersion
            && Enumerable.Range(0, records.Length).All(i => ReferenceEquals(records[i], samples.AsStored(first + i)));
        yield return isAsStored
            ? new CopiedContent(contigsStream, archive, StreamNames.CollectionContigs, batch)
            : new ContigNamesContent(contigsStream, records);
        yield return isAsStored
            ? new CopiedContent(detailsStream, archive, StreamNames.CollectionDetails, batch)
            : new SegmentDetailsContent(detailsStream, records, (uint)(Parameters.SegmentSize + Parameters.KmerLength));
    }

    // The checks are made anew.
    private static bool IsUnknown(string stream) =>
        stream.StartsWith(StreamNames.OwnPrefix, StringComparison.Ordinal) && stream != StreamNames.Checks;

    private int CountGroups()
    {
        int groups = StreamNames.RawGroups;
        while (archive.Has(StreamNames.Reference(groups, version)))
            groups++;
        return groups;
    }

    // Adaptive mode compares with the reference; minimizers lie between the splitters that it had.
    private void RestoreReference(CompressionState state, Worker worker)
    {
        if (!state.Modes.IsAdaptive && !state.Minimizers.IsEnabled || samples.Names.Count == 0)
            return;
        var reference = samples[0].Contigs.Select(Unpack).ToList();
        if (state.Minimizers.IsEnabled)
        {
            var picked = state.NewSplitterFinder(worker).Find(reference);
            for (int i = 0; i < reference.Count; i++)
                state.Minimizers.Collect(reference[i], picked[i]);
            state.Minimizers.Publish();
        }

        if (state.Modes.IsAdaptive)
            state.Reference = reference;
        else
            reference.ForEach(contig => contig.Dispose());
    }

    private PackedContig Unpack(ContigRecord contig)
    {
        using NativeBuffer symbols = new(), segment = new();
        for (int i = 0; i < contig.Segments.Length; i++)
        {
            segments.Read(contig.Segments[i], segment);
            int skip = i == 0 ? 0 : Math.Min(stored.KmerLength, (int)segment.Length);
            symbols.Append(segment.AsSpan()[skip..]);
        }

        return new PackedContig(symbols);
    }
}
