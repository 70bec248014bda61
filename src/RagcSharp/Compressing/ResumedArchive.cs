using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Exact;
using RagcSharp.Grouping;
using RagcSharp.Memory;
using RagcSharp.Options;
using RagcSharp.Packs;
using RagcSharp.Reading;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;
using RagcSharp.Zstd;

namespace RagcSharp.Compressing;

/// <summary>
/// An archive that samples are added to: brings the state of a compression to where it stood when that archive was finished, so that
/// the result is what making it in one go would have given (but for steps of concatenated genomes, and for archives of others, which do not
/// record all that is needed: <see cref="RecordedModes"/>). Used by the worker at the first barrier.
/// </summary>
internal sealed class ResumedArchive(ArchiveReader archive, int version, Parameters stored, SampleCatalog samples, SegmentReader segments)
{
    // Symbols of contigs with splitters of their own that are looked at together: each time the whole reference is gone through.
    private const long SymbolsAtOnce = 16 << 20;

    /// <summary>What the archive goes on with.</summary>
    public Parameters Parameters { get; } = stored.Completed;

    /// <summary>How it was made; null where it does not tell.</summary>
    public RecordedModes? Recorded { get; } = RecordedModes.Read(archive);

    /// <summary>Names of the samples that are there.</summary>
    public IReadOnlyList<string> Samples => samples.Names;

    /// <summary>The names as they are stored, which need not be UTF-8.</summary>
    public IReadOnlyList<byte[]> StoredNames => samples.StoredNames;

    /// <summary>A sample, with its lengths mended where that was necessary.</summary>
    public SampleRecord Sample(int number) => samples[number];

    /// <exception cref="InvalidDataException">The archive holds what this program, or an option, would lose.</exception>
    public void Check(CompressionOptions options)
    {
        if (archive.Has(StreamNames.ExactSamples) && !options.IsExact && !options.DropsText)
            throw archive.Broken("keeps the text of samples; add more with --exact, or let that go with --plain");
        if (archive.Streams.FirstOrDefault(StreamNames.IsUnknownOwn) is { } unknown)
            throw archive.Broken($"stream {unknown} is of a newer ragc-sharp; adding samples would make it wrong");
        try
        {
            new CompressionOptions
            {
                KmerLength = Parameters.KmerLength,
                MinMatchLength = Parameters.MinMatchLength,
                BatchSize = Parameters.BatchSize,
                SegmentSize = Parameters.SegmentSize,
            }.Check();
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw archive.Broken($"{OptionRange.MessageOf(e)}: such an archive can be read, but not added to", e);
        }
    }

