using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Grouping;
using RagcSharp.Packs;

namespace RagcSharp.Compressing;

/// <summary>The groups of pairs of splitters: segments are compared with the first one of their pair.</summary>
internal sealed class SplitterGroups : IGroupCoder
{
    private readonly PipelineRun _run;
    private readonly Registrar _registrar;

    public SplitterGroups(PipelineRun run)
    {
        _run = run;
        _registrar = new Registrar(run.Parameters.BatchSize, Map, run.Streams);
        References = new ReferenceCache(
            group => _registrar.Groups[group].Reference!,
            run.Parameters.MinMatchLength,
            run.Memory.References,
            run.Memory.MostReferences);
    }

    /// <summary>Which pair leads to which group. Stands still while contigs are cut.</summary>
    public GroupMap Map { get; } = new();

    /// <summary>The references of the groups.</summary>
    public ReferenceCache References { get; }

    public int Count => _registrar.Groups.Count;

    public SegmentSplitter[] Pairs => Map.ToTable();

    public void Begin() => _registrar.Begin();

    public void Resume(ResumedArchive archive, Worker worker, List<PartContent> finished)
    {
        var groups = new ResumedGroups(archive);
        groups.RestorePairs(Map);
        _registrar.Resume([.. groups.Read(_run.Queue, worker, (_, group) => group).Select(group => group.Stored)], finished);
    }

    public ContigRecord[] Store(IReadOnlyList<PlacedContig> contigs, Worker worker, List<PartContent> finished)
    {
        var records = _registrar.Register(contigs, References, _run.Queue.RunnerFor(worker), finished);
        References.BeginSample();
        return records;
    }

    public OwnPart? ToRecord(uint shape) => null;

    public void EndInput()
    {
        References.Clear();
        _registrar.ForgetReferences();
    }

    public IEnumerable<PartContent> TakeLastParts() => _registrar.TakeLastPacks();

    public void Dispose()
    {
        References.Dispose();
        _registrar.Dispose();
    }
}
