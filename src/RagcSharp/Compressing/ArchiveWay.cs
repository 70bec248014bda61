using RagcSharp.Dense;

namespace RagcSharp.Compressing;

/// <summary>A way to make archives: how contigs are cut, and how their segments are coded.</summary>
/// <param name="Segmenter">Cuts contigs.</param>
/// <param name="Groups">Codes segments.</param>
internal sealed record ArchiveWay(ISegmenter Segmenter, IGroupCoder Groups) : IDisposable
{
    /// <summary>The way of C++ AGC: contigs are cut at splitters, segments compared with a reference that stays as it is.</summary>
    public static ArchiveWay BySplitters(PipelineRun run)
    {
        var groups = new SplitterGroups(run);
        return new ArchiveWay(new SplitterSegmenter(run, groups), groups);
    }

    /// <summary>The dense way: contigs are cut where they leave a reference, and references grow.</summary>
    public static ArchiveWay Dense(PipelineRun run, DenseSettings settings)
    {
        var groups = new DenseGroups(settings, run.Memory.MostReferences, run.Streams);
        return new ArchiveWay(new DenseSegmenter(run, groups), new DenseGroupCoder(run, groups));
    }

    public void Dispose()
    {
        Segmenter.Dispose();
        Groups.Dispose();
    }
}
