using System.Runtime.InteropServices;

using RagcSharp.Segmentation;
using RagcSharp.Sequences;

namespace RagcSharp.Grouping;

/// <summary>
/// Fall-back minimizers: a fraction of all k-mers, each with the pairs of splitters between which it was seen where splitters were
/// picked (docs/algorithm.md §8.2). They find a group for segments that have none by their ends. Read by all workers while a
/// sample is cut, changed by one thread between samples.
/// </summary>
internal sealed class FallbackMap(int k, double fraction)
{
    private const ulong FilterSeed = 0xD73F8BF11046C40E;

    private readonly ulong _limit = fraction > 0 ? (ulong)(ulong.MaxValue * fraction) : 0;
    private readonly Dictionary<ulong, List<KmerPair>> _pairs = [];

    // Mappings of a sample, which count from the next sample on.
    private readonly List<(ulong Kmer, KmerPair Pair)> _pending = [];

    public bool IsEnabled => fraction > 0;

    /// <summary>Whether a k-mer is a minimizer.</summary>
    public bool Passes(ulong canonical) => (Murmur.Hash(canonical) ^ FilterSeed) < _limit;

    /// <summary>The pairs that a minimizer lies between, turned so that it is direct; in no order, without repetition.</summary>
    public IReadOnlyList<KmerPair> PairsOf(ulong canonical) =>
        _pairs.TryGetValue(canonical, out var pairs) ? pairs : [];

    /// <summary>Notes the minimizers of a contig that splitters were picked from.</summary>
    public void Collect(PackedContig contig, IReadOnlyList<PickedSplitter> splitters)
    {
        if (!IsEnabled || splitters.Count == 0)
            return;
        using var symbols = contig.Unpack();
        var window = new KmerWindow(k);
        var waiting = new List<Kmer>();
        ulong previous = Kmer.NoCanonical;
        int next = 0;
        for (long i = 0; i < symbols.Length; i++)
        {
            bool isFull;
            unsafe
            {
                isFull = window.Push(symbols.Start[i]);
            }

            if (isFull && window.Kmer is var kmer && kmer.Forward != kmer.Reverse && Passes(kmer.Canonical))
                waiting.Add(kmer);
            if (next < splitters.Count && splitters[next].End == i && !splitters[next].IsLast)
            {
                Take(waiting, previous, splitters[next].Kmer.Canonical);
                previous = splitters[next++].Kmer.Canonical;
                window.Empty();
            }
        }

        // The last splitter is found at the end of the contig, and takes what lies behind it too.
        if (next < splitters.Count)
            Take(waiting, previous, splitters[next].Kmer.Canonical);
    }

    /// <summary>Lets the mappings noted so far count.</summary>
    public void Publish()
    {
        foreach (var (kmer, pair) in _pending)
        {
            ref var pairs = ref CollectionsMarshal.GetValueRefOrAddDefault(_pairs, kmer, out _);
            pairs ??= [];
            if (!pairs.Contains(pair))
                pairs.Add(pair);
        }

        _pending.Clear();
    }

    private void Take(List<Kmer> waiting, ulong previous, ulong splitter)
    {
        foreach (var kmer in waiting)
            _pending.Add((kmer.Canonical, kmer.IsDirect ? new KmerPair(previous, splitter) : new KmerPair(splitter, previous)));
        waiting.Clear();
    }
}
