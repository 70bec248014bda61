using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Exact;
using RagcSharp.Packs;

namespace RagcSharp.Editing;

/// <summary>The samples of a new archive: those of other ones that are kept, one archive after another, with new numbers.</summary>
/// <param name="archives">The archives.</param>
/// <param name="parameters">What the new archive is made with.</param>
internal sealed class KeptSamples(IReadOnlyList<KeptArchive> archives, Parameters parameters)
{
    /// <summary>Whether the text of any of them is kept.</summary>
    public bool HaveTexts => archives.Any(archive => archive.Samples.Any(archive.Source.Texts.Has));

    /// <summary>Contigs and segments, batch by batch.</summary>
    public IEnumerable<PartContent> Batches()
    {
        var records = archives.SelectMany(archive => archive.Samples.Select(sample => Renumber(archive, sample)));
        foreach (var batch in records.Chunk(parameters.BatchSize))
        {
            yield return new ContigNamesContent(StreamPlan.Contigs, batch);
            yield return new SegmentDetailsContent(
                StreamPlan.Details, batch, (uint)(parameters.SegmentSize + parameters.KmerLength));
        }
    }

    /// <summary>A part a sample, of no bytes where nothing is kept of its text; none at all where nothing is kept of any.</summary>
    public IEnumerable<PartContent> Texts()
    {
        // The first stream of our own (see ArchiveWriter).
        const int Stream = ~0;
        if (!HaveTexts)
            yield break;
        foreach (var archive in archives)
        {
            foreach (int sample in archive.Samples)
            {
                yield return archive.Source.Texts.Has(sample)
                    ? new CopiedContent(Stream, archive.Source.Reader, StreamNames.ExactSamples, sample)
                    : new ExactContent(Stream, null);
            }
        }
    }

    /// <summary>
    /// How the other archives were made, if they record that: a mode that any of them has. Which contigs have splitters of their own is told
    /// in comparison with the first sample, and so of no use with another one.
    /// </summary>
    public RecordedModes? Modes()
    {
        RecordedModes? modes = null;
        var places = new SortedSet<(int Sample, int Contig)>();
        foreach (var archive in archives)
        {
            if (RecordedModes.Read(archive.Source.Reader) is not { } other)
                continue;
            modes = modes is null ? other : modes.With(other);
            if (archive.NewNumberOf(0) == 0)
                places.UnionWith(other.WithOwnSplitters.Select(place => (archive.NewNumberOf(place.Sample) ?? -1, place.Contig)));
        }

        return modes is null
            ? null
            : modes with { WithOwnSplitters = [.. places.Where(place => place.Sample >= 0).Select(place => new ContigPlace(place.Sample, place.Contig))] };
    }

    private static SampleRecord Renumber(KeptArchive archive, int sample)
    {
        var record = archive.Source.Samples[sample];
        return record with
        {
            Contigs = new MappedList<ContigRecord, ContigRecord>(record.Contigs, contig => contig with
            {
                Segments = [.. contig.Segments.Select(segment => archive.Groups.Find(segment.Group)!.Renumber(segment))],
            }),
        };
    }
}