    /// <summary>Takes up splitters and groups; what is copied as it is goes to <paramref name="finished"/>.</summary>
    public void Restore(CompressionState state, Worker worker, List<PartContent> finished)
    {
        var budget = new MemoryBudget(archive.Length, "references and packs that are not full");
        var groups = new StoredGroup[CountGroups()];
        foreach (ulong splitter in archive.Decode(StreamNames.Splitters, KmerTables.DecodeSplitters))
            state.Splitters.Add(splitter);
        RestorePairs(state.Groups, groups.Length);
        state.Queue.RunAll(groups.Length, i =>
        {
            using var zstd = new ZstdContext();
            groups[i] = new StoredGroup(archive, version, i, stored, budget, zstd);
        }, worker);
        CheckSegments(groups);
        state.Registrar.Resume(groups, finished);
        state.WithOwnSplitters.AddRange(Recorded?.WithOwnSplitters ?? []);
        RestoreReference(state, budget, worker);
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

    /// <summary>
    /// What the archive keeps of the text of its samples, to be copied, a part for each; of no bytes where it keeps nothing.
    /// </summary>
    public IEnumerable<PartContent> Texts(int stream)
    {
        int parts = archive.Parts(StreamNames.ExactSamples).Count;
        for (int sample = 0; sample < samples.Names.Count; sample++)
        {
            yield return sample < parts
                ? new CopiedContent(stream, archive, StreamNames.ExactSamples, sample)
                : new ExactContent(stream, null);
        }
    }

    private int CountGroups()
    {
        int groups = StreamNames.RawGroups;
        while (archive.Has(StreamNames.Reference(groups, version)))
            groups++;
        return groups;
    }

    private void RestorePairs(GroupMap map, int groups)
    {
        foreach (var (first, second, group) in archive.Decode(StreamNames.SegmentSplitters, KmerTables.DecodeSegmentSplitters))
        {
            var pair = new KmerPair(first, second);
            if (pair == KmerPair.Open)
                continue;
            if (group < StreamNames.RawGroups || group >= groups)
            {
                throw archive.Broken(
                    $"stream {StreamNames.SegmentSplitters}: group {group}; those with a reference are 16 to {groups - 1}");
            }

            if (map.TryGet(pair, out int other))
                throw archive.Broken($"stream {StreamNames.SegmentSplitters}: groups {other} and {group} have the same pair");
            map.Add(pair, (int)group);
        }
    }

    // New segments get the next ids, and full packs are copied unseen: wrong counts would make the new archive worse than the old one.
    private void CheckSegments(StoredGroup[] groups)
    {
        long[] used = new long[groups.Length];
        for (int sample = 0; sample < samples.Names.Count; sample++)
        {
            try
            {
                foreach (var contig in samples[sample].Contigs)
                    CheckContig(contig, groups, used);
            }
            catch (InvalidDataException e)
            {
                throw archive.Broken($"sample {samples.Names[sample]}: {e.Message}", e);
            }
        }

        for (int group = 0; group < groups.Length; group++)
        {
            // The dummy of a raw group belongs to no contig.
            if (used[group] != groups[group].Count && (used[group] > 0 || groups[group].Count > 1))
                throw archive.Broken($"group {group}: {groups[group].Count} segments are stored, {used[group]} are told of");
        }
    }

    private void CheckContig(ContigRecord contig, StoredGroup[] groups, long[] used)
    {
        _ = contig.Length(stored.KmerLength);
        foreach (var segment in contig.Segments)
        {
            if (segment.Group >= groups.Length)
                throw new InvalidDataException($"a segment in group {segment.Group}, there are {groups.Length}");
            var (group, id, expected, _) = segment;
            if (groups[group].LengthOf(id) is { } length && length != expected)
                throw new InvalidDataException($"group {group}, id {id}: {length} symbols, {expected} expected");
            used[group] = Math.Max(used[group], id + 1L);
        }
    }

    // Adaptive mode compares with the reference; minimizers lie between the splitters that were picked from it, and from other contigs.
    private void RestoreReference(CompressionState state, MemoryBudget budget, Worker worker)
    {
        if (!state.Modes.IsAdaptive && !state.Minimizers.IsEnabled || samples.Names.Count == 0)
            return;
        var reference = new List<PackedContig>();
        try
        {
            for (int i = 0; i < samples[0].Contigs.Count; i++)
                reference.Add(Unpack(new ContigPlace(0, i), budget));
            if (state.Minimizers.IsEnabled)
                RestoreMinimizers(state, reference, budget, worker);
            if (state.Modes.IsAdaptive)
                (state.Reference, reference) = (reference, []);
        }
        finally
        {
            reference.ForEach(contig => contig.Dispose());
        }
    }

    private void RestoreMinimizers(CompressionState state, List<PackedContig> reference, MemoryBudget budget, Worker worker)
    {
        var finder = state.NewSplitterFinder(worker);
        using var sketch = finder.Sketch(reference);
        Collect(reference, finder.Find(reference, sketch));
        var places = new Queue<ContigPlace>(state.WithOwnSplitters);
        while (places.Count > 0)
        {
            var contigs = new List<PackedContig>();
            try
            {
                // Read, used and forgotten.
                var rest = budget.Rest();
                do
                    contigs.Add(Unpack(places.Dequeue(), rest));
                while (places.Count > 0 && contigs.Sum(contig => contig.Length) < SymbolsAtOnce);
                Collect(contigs, finder.FindForeign(contigs, reference, sketch));
            }
            finally
            {
                contigs.ForEach(contig => contig.Dispose());
            }
        }

        state.Minimizers.Publish();

        void Collect(List<PackedContig> contigs, IReadOnlyList<PickedSplitter>[] picked)
        {
            for (int i = 0; i < contigs.Count; i++)
                state.Minimizers.Collect(contigs[i], picked[i]);
        }
    }

    private PackedContig Unpack(ContigPlace place, MemoryBudget budget)
    {
        if (place.Sample >= samples.Names.Count || place.Contig >= samples[place.Sample].Contigs.Count)
            throw archive.Broken($"stream {StreamNames.Modes}: contig {place.Contig} of sample {place.Sample}, which there is not");
        try
        {
            var contig = samples[place.Sample].Contigs[place.Contig];
            budget.Take(contig.Segments.Sum(segment => (long)segment.Length));
            return Unpack(contig);
        }
        catch (InvalidDataException e)
        {
            throw archive.Broken($"sample {samples.Names[place.Sample]}: {e.Message}", e);
        }
    }

    private PackedContig Unpack(ContigRecord contig)
    {
        using NativeBuffer symbols = new(), piece = new();
        foreach (var (_, segment, skip, take) in Region.Whole(0, contig, stored.KmerLength).Pieces(stored.KmerLength))
        {
            foreach (var (part, skipped, taken) in SegmentPiece.Of(segment, skip, take))
            {
                segments.Read(part, piece);
                symbols.Append(piece.AsSpan(skipped, taken));
            }
        }

        return new PackedContig(symbols);
    }
}
