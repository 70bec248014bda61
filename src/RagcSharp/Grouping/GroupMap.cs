using System.Runtime.InteropServices;

using RagcSharp.Archive;

namespace RagcSharp.Grouping;

/// <summary>
/// Which pair of k-mers leads to which group, and which k-mers share a group. Read by all workers while a sample is cut, changed by
/// one thread between samples.
/// </summary>
internal sealed class GroupMap
{
    private readonly Dictionary<KmerPair, int> _groups = new() { [KmerPair.Open] = 0 };
    private readonly Dictionary<ulong, List<ulong>> _neighbours = [];

    public int Count => _groups.Count;

    public IEnumerable<KeyValuePair<KmerPair, int>> Entries => _groups;

    /// <summary>The entries, as an archive stores them; in any order.</summary>
    public SegmentSplitter[] ToTable() =>
        [.. _groups.Select(entry => new SegmentSplitter(entry.Key.First, entry.Key.Second, (uint)entry.Value))];

    public bool TryGet(KmerPair pair, out int group) => _groups.TryGetValue(pair, out group);

    /// <summary>The k-mers that <paramref name="kmer"/> shares a group with, ascending; empty when there are none.</summary>
    public ReadOnlySpan<ulong> Neighbours(ulong kmer) =>
        _neighbours.TryGetValue(kmer, out var list) ? CollectionsMarshal.AsSpan(list) : [];

    public void Add(KmerPair pair, int group)
    {
        _groups.Add(pair, group);
        if (!pair.IsClosed)
            return;
        AddNeighbour(pair.First, pair.Second);
        if (pair.First != pair.Second)
            AddNeighbour(pair.Second, pair.First);
    }

    private void AddNeighbour(ulong kmer, ulong neighbour)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_neighbours, kmer, out _);
        list ??= [];
        int at = list.BinarySearch(neighbour);
        if (at < 0)
            list.Insert(~at, neighbour);
    }
}
