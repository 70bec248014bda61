using RagcSharp.Archive;
using RagcSharp.Grouping;
using RagcSharp.Segmentation;

namespace RagcSharp.Editing;

/// <summary>
/// Which groups of several archives become one: the raw ones of a number, and those that have a pair of k-mers in common. Used by one
/// thread.
/// </summary>
internal sealed class GroupMatching
{
    private readonly List<MergedGroup> _groups = [];
    private readonly Dictionary<KmerPair, MergedGroup> _byPair = [];

    /// <summary>Matches the groups of archives.</summary>
    /// <exception cref="InvalidDataException">An archive is damaged.</exception>
    public GroupMatching(IEnumerable<KeptArchive> archives)
    {
        foreach (var archive in archives)
            Add(archive);
    }

    /// <summary>The groups in order; their numbers count from 0.</summary>
    public IReadOnlyList<MergedGroup> Groups => _groups;

    /// <summary>The pairs of k-mers that lead to groups.</summary>
    public SegmentSplitter[] Pairs() =>
    [
        new(Kmer.NoCanonical, Kmer.NoCanonical, 0),
        .. _byPair.Select(entry => new SegmentSplitter(entry.Key.First, entry.Key.Second, (uint)entry.Value.Number)),
    ];

    private void Add(KeptArchive archive)
    {
        var pairs = PairsOf(archive);
        foreach (var member in archive.Groups.InOrder)
        {
            var target = member.IsRaw && _groups.Count >= StreamNames.RawGroups
                ? _groups[member.Number]
                : pairs[member.Number].Select(pair => _byPair.GetValueOrDefault(pair)).OfType<MergedGroup>().FirstOrDefault();
            if (target is null)
                _groups.Add(target = new MergedGroup(_groups.Count, member));
            else
                target.Add(member);
            // A pair that leads to a group already goes on leading there.
            foreach (var pair in pairs[member.Number])
                _ = _byPair.TryAdd(pair, target);
        }
    }

    private static ILookup<int, KmerPair> PairsOf(KeptArchive archive) => archive.Source.Reader
        .Decode(StreamNames.SegmentSplitters, KmerTables.DecodeSegmentSplitters)
        .Where(pair => archive.Groups.Find(pair.Group) is { IsRaw: false })
        .ToLookup(pair => (int)pair.Group, pair => new KmerPair(pair.First, pair.Second));
}
