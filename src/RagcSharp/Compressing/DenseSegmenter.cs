using System.Collections.Concurrent;

using RagcSharp.Archive;
using RagcSharp.Dense;
using RagcSharp.Sequences;

namespace RagcSharp.Compressing;

/// <summary>Cuts contigs where their way leads from one reference to another; see <see cref="ContigRouter"/>.</summary>
internal sealed class DenseSegmenter(PipelineRun run, DenseGroups groups) : ISegmenter
{
    // Cutters that nobody uses; there are as many as threads at most.
    private readonly ConcurrentBag<DenseCutter> _cutters = [];

    public bool KeepsReference => false;

    // Of what a sample has in common with others of its step nothing would be known.
    public int MostSamplesInStep => 1;

    public ulong[] Splitters => groups.Splitters.ToSortedArray();

    public void Begin(IReadOnlyList<PackedContig> reference)
    {
    }

    public void Resume(ResumedArchive archive, Worker worker)
    {
    }

    public void Cut(ContigJob contig, Worker worker)
    {
        using var visit = run.Stages.Enter(PipelineStage.Cut);
        var cutter = _cutters.TryTake(out var idle) ? idle : groups.NewCutter();
        cutter.Cut(contig.Symbols, contig.AddSegments());
        _cutters.Add(cutter);
        run.Progress.AddBases(contig.Symbols.Length);
    }

    public void EndStep(PendingStep step, int firstSample, Worker worker)
    {
    }

    public void Publish()
    {
    }

    public void EndInput()
    {
    }

    public RecordedModes ToRecord() => new(IsAdaptive: false, run.Modes.IsConcatenated, FallbackFraction: 0, []);

    public void Dispose()
    {
        while (_cutters.TryTake(out var cutter))
            cutter.Dispose();
    }
}
