using RagcSharp.Archive;
using RagcSharp.Grouping;
using RagcSharp.Segmentation;

namespace RagcSharp.Pipeline;

/// <summary>
/// What the threads that build an archive share: the splitters and groups so far, which stand still while a sample is cut, and
/// the queue.
/// </summary>
internal sealed class CompressionState : IDisposable
{
    public CompressionState(
        Parameters parameters, WorkQueue queue, FirstError error, long referenceBudget, Action<PipelineStage>? watch)
    {
        Parameters = parameters;
        Queue = queue;
        Error = error;
        Watch = watch;
        Cutter = new ContigCutter(parameters.KmerLength, Splitters);
        Registrar = new Registrar(parameters, Groups);
        References = new ReferenceCache(
            group => Registrar.Groups[group].Reference!, parameters.MinMatchLength, referenceBudget);
    }

    public Parameters Parameters { get; }

    public WorkQueue Queue { get; }

    public FirstError Error { get; }

    public Action<PipelineStage>? Watch { get; }

    public SplitterSet Splitters { get; } = new();

    public ContigCutter Cutter { get; }

    public GroupMap Groups { get; } = new();

    public Registrar Registrar { get; }

    public ReferenceCache References { get; }

    public SegmentPlacer NewPlacer() => new(Parameters.KmerLength, Groups, References);

    public void Dispose()
    {
        References.Dispose();
        Registrar.Dispose();
    }
}
