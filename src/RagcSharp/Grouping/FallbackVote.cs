using RagcSharp.Segmentation;
using RagcSharp.Sequences;

namespace RagcSharp.Grouping;

/// <summary>
/// Finds a group for a segment by the minimizers in it (docs/algorithm.md §8.2). Not thread-safe: one a worker.
/// </summary>
internal sealed class FallbackVote(
    int k, int segmentSize, bool isAdaptive, FallbackMap minimizers, GroupMap map, IReferences references)
{
    private const int MostPairs = 10;

    /// <summary>With segments up to this size the pair with most voters wins unseen.</summary>
    private const int ShortSegmentSize = 10_000;

    /// <summary>In adaptive mode a winner must tell the segment in less than this part of its length.</summary>
    private const double LargestAdaptiveCost = 0.2;

    private readonly Dictionary<KmerPair, HashSet<ulong>> _voters = [];

    /// <summary>
    /// The group's pair for a segment that at least <paramref name="threshold"/> minimizers vote for; null when none is good enough.
    /// <paramref name="turned"/>: the segment's strands are exchanged.
    /// </summary>
    public (KmerPair Pair, bool Flipped)? Find(ref Strands segment, bool turned, int threshold)
    {
        CountVoters(segment[turned]);
        var ranked = _voters.Where(v => v.Value.Count >= threshold)
            .Select(v => (v.Value.Count, Pair: v.Key))
            .OrderByDescending(v => v.Count)
            .ThenByDescending(v => v.Pair, Comparer<KmerPair>.Create(KmerPair.Compare))
            .Take(MostPairs)
            .ToList();
        while (ranked.Count > 0 && ranked[^1].Count * 2 < ranked[0].Count)
            ranked.RemoveAt(ranked.Count - 1);

        long best = segment.Length;
        KmerPair? winner = null;
        foreach (var (_, pair) in ranked)
        {
            bool flipped = pair.First > pair.Second;
            if (!map.TryGet(KmerPair.Of(pair.First, pair.Second), out int group))
                continue;
            if (segmentSize <= ShortSegmentSize)
                return (KmerPair.Of(pair.First, pair.Second), flipped);
            using var lease = references.Rent(group);
            long estimate = lease.Reference.Estimate(segment[flipped ^ turned], best);
            if (estimate > 0 && estimate < best)
            {
                best = estimate;
                winner = pair;
            }
        }

        if (winner is not { } won || isAdaptive && best >= segment.Length * LargestAdaptiveCost)
            return null;
        return (KmerPair.Of(won.First, won.Second), won.First > won.Second);
    }

    private void CountVoters(ReadOnlySpan<byte> symbols)
    {
        _voters.Clear();
        var window = new KmerWindow(k);
        foreach (byte code in symbols)
        {
            if (!window.Push(code) || !minimizers.Passes(window.Canonical))
                continue;
            var kmer = window.Kmer;
            foreach (var pair in minimizers.PairsOf(kmer.Canonical).Where(pair => pair.IsClosed))
            {
                var turned = kmer.IsDirect ? pair : new KmerPair(pair.Second, pair.First);
                if (!_voters.TryGetValue(turned, out var voters))
                    _voters.Add(turned, voters = []);
                voters.Add(kmer.Canonical);
            }
        }
    }
}
