using RagcSharp.Archive;
using RagcSharp.Grouping;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;
using RagcSharp.Threads;

namespace RagcSharp.Compressing;

/// <summary>
/// What the threads that build an archive share: the splitters and groups so far, which stand still while a sample is cut, and
/// the queue.
/// </summary>
internal sealed class CompressionState : IDisposable
{
    private readonly long _splitterMemory;

    public CompressionState(
        Parameters parameters,
        Modes modes,
        WorkQueue queue,
        FirstError error,
        MemoryPlan memory,
        StageClock stages,
        ProgressCounter progress)
    {
        Parameters = parameters;
        _splitterMemory = memory.Splitters;
        Modes = modes;
        Minimizers = new FallbackMap(parameters.KmerLength, modes.FallbackFraction);
        Queue = queue;
        Error = error;
        Stages = stages;
        Progress = progress;
        Cutter = new ContigCutter(parameters.KmerLength, Splitters);
        Registrar = new Registrar(parameters, Groups);
        References = new ReferenceCache(
            group => Registrar.Groups[group].Reference!, parameters.MinMatchLength, memory.References, memory.MostReferences);
    }

    public Parameters Parameters { get; }

    public Modes Modes { get; }

    public WorkQueue Queue { get; }

    public FirstError Error { get; }

    public StageClock Stages { get; }

    public ProgressCounter Progress { get; }

    public SplitterSet Splitters { get; } = new();

    public ContigCutter Cutter { get; }

    public GroupMap Groups { get; } = new();

    public FallbackMap Minimizers { get; }

    public Registrar Registrar { get; }

    public ReferenceCache References { get; }

    /// <summary>The contigs of the reference, packed; kept in adaptive mode only.</summary>
    public IReadOnlyList<PackedContig> Reference { get; set; } = [];

    /// <summary>The contigs that got splitters of their own, in the order of the archive; in adaptive mode only.</summary>
    public List<ContigPlace> WithOwnSplitters { get; } = [];

    /// <summary>A sketch of the reference, from the first contig on that needs splitters of its own; in adaptive mode only.</summary>
    public KmerSketch? ReferenceSketch { get; set; }

    /// <summary>Bases of the reference; set by the reader thread where there is one.</summary>
    public long ReferenceBases { get; set; }

    /// <summary>The first input whose contigs look like genomes; set by the reader thread.</summary>
    public string? AlikeContigsOf { get; set; }

    /// <summary>A placer, for a worker of its own.</summary>
    public SegmentPlacer NewPlacer()
    {
        var vote = Minimizers.IsEnabled
            ? new FallbackVote(
                Parameters.KmerLength, Parameters.SegmentSize, Modes.IsAdaptive, Minimizers, Groups, References)
            : null;
        return new SegmentPlacer(Parameters.KmerLength, Groups, References, vote, mayCutInTwo: !Modes.IsConcatenated);
    }

    public SplitterFinder NewSplitterFinder(Worker? helper) =>
        new(Parameters.KmerLength, Parameters.SegmentSize, Queue.RunnerFor(helper), _splitterMemory);

    /// <summary>Takes in splitters that were picked from a contig, and the minimizers between them.</summary>
    public void AddSplitters(PackedContig contig, IReadOnlyList<PickedSplitter> picked)
    {
        foreach (var splitter in picked)
            Splitters.Add(splitter.Kmer.Canonical);
        Minimizers.Collect(contig, picked);
    }

    /// <summary>What later appends need to know of it.</summary>
    public RecordedModes ToRecord() => new(Modes.IsAdaptive, Modes.IsConcatenated, Modes.FallbackFraction, WithOwnSplitters);

    /// <summary>Frees the reference, when no contig will be compared with it any more.</summary>
    public void ForgetReference()
    {
        foreach (var contig in Reference)
            contig.Dispose();
        Reference = [];
        ReferenceSketch?.Dispose();
        ReferenceSketch = null;
    }

    public void Dispose()
    {
        ForgetReference();
        References.Dispose();
        Registrar.Dispose();
    }
}
