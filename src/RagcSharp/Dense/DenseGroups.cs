using System.Collections.Concurrent;

using RagcSharp.Archive;
using RagcSharp.Grouping;
using RagcSharp.Packs;
using RagcSharp.Segmentation;

namespace RagcSharp.Dense;

/// <summary>
/// The groups of a dense archive while that is written, and the index by which contigs find them. While a sample is cut, everything stands
/// still, and any number of threads reads; then one thread at a time stores it.
/// </summary>
/// <param name="settings">What the archive is made with.</param>
/// <param name="indexMemory">Bytes that the indexes of references may take. They are made again where they take more.</param>
/// <param name="streams">The streams of the archive.</param>
internal sealed class DenseGroups(
    DenseSettings settings, long indexMemory, StreamPlan streams) : IDisposable
{
    private const int FirstGroup = StreamNames.RawGroups;

    // Groups whose k-mers are collected at a time: what waits to be put into the index takes memory.
    private const int GroupsAtOnce = 256;

    private readonly List<DenseGroup> _groups = [];
    private readonly KmerIndex _index = new();
    private readonly ConcurrentBag<GroupCoding> _idle = [];

    // The group that short new segments go to, if there is one, and what its reference may have grown to with those that are on their way.
    private DenseGroup? _open;
    private long _openLength;
    private long _bases;
    private long _indexBytes;

    /// <summary>What the archive is made with.</summary>
    public DenseSettings Settings => settings;

    /// <summary>When matches are taken; null until the first sample tells.</summary>
    public CodingRules? Rules { get; private set; }

    /// <summary>The number of the group that short new segments go to; 0 if there is none.</summary>
    public int OpenGroup => _open?.Number ?? 0;

    /// <summary>The groups, from the first one behind the raw ones on.</summary>
    public IReadOnlyList<DenseGroup> Groups => _groups;

    /// <summary>The pairs of k-mers by which other AGCs find groups.</summary>
    public GroupMap Map { get; } = new();

    /// <summary>The k-mers of these pairs.</summary>
    public SplitterSet Splitters { get; } = new();

    /// <summary>A cutter, for a thread of its own.</summary>
    public DenseCutter NewCutter()
    {
        GrowingReference ReferenceOf(int group) => _groups[group - FirstGroup].Reference;
        var router = new ContigRouter(_index, ReferenceOf);
        return new DenseCutter(new ContigDivider(router, ReferenceOf, settings.GroupSize), settings);
    }

    /// <summary>Goes on with the groups of an archive.</summary>
    /// <param name="groups">The groups in order.</param>
    /// <param name="rules">When matches are taken.</param>
    /// <param name="openGroup">The number of the group that short new segments go to; 0 if there is none.</param>
    /// <param name="run">Runs pieces of work on several threads.</param>
    public void Resume(IReadOnlyList<DenseGroup> groups, CodingRules? rules, int openGroup, ParallelRunner run)
    {
        foreach (var group in groups)
            streams.AddGroup();
        _groups.AddRange(groups);
        Rules = rules;
        _open = openGroup == 0 ? null : _groups[openGroup - FirstGroup];
        Publish(_groups, run);
    }

    /// <summary>
    /// Codes all segments of a sample and gives them their ids. Adds the parts that are now complete to <paramref name="finished"/>.
    /// </summary>
    /// <param name="segments">The segments, in the order of the input.</param>
    /// <param name="run">Runs pieces of work on several threads.</param>
    /// <param name="finished">Takes the parts.</param>
    public void Store(IEnumerable<PlacedSegment> segments, ParallelRunner run, List<PartContent> finished)
    {
        var work = Deal(segments);
        Rules ??= Rehearsal.Choose([.. work.Select(group => group.Segments)], settings, run);
        var parts = new List<PartContent>[work.Count];
        run(work.Count, i => parts[i] = Code(work[i].Group, work[i].Segments));
        finished.AddRange(parts.SelectMany(part => part));
        foreach (var (group, _) in work)
            Announce(group);
        Publish([.. work.Select(group => group.Group)], run);
    }

    /// <summary>At the end of an archive: what has not been written yet, in its order. Nothing can be added any more.</summary>
    public IEnumerable<PartContent> TakeRest()
    {
        using var coding = Rent();
        foreach (var group in _groups)
        {
            foreach (var part in group.TakeRest(coding.Zstd))
                yield return part;
        }
    }

    /// <summary>Frees what is only needed to add samples.</summary>
    public void ForgetIndexes()
    {
        _index.Dispose();
        foreach (var group in _groups)
            group.Reference.DropIndex();
    }

    public void Dispose()
    {
        foreach (var group in _groups)
            group.Dispose();
        foreach (var coding in _idle)
            coding.Dispose();
        _index.Dispose();
    }

    // The segments of each group, those of which there are some, in the order of their numbers; opens the groups that are new.
    private List<(DenseGroup Group, List<PlacedSegment> Segments)> Deal(IEnumerable<PlacedSegment> segments)
    {
        var dealt = new SortedDictionary<int, List<PlacedSegment>>();
        _openLength = _open?.Reference.Length ?? 0;
        foreach (var segment in segments)
        {
            if (segment.Group < 0)
                segment.Group = segment.Length >= settings.LeastToOpen ? Open().Number : OpenFor(segment.Length).Number;
            if (!dealt.TryGetValue(segment.Group, out var group))
                dealt.Add(segment.Group, group = []);
            group.Add(segment);
        }

        return [.. dealt.Select(entry => (_groups[entry.Key - FirstGroup], entry.Value))];
    }

    // Short segments add nothing to a reference.
    private DenseGroup OpenFor(int length)
    {
        int novelty = length >= CodingRules.ShortestNovelty ? length : 0;
        if (_open is null || _openLength + novelty > settings.GroupSize)
            (_open, _openLength) = (Open(), 0);
        _openLength += novelty;
        return _open;
    }

    private DenseGroup Open()
    {
        streams.AddGroup();
        var group = new DenseGroup(FirstGroup + _groups.Count);
        _groups.Add(group);
        return group;
    }

    private List<PartContent> Code(DenseGroup group, List<PlacedSegment> segments)
    {
        var finished = new List<PartContent>();
        var coding = Rent();
        long before = group.Reference.IndexBytes;
        foreach (var segment in segments)
            group.Add(segment, coding, Rules!, finished);
        if (Interlocked.Add(ref _indexBytes, group.Reference.IndexBytes - before) > indexMemory)
        {
            Interlocked.Add(ref _indexBytes, -group.Reference.IndexBytes);
            group.Reference.DropIndex();
        }

        coding.Trim();
        _idle.Add(coding);
        return finished;
    }

    // Of two groups with the same pair the first one has it.
    private void Announce(DenseGroup group)
    {
        var chain = group.TakeChain();
        foreach (ulong kmer in chain)
            Splitters.Add(kmer);
        for (int i = 1; i < chain.Count; i++)
        {
            var pair = new KmerPair(chain[i - 1], chain[i]);
            if (!Map.TryGet(pair, out _))
                Map.Add(pair, group.Number);
        }
    }

    // Lets the next sample find what references have grown by.
    private void Publish(List<DenseGroup> groups, ParallelRunner run)
    {
        foreach (var group in groups)
            _bases += group.UnpublishedBases;
        _index.SampleFor(_bases);
        for (int first = 0; first < groups.Count; first += GroupsAtOnce)
        {
            var kmers = new List<(ulong Hash, uint Place)>[Math.Min(GroupsAtOnce, groups.Count - first)];
            int start = first;
            run(kmers.Length, i => kmers[i] = groups[start + i].TakeKmers(_index.NotSampled));
            for (int i = 0; i < kmers.Length; i++)
            {
                foreach (var (hash, place) in kmers[i])
                    _index.Add(hash, groups[start + i].Number, place);
            }
        }
    }

    private GroupCoding Rent() => _idle.TryTake(out var idle) ? idle : new GroupCoding(settings);
}
