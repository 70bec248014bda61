using RagcSharp.Archive;
using RagcSharp.Segmentation;

namespace RagcSharp.Editing;

/// <summary>
/// What an archive knows groups by, for those that are kept. Adding samples needs it: contigs are cut at the splitters, and a pair of them
/// leads to a group.
/// </summary>
internal sealed class KmerSelection(SourceArchive source, KeptGroups groups)
{
    /// <summary>Pairs of k-mers that lead to groups that are kept, with the new numbers of these.</summary>
    /// <remarks>
    /// A group that was coded anew may have been found by k-mers that only samples that have gone had at the ends of segments. It has no
    /// pair any more, so nothing will be added to it, and a new group is made where the pair is met again.
    /// </remarks>
    public SegmentSplitter[] Pairs()
    {
        var pairs = new List<SegmentSplitter> { new(Kmer.NoCanonical, Kmer.NoCanonical, 0) };
        foreach (var pair in source.Reader.Decode(StreamNames.SegmentSplitters, KmerTables.DecodeSegmentSplitters))
        {
            if (groups.Find(pair.Group) is { IsRaw: false } group && IsKept(pair.First, group) && IsKept(pair.Second, group))
                pairs.Add(pair with { Group = (uint)group.NewNumber });
        }

        return [.. pairs];
    }

    /// <summary>All splitters.</summary>
    public ulong[] Splitters() => source.Reader.Decode(StreamNames.Splitters, KmerTables.DecodeSplitters);

    /// <summary>
    /// The splitters that occur in pairs. All others may be of samples that have gone; without them what is added is cut less often.
    /// </summary>
    public ulong[] SplittersOf(IEnumerable<SegmentSplitter> pairs)
    {
        var used = pairs.SelectMany(pair => (ulong[])[pair.First, pair.Second]).ToHashSet();
        return [.. Splitters().Where(used.Contains)];
    }

    private static bool IsKept(ulong kmer, KeptGroup group) =>
        kmer == Kmer.NoCanonical || group.Ends is null || group.Ends.Contains(kmer);
}
