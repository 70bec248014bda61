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

    public void Dispose()
    {
        Segmenter.Dispose();
        Groups.Dispose();
    }
}
