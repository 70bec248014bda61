using RagcSharp.Memory;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;

namespace RagcSharp.Grouping;

/// <summary>
/// Chooses the group of a segment from the splitters at its ends (docs/algorithm.md §5). Depends on nothing that changes
/// while a sample is cut, so that the outcome is the same whichever thread asks first. Not thread-safe itself: one a worker.
/// </summary>
internal sealed class SegmentPlacer(int k, GroupMap map, IReferences references, FallbackVote? vote, bool mayCutInTwo) : IDisposable
{
    /// <summary>Minimizers that must vote for the group of a segment without splitters, with one, and with two that share no group.</summary>
    private const int VotersWithoutSplitter = 1, VotersWithOne = 5, VotersWithTwo = 2;

    /// <summary>A one-sided segment joins a group only if its delta is estimated to be this much shorter than itself.</summary>
    private const int LeastGain = 16;

    private readonly NativeBuffer _flipped = new();
    private readonly NativeBuffer _leftCosts = new();
    private readonly NativeBuffer _rightCosts = new();
    private readonly List<Candidate> _candidates = [];

    /// <summary>The reverse complement of the last segment placed, where it was needed; overwritten by the next call.</summary>
    public Strands StrandsOf(ReadOnlySpan<byte> segment) => new(segment, _flipped);

    /// <summary>Adds one placement, or two when the segment is to be cut at a middle splitter.</summary>
    public void Place(ref Strands segment, Kmer front, Kmer back, List<Placement> placements)
    {
        var (pair, flipped) = Pair(ref segment, front, back);
        if (!map.TryGet(pair, out int group))
        {
            if (mayCutInTwo && TryMiddle(ref segment, pair, front, back, placements))
                return;
            if (vote?.Find(ref segment, turned: false, VotersWithTwo) is { } found)
                (pair, flipped) = found;
            if (!map.TryGet(pair, out group))
                group = -1;
        }

        placements.Add(new Placement(pair, group, flipped, 0, segment.Length));
    }

    public void Dispose()
    {
        _flipped.Dispose();
        _leftCosts.Dispose();
        _rightCosts.Dispose();
    }

    private (KmerPair Pair, bool Flipped) Pair(ref Strands segment, Kmer front, Kmer back)
    {
        if (front.Exists && back.Exists)
            return (KmerPair.Of(front.Canonical, back.Canonical), front.Canonical >= back.Canonical);
        if (front.Exists)
            return OneSidedOrVoted(ref segment, front, turned: false);
        if (back.Exists)
        {
            var (pair, flag) = OneSidedOrVoted(ref segment, back.Swapped, turned: true);
            return (pair, !flag);
        }

        return vote?.Find(ref segment, turned: false, VotersWithoutSplitter) ?? (KmerPair.Open, false);
    }

    private (KmerPair Pair, bool Flag) OneSidedOrVoted(ref Strands segment, Kmer kmer, bool turned)
    {
        var (pair, flag) = OneSided(ref segment, kmer, turned);
        return pair.IsClosed ? (pair, flag) : vote?.Find(ref segment, turned, VotersWithOne) ?? (pair, flag);
    }

    /// <summary>
    /// Among the groups that have the only k-mer of a segment, the one whose reference tells the segment in the fewest bytes; the open
    /// pair when none of them saves anything. <paramref name="turned"/>: the segment is seen from its other end, its strands are
    /// exchanged.
    /// </summary>
    private (KmerPair Pair, bool Flag) OneSided(ref Strands segment, Kmer kmer, bool turned)
    {
        var open = (KmerPair.OneSided(kmer), !kmer.IsDirect);
        ulong x = kmer.Canonical;
        var neighbours = map.Neighbours(x);
        if (neighbours.IsEmpty)
            return open;

        // The references closest in length come first: the sooner a good estimate bounds the others, the sooner these stop.
        _candidates.Clear();
        foreach (ulong y in neighbours)
        {
            var pair = KmerPair.Of(x, y);
            _ = map.TryGet(pair, out int group);
            _candidates.Add(new Candidate(pair, group, y < x, references.LengthOf(group) + 1, _candidates.Count));
        }

        int length = segment.Length;
        _candidates.Sort((a, b) => Candidate.Compare(a, b, length));
        long best = length >= LeastGain ? length - LeastGain : length;
        Candidate? winner = null;
        foreach (var candidate in _candidates)
        {
            using var lease = references.Rent(candidate.Group);
            long estimate = lease.Reference.Estimate(segment[candidate.Flag ^ turned], best);
            if (estimate < best || estimate == best && (winner is null || Candidate.ComparePairs(candidate, winner.Value) < 0))
                winner = candidate;
            best = Math.Min(best, estimate);
        }

        return winner is null ? open : (winner.Value.Pair, winner.Value.Flag);
    }

