using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Exact;
using RagcSharp.Packs;

namespace RagcSharp.Editing;

/// <summary>The samples of a new archive: those of another one that are kept, with new numbers.</summary>
internal sealed class KeptSamples(SourceArchive source, int[] samples, KeptGroups groups)
{
    private readonly ExactSamples _texts = new(source.Reader);

    /// <summary>Whether the text of any of them is kept.</summary>
    public bool HaveTexts => samples.Any(_texts.Has);

    /// <summary>Contigs and segments, batch by batch.</summary>
    public IEnumerable<PartContent> Batches()
    {
        var parameters = source.Parameters;
        foreach (int[] batch in samples.Chunk(parameters.BatchSize))
        {
            SampleRecord[] records = [.. batch.Select(sample => Renumber(source.Samples[sample]))];
            yield return new ContigNamesContent(StreamPlan.Contigs, records);
            yield return new SegmentDetailsContent(
                StreamPlan.Details, records, (uint)(parameters.SegmentSize + parameters.KmerLength));
        }
    }

    /// <summary>A part a sample, of no bytes where nothing is kept of its text; none at all where nothing is kept of any.</summary>
    public IEnumerable<PartContent> Texts()
    {
        // The first stream of our own (see ArchiveWriter).
        const int Stream = ~0;
        if (!HaveTexts)
            yield break;
        foreach (int sample in samples)
        {
            yield return _texts.Has(sample)
                ? new CopiedContent(Stream, source.Reader, StreamNames.ExactSamples, sample)
                : new ExactContent(Stream, null);
        }
    }

    /// <summary>
    /// How the other archive was made, if it records that. Which contigs have splitters of their own is told in comparison with the
    /// reference, and so of no use with another one.
    /// </summary>
    public RecordedModes? Modes()
    {
        var modes = RecordedModes.Read(source.Reader);
        if (modes is null || modes.WithOwnSplitters.Count == 0)
            return modes;
        if (samples[0] != 0)
            return modes with { WithOwnSplitters = [] };
        var kept = modes.WithOwnSplitters
            .Select(place => place with { Sample = Array.BinarySearch(samples, place.Sample) })
            .Where(place => place.Sample >= 0);
        return modes with { WithOwnSplitters = [.. kept] };
    }

    private SampleRecord Renumber(SampleRecord sample) => sample with
    {
        Contigs = new MappedList<ContigRecord, ContigRecord>(sample.Contigs, contig => contig with
        {
            Segments = [.. contig.Segments.Select(segment => groups.Find(segment.Group)!.Renumber(segment))],
        }),
    };
}
