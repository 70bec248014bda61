using System.Runtime.InteropServices;

using RagcSharp.Memory;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;

namespace RagcSharp.Dense;

/// <summary>
/// Finds which references a contig goes along: the best way through the k-mers that it has in common with them, on which every change of
/// the strand or of the reference costs as much as many k-mers. Reads what stands still while a sample is cut. Used by one thread.
/// </summary>
/// <param name="index">Where k-mers occur.</param>
/// <param name="references">The reference of a group.</param>
internal sealed unsafe class ContigRouter(KmerIndex index, Func<int, GrowingReference> references)
{
    // K-mers that are looked up together: one cache miss after the other took half of all the time.
    private const int MostTogether = 32;
    private const int MostBasesTogether = 256;

    private const int Hit = 2, Miss = 1, Change = 40;

    // Behind a mismatch a diagonal is followed on as long as so many bases are equal.
    private const int LeastBehindMismatch = 20;

    private readonly List<Anchor> _anchors = [];
    private readonly List<State> _states = [];
    private readonly Sampled[] _sampled = new Sampled[MostTogether];

    /// <summary>The anchors on the way of a contig, in order; none if no reference has any of it. Good until the next call.</summary>
    public IReadOnlyList<Anchor> Route(NativeBuffer contig)
    {
        _anchors.Clear();
        _states.Clear();
        var window = new KmerWindow(KmerIndex.KmerLength);
        for (long at = 0; at < contig.Length;)
        {
            int count = Sample(contig, ref window, ref at);
            for (int i = 0; i < count; i++)
            {
                if (!Look(_sampled[i]) || Follow(contig, _sampled[i]) is not { } next)
                    continue;
                at = next;
                window.Empty();
                break;
            }
        }

        return Best();
    }

    private int Sample(NativeBuffer contig, ref KmerWindow window, ref long at)
    {
        byte* symbols = contig.Start;
        ulong notSampled = index.NotSampled;
        long end = Math.Min(contig.Length, at + MostBasesTogether);
        int count = 0;
        for (; at < end && count < MostTogether; at++)
        {
            if (!window.Push(symbols[at]))
                continue;
            ulong hash = Murmur.Hash(window.Canonical);
            if ((hash & notSampled) != 0)
                continue;
            index.Prefetch(hash);
            _sampled[count++] = new Sampled(hash, at + 1 - KmerIndex.KmerLength, !window.Kmer.IsDirect);
        }

        return count;
    }

    // Lets all states take a k-mer; false if no reference has it.
    private bool Look(Sampled kmer)
    {
        Span<Occurrence> found = stackalloc Occurrence[KmerIndex.MostGroups];
        found = found[..index.Find(kmer.Hash, found)];
        if (found.IsEmpty)
            return false;
        bool isFirst = _states.Count == 0;
        var best = isFirst ? new State { Last = -1, Score = Change } : BestState();
        foreach (ref var state in CollectionsMarshal.AsSpan(_states))
            state.Score -= Miss;
        foreach (var occurrence in found)
            Take(kmer, occurrence, best);
        Drop();
        return true;
    }

    private State BestState()
    {
        var best = _states[0];
        foreach (var state in _states)
        {
            if (state.Score > best.Score)
                best = state;
        }

        return best;
    }

    // The state goes on, or is reached from the best one.
    private void Take(Sampled kmer, Occurrence occurrence, State best)
    {
        bool isFlipped = occurrence.IsFlipped != kmer.IsFlipped;
        int changed = best.Score - Change, previous = best.Last;
        var states = CollectionsMarshal.AsSpan(_states);
        int place = 0;
        while (place < states.Length && (states[place].Group != occurrence.Group || states[place].IsFlipped != isFlipped))
            place++;
        int score = changed;
        if (place < states.Length && states[place].Score + Hit >= changed)
        {
            score = states[place].Score + Hit;
            previous = states[place].Last;
        }

        _anchors.Add(new Anchor(occurrence.Group, isFlipped, kmer.Start, occurrence.Place, previous, IsFound: true));
        var reached = new State { Group = occurrence.Group, IsFlipped = isFlipped, Score = score, Last = _anchors.Count - 1 };
        if (place < states.Length)
            states[place] = reached;
        else
            _states.Add(reached);
    }

    // States that can never be the best again.
    private void Drop()
    {
        int least = BestState().Score - Change - Miss;
        var states = CollectionsMarshal.AsSpan(_states);
        int kept = 0;
        foreach (var state in states)
        {
            if (state.Score >= least)
                states[kept++] = state;
        }

        CollectionsMarshal.SetCount(_states, kept);
    }

    // Where only one state lives, and has the k-mer: goes along its diagonal as far as that is worth it, without looking up anything.
    // Returns where to go on.
    private long? Follow(NativeBuffer contig, Sampled kmer)
    {
        if (_states.Count != 1)
            return null;
        var last = _anchors[_states[0].Last];
        if (last.Start != kmer.Start)
            return null;
        long end = last.IsFlipped ? FollowDown(contig, last) : FollowUp(contig, last);
        if (end < last.End + KmerIndex.KmerLength)
            return null;
        int passed = (int)(end - last.End);
        int place = last.Place + (last.IsFlipped ? -passed : passed);
        _anchors.Add(new Anchor(last.Group, last.IsFlipped, end - KmerIndex.KmerLength, place, _states[0].Last, IsFound: false));
        CollectionsMarshal.AsSpan(_states)[0].Last = _anchors.Count - 1;
        return end + 1;
    }

    private long FollowUp(NativeBuffer contig, Anchor anchor)
    {
        var reference = references(anchor.Group);
        long at = anchor.End;
        int place = anchor.Place + KmerIndex.KmerLength;
        while (true)
        {
            int common = Diagonal.Common(contig.Start + at, reference.Start + place, Most(contig.Length - at, reference.Length - place));
            if (at > anchor.End && common < LeastBehindMismatch)
                return at - 1;
            at += common;
            place += common;
            if (at + 1 >= contig.Length)
                return at;
            at++;
            place++;
        }
    }

    private long FollowDown(NativeBuffer contig, Anchor anchor)
    {
        var reference = references(anchor.Group);
        long at = anchor.End;
        int place = anchor.Place - 1;
        while (true)
        {
            int common = Diagonal.CommonReversed(contig.Start + at, reference.Start + place, Most(contig.Length - at, place + 1));
            if (at > anchor.End && common < LeastBehindMismatch)
                return at - 1;
            at += common;
            place -= common;
            if (at + 1 >= contig.Length)
                return at;
            at++;
            place--;
        }
    }

    private static int Most(long inContig, int inReference) => (int)Math.Clamp(inReference, 0, inContig);

    private List<Anchor> Best()
    {
        var way = new List<Anchor>();
        for (int last = _states.Count == 0 ? -1 : BestState().Last; last >= 0; last = _anchors[last].Previous)
            way.Add(_anchors[last]);
        way.Reverse();
        return way;
    }

    /// <summary>A k-mer of the contig that is to be looked up.</summary>
    private readonly record struct Sampled(ulong Hash, long Start, bool IsFlipped);

    /// <summary>A strand of a reference that the contig may be going along.</summary>
    private struct State
    {
        public int Group;
        public bool IsFlipped;
        public int Score;
        public int Last;
    }
}