    /// <summary>
    /// When no group has the pair, but both k-mers share groups with a third one: puts the segment into one of those two groups, or
    /// cuts it into one part for each, whatever costs least.
    /// </summary>
    private bool TryMiddle(ref Strands segment, KmerPair pair, Kmer front, Kmer back, List<Placement> placements)
    {
        if (!pair.IsClosed || front.Canonical == back.Canonical)
            return false;
        bool turned = front.Canonical > back.Canonical;
        ulong k1 = turned ? back.Canonical : front.Canonical, k2 = turned ? front.Canonical : back.Canonical;
        if (!TrySharedNeighbour(k1, k2, out ulong middle))
            return false;

        int cut = CheapestCut(ref segment, k1, middle, k2, turned);
        int length = segment.Length;
        if (cut == 0)
        {
            Add(middle, k2, middle < k2 == turned, 0, length);
        }
        else if (cut == length)
        {
            Add(k1, middle, k1 < middle == turned, 0, length);
        }
        else
        {
            // The two parts overlap by k symbols, as neighbours do, around the cut.
            int second = (turned ? length - cut : cut) - k / 2;
            Add(front.Canonical, middle, front.Canonical >= middle, 0, second + k);
            Add(middle, back.Canonical, middle >= back.Canonical, second, length - second);
        }

        return true;

        void Add(ulong a, ulong b, bool flipped, int start, int count)
        {
            var joined = KmerPair.Of(a, b);
            _ = map.TryGet(joined, out int group);
            placements.Add(new Placement(joined, group, flipped, start, count));
        }
    }

    private bool TrySharedNeighbour(ulong k1, ulong k2, out ulong shared)
    {
        ReadOnlySpan<ulong> a = map.Neighbours(k1), b = map.Neighbours(k2);
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j])
            {
                shared = a[i];
                return true;
            }

            if (a[i] < b[j])
                i++;
            else
                j++;
        }

        shared = 0;
        return false;
    }

    /// <summary>
    /// Where to cut: the first place at which coding all before it against the group (k1, middle) and the rest against (middle, k2) costs
    /// least. 0 or the segment's length when that leaves no room for a k-mer on either side.
    /// </summary>
    private int CheapestCut(ref Strands segment, ulong k1, ulong middle, ulong k2, bool turned)
    {
        bool leftAsIs = k1 < middle, rightAsIs = middle < k2;
        Costs(segment[turned ^ !leftAsIs], KmerPair.Of(k1, middle), leftAsIs, _leftCosts);
        Costs(segment[turned ^ !rightAsIs], KmerPair.Of(middle, k2), !rightAsIs, _rightCosts);
        ReadOnlySpan<byte> left = _leftCosts.AsSpan(), right = _rightCosts.AsSpan();
        if (!leftAsIs)
            _leftCosts.AsSpan().Reverse();
        if (!rightAsIs)
            _rightCosts.AsSpan().Reverse();

        long sum = 0;
        foreach (byte cost in right)
            sum += cost;
        long least = long.MaxValue;
        int cut = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i];
            if (sum < least)
            {
                least = sum;
                cut = i;
            }

            sum -= right[i];
        }

        if (cut < k + 1)
            cut = 0;
        return cut + k + 1 > left.Length ? left.Length : cut;
    }

    private void Costs(ReadOnlySpan<byte> symbols, KmerPair pair, bool atFirst, NativeBuffer costs)
    {
        _ = map.TryGet(pair, out int group);
        using var lease = references.Rent(group);
        lease.Reference.Costs(symbols, atFirst, costs);
    }

    private readonly record struct Candidate(KmerPair Pair, int Group, bool Flag, long Size, int Order)
    {
        public static int Compare(Candidate a, Candidate b, int length)
        {
            int order = Math.Abs(length - a.Size).CompareTo(Math.Abs(length - b.Size));
            if (order == 0)
                order = a.Size.CompareTo(b.Size);
            return order != 0 ? order : a.Order.CompareTo(b.Order);
        }

        public static int ComparePairs(Candidate a, Candidate b)
        {
            int order = KmerPair.Compare(a.Pair, b.Pair);
            return order != 0 ? order : a.Flag.CompareTo(b.Flag);
        }
    }
}
