using RagcSharp.Memory;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;

namespace RagcSharp.Dense;

/// <summary>
/// Divides a contig into stretches, at the places where its way leads to another reference, and where long stretches begin and end that no
/// reference has. Used by one thread.
/// </summary>
/// <param name="router">Finds the way.</param>
/// <param name="references">The reference of a group.</param>
/// <param name="groupSize">Bases of a reference to begin with.</param>
internal sealed unsafe class ContigDivider(ContigRouter router, Func<int, GrowingReference> references, int groupSize)
{
    /// <summary>Bases that no reference has and that become a stretch of their own.</summary>
    private const int LeastNew = 1 << 14;

    // How far from an even division new stretches may be cut.
    private const int CutRange = 2000;

    private static readonly int KmerLength = DenseSettings.Parameters.KmerLength;

    private readonly List<Stretch> _stretches = [];
    private NativeBuffer _contig = null!;

    // Where the stretch in work begins.
    private long _start;

    /// <summary>The stretches of a contig, in order; none if it is empty. Good until the next call.</summary>
    public IReadOnlyList<Stretch> Divide(NativeBuffer contig)
    {
        _contig = contig;
        _stretches.Clear();
        _start = 0;
        if (contig.Length == 0)
            return _stretches;
        var way = router.Route(contig);
        for (int i = 0; i < way.Count; i++)
            Pass(i > 0 ? way[i - 1] : null, way[i]);
        if (way.Count == 0)
            AddNew(0, contig.Length);
        else
            End(way[^1]);
        return _stretches;
    }

    // From one anchor to the next one, or to the first one.
    private void Pass(Anchor? previous, Anchor next)
    {
        long known = previous?.End ?? 0;
        if (next.IsFound && next.Start - known >= LeastNew)
        {
            long end = StartOfMatch(next, known);
            if (end - known >= LeastNew / 2)
            {
                if (previous is { } last)
                    Add(known, last);
                AddNew(known, end);
                return;
            }
        }

        if (previous is { } before && !before.IsOnSameStrand(next))
            Add(StartOfMatch(next, Math.Min(before.Start + 1, next.Start)), before);
    }

    private void End(Anchor last)
    {
        if (_contig.Length - last.End >= LeastNew && last.End > _start)
        {
            Add(last.End, last);
            AddNew(last.End, _contig.Length);
        }
        else
        {
            Add(_contig.Length, last);
        }
    }

    // Where the match that an anchor is part of begins, but not before a limit.
    private long StartOfMatch(Anchor anchor, long limit)
    {
        var reference = references(anchor.Group);
        byte* text = _contig.Start + anchor.Start;
        long most = anchor.Start - limit;
        if (!anchor.IsFlipped)
            return anchor.Start - Diagonal.CommonBefore(text, reference.Start + anchor.Place, (int)Math.Min(most, anchor.Place));
        int place = anchor.Place + KmerIndex.KmerLength, common = 0;
        most = Math.Min(most, reference.Length - place);
        while (common < most && text[-1 - common] < Symbols.PlainBases && (text[-1 - common] ^ 3) == reference.Start[place + common])
            common++;
        return anchor.Start - common;
    }

    private void Add(long end, Anchor like)
    {
        if (end <= _start)
            return;
        _stretches.Add(new Stretch(_start, end, like.Group, like.IsFlipped));
        _start = end;
    }

    // Several, if it is long. The k-mers at the cuts are low and high ones by turns, so that the ends of each stretch differ.
    private void AddNew(long start, long end)
    {
        long length = end - start;
        int parts = (int)Math.Max(1, (length + groupSize / 2) / groupSize);
        ulong front = Kmer.NoCanonical;
        for (int part = 0; part < parts; part++)
        {
            ulong back = Kmer.NoCanonical;
            long cut = start + length * (part + 1) / parts;
            if (part + 1 < parts)
                (cut, back) = CutNear(cut, end, wantsHighest: part % 2 == 1);
            _stretches.Add(new Stretch(_start, cut, 0, IsFlipped: false) { Front = front, Back = back });
            (_start, front) = (cut, back);
        }
    }

    private (long Cut, ulong Kmer) CutNear(long middle, long end, bool wantsHighest)
    {
        var window = new KmerWindow(KmerLength);
        var best = (Cut: middle, Kmer: Kmer.NoCanonical);
        long last = Math.Min(middle + CutRange + KmerLength - 1, end - 1);
        for (long at = middle - CutRange; at < last; at++)
        {
            if (!window.Push(_contig.Start[at]))
                continue;
            ulong kmer = window.Canonical;
            if (best.Kmer == Kmer.NoCanonical || (wantsHighest ? kmer > best.Kmer : kmer < best.Kmer))
                best = (at + 1 - KmerLength, kmer);
        }

        return best;
    }
}
