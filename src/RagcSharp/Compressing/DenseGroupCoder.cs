using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Dense;
using RagcSharp.Grouping;
using RagcSharp.Packs;
using RagcSharp.Zstd;

namespace RagcSharp.Compressing;

/// <summary>The groups of a dense archive: their references grow by what segments have that is new.</summary>
internal sealed class DenseGroupCoder(PipelineRun run, DenseGroups groups) : IGroupCoder
{
    // Every archive has raw groups; these get no segments.
    private readonly List<Group> _raw = [];

    public int Count => _raw.Count + groups.Groups.Count;

    public SegmentSplitter[] Pairs => groups.Map.ToTable();

    public void Begin()
    {
        using var zstd = new ZstdContext();
        for (int group = 0; group < StreamNames.RawGroups; group++)
        {
            run.Streams.AddGroup();
            _raw.Add(new Group(StreamPlan.DeltaOf(group), run.Parameters.BatchSize, zstd));
        }
    }

    public void Resume(ResumedArchive archive, Worker worker, List<PartContent> finished)
    {
        Begin();
        foreach (ulong splitter in archive.Reader.Decode(StreamNames.Splitters, KmerTables.DecodeSplitters))
            groups.Splitters.Add(splitter);
        var resumed = new ResumedGroups(archive);
        resumed.RestorePairs(groups.Map);
        var stored = new ResumedDenseGroups(archive, resumed);
        var recorded = archive.Dense!;
        var read = stored.Read(run.Queue, worker);
        if (recorded.OpenGroup >= StreamNames.RawGroups + read.Length)
            throw archive.Reader.Broken($"stream {StreamNames.Dense}: open group {recorded.OpenGroup}, which there is not");
        groups.Resume(read, recorded.Rules, recorded.OpenGroup, run.Queue.RunnerFor(worker));
        finished.AddRange(stored.CopyClosedPacks());
    }

    public ContigRecord[] Store(IReadOnlyList<PlacedContig> contigs, Worker worker, List<PartContent> finished)
    {
        groups.Store(contigs.SelectMany(contig => contig.Segments), run.Queue.RunnerFor(worker), finished);
        return [.. contigs.Select(contig => contig.ToRecord())];
    }

    public void EndInput() => groups.ForgetIndexes();

    public IEnumerable<PartContent> TakeLastParts() =>
        _raw.Select(group => group.TakeLastPack()).OfType<PartContent>().Concat(groups.TakeRest());

    public OwnPart? ToRecord(uint shape) =>
        new(StreamNames.Dense, new RecordedDense(groups.Settings, groups.Rules ?? CodingRules.Usual, groups.OpenGroup).Encode(shape));

    public void Dispose()
    {
        _raw.ForEach(group => group.Dispose());
        groups.Dispose();
    }
}
