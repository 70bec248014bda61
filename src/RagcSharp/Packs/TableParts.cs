using RagcSharp.Archive;

namespace RagcSharp.Packs;

/// <summary>The small streams that every archive of version 3 ends with: a part each (docs/format.md §1.2).</summary>
internal static class TableParts
{
    /// <summary>The parts, in the order of an archive.</summary>
    /// <param name="parameters">What the archive is made with.</param>
    /// <param name="splitters">The splitters, ascending.</param>
    /// <param name="pairs">Pairs of k-mers and their groups, in any order; sorted here.</param>
    /// <param name="addStream">Adds a stream and returns its id.</param>
    public static IEnumerable<PartContent> Of(
        Parameters parameters, ulong[] splitters, SegmentSplitter[] pairs, Func<string, int> addStream)
    {
        Array.Sort(pairs, SegmentSplitter.ComparePairs);
        var info = FileTypeInfo.Ours();
        yield return new PlainContent(addStream(StreamNames.Params), parameters.Encode(), 0);
        yield return new PlainContent(addStream(StreamNames.Splitters), KmerTables.EncodeSplitters(splitters), (ulong)splitters.Length);
        yield return new PlainContent(
            addStream(StreamNames.SegmentSplitters), KmerTables.EncodeSegmentSplitters(pairs), (ulong)pairs.Length);
        yield return new PlainContent(addStream(StreamNames.FileTypeInfo), info.Encode(), (ulong)info.Pairs.Count);
    }
}
