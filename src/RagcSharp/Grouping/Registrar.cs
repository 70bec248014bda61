using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Segmentation;
using RagcSharp.Zstd;

namespace RagcSharp.Grouping;

/// <summary>
/// Registers a sample once all its contigs are cut: makes groups for new pairs, hands out ids, fills packs (docs/algorithm.md §7).
/// All of it in an order that depends on the input only. Used by one thread at a time, while nobody cuts.
/// </summary>
/// <param name="packSize">Items a pack.</param>
/// <param name="map">Learns the pairs of new groups.</param>
/// <param name="streams">Gets the streams of new groups.</param>
internal sealed class Registrar(int packSize, GroupMap map, StreamPlan streams) : IDisposable
{
    private readonly List<Group> _groups = [];
    private readonly ZstdContext _zstd = new();

    /// <summary>Begins an archive: makes the raw groups.</summary>
    public void Begin()
    {
        for (int group = 0; group < StreamNames.RawGroups; group++)
        {
            streams.AddGroup();
            _groups.Add(new Group(StreamPlan.DeltaOf(group), packSize, _zstd));
        }
    }

    /// <summary>Takes up the groups of an archive that is added to, and what else of it goes on unchanged.</summary>
    /// <param name="groups">Its groups in order; the raw ones have no reference.</param>
    /// <param name="finished">Takes the parts that are copied, in the order of the archive.</param>
    public void Resume(IReadOnlyList<StoredGroup> groups, List<PartContent> finished)
    {
        foreach (var stored in groups)
        {
            int group = _groups.Count, stream = StreamPlan.DeltaOf(group);
            streams.AddGroup();
            if (stored.Reference is not null)
                finished.Add(stored.CopyReference(StreamPlan.ReferenceOf(group)));
            for (int part = 0; part < stored.FullPacks; part++)
                finished.Add(stored.CopyPack(stream, part));
            _groups.Add(new Group(stream, packSize, stored.Reference, stored.FullPacks, stored.OpenPack, _zstd));
            stored.OpenPack?.Dispose();
        }
    }

    public IReadOnlyList<Group> Groups => _groups;

    /// <summary>
    /// Gives every segment its id. Adds the parts that are now complete to <paramref name="finished"/>, in the order of the archive, and
    /// returns what the collection records of each contig.
    /// </summary>
    /// <param name="contigs">The contigs of a sample, in the order of the input.</param>
    /// <param name="references">Where references are found, those of the groups made here too.</param>
    /// <param name="run">Runs the coding of segments against new references.</param>
    /// <param name="finished">Takes the parts.</param>
    public ContigRecord[] Register(
        IReadOnlyList<PlacedContig> contigs, IReferences references, ParallelRunner run, List<PartContent> finished)
    {
        var segments = InOrder(contigs);
        var fresh = MakeGroups(segments, out var followers, out var parts);
        Encode(followers, references, run);
        DealRawSegments(segments);
        Store(segments, parts, finished);
        foreach (var (pair, group) in fresh)
            map.Add(pair, group);
        return [.. contigs.Select(contig => contig.ToRecord())];
    }

    /// <summary>Frees all references, at the end of an archive.</summary>
    public void ForgetReferences() => _groups.ForEach(group => group.ForgetReference());

    /// <summary>The packs that are not full, at the end of an archive, in its order.</summary>
    public IEnumerable<PartContent> TakeLastPacks() => _groups.Select(group => group.TakeLastPack()).OfType<PartContent>();

    public void Dispose()
    {
        foreach (var group in _groups)
            group.Dispose();
        _zstd.Dispose();
    }

    // By contig name as bytes, then by the order of the input; a contig's segments stay in order.
    private static List<PlacedSegment> InOrder(IReadOnlyList<PlacedContig> contigs)
    {
        var order = Enumerable.Range(0, contigs.Count).ToArray();
        Array.Sort(order, (a, b) =>
        {
            int names = contigs[a].Name.AsSpan().SequenceCompareTo(contigs[b].Name);
            return names != 0 ? names : a.CompareTo(b);
        });
        return [.. order.SelectMany(i => contigs[i].Segments)];
    }

    // The first segment of each new pair becomes the reference of a new group; the others follow it there.
    private Dictionary<KmerPair, int> MakeGroups(
        List<PlacedSegment> segments, out List<PlacedSegment> followers, out Dictionary<int, PartContent> references)
    {
        var fresh = new Dictionary<KmerPair, int>();
        followers = [];
        references = [];
        foreach (var segment in segments.Where(s => s.Group < 0))
        {
            if (fresh.TryGetValue(segment.Pair, out int group))
            {
                followers.Add(segment);
            }
            else
            {
                group = _groups.Count;
                fresh.Add(segment.Pair, group);
                streams.AddGroup();
                references.Add(group, new ReferenceContent(StreamPlan.ReferenceOf(group), segment.Symbols!));
                _groups.Add(new Group(StreamPlan.DeltaOf(group), packSize, segment.Symbols!));
                segment.IsReference = true;
                segment.Symbols = null;
            }

            segment.Group = group;
        }

        return fresh;
    }

    private static void Encode(List<PlacedSegment> followers, IReferences references, ParallelRunner run) =>
        run(followers.Count, i =>
        {
            using NativeBuffer symbols = new(), delta = new();
            using var zstd = new ZstdContext();
            followers[i].Symbols!.UnpackTo(symbols);
            followers[i].Symbols!.Dispose();
            followers[i].Symbols = null;
            using var lease = references.Rent(followers[i].Group);
            lease.Reference.Encode(symbols.AsSpan(), delta);
            followers[i].Item = delta.Length == 0 ? null : PackItem.Of(delta.AsSpan(), zstd);
        });

    // Of n segments without splitters the last ⌈n/16⌉ stay in group 0; those before them go to groups 1, 2, …, 15, 1, 2, …
    private static void DealRawSegments(List<PlacedSegment> segments)
    {
        var raw = segments.Where(s => s.Group == 0).ToArray();
        int dealt = raw.Length - (raw.Length + StreamNames.RawGroups - 1) / StreamNames.RawGroups;
        for (int i = 0; i < dealt; i++)
            raw[i].Group = 1 + i % (StreamNames.RawGroups - 1);
    }

    private void Store(
        List<PlacedSegment> segments, Dictionary<int, PartContent> references, List<PartContent> finished)
    {
        foreach (var group in segments.GroupBy(s => s.Group).OrderBy(g => g.Key))
        {
            if (references.TryGetValue(group.Key, out var reference))
                finished.Add(reference);
            foreach (var segment in group)
            {
                segment.IdInGroup = segment.IsReference ? 0 : _groups[group.Key].Add(segment.Item, finished);
                segment.Item = null;
            }
        }
    }
}
