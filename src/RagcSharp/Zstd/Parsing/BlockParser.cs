using System.Numerics;
using System.Runtime.CompilerServices;

using RagcSharp.Memory;

namespace RagcSharp.Zstd.Parsing;

/// <summary>
/// Parses a block: finds the cheapest sequences that a choice of candidates allows, as a shortest path from its beginning to its end. Only
/// where a candidate begins or a match ends there is a node; literals pass all other places.
/// </summary>
internal sealed unsafe class BlockParser : IDisposable
{
    /// <summary>More candidates that overlap are not looked at.</summary>
    private const int MostActive = 64;

    /// <summary>Shorter matches are not worth an offset that is not a repeated one.</summary>
    private const int LeastNewMatch = 5;

    private const uint ThreeBytes = 0xFFFFFF;

    private readonly NativeBuffer _nodes = new((BlockSplitter.Window + 1) * sizeof(PathNode), MemoryAccount.Contexts);
    private readonly NativeBuffer _marks = new((BlockSplitter.Window / 64 + 2) * sizeof(ulong), MemoryAccount.Contexts);
    private readonly NativeBuffer _literals = new((BlockSplitter.Window + 1) * sizeof(int), MemoryAccount.Contexts);
    private readonly NativeBuffer _sequences = new(account: MemoryAccount.Contexts);
    private readonly SequencePrices _prices = new();
    private readonly int[] _active = new int[MostActive];
    private int _activeCount;

    // Of the candidates: the first one that reaches into the block, and the first one that begins behind the place in work.
    private int _firstCandidate;
    private int _nextCandidate;

    // Matches of repeated offsets, found in the block in work.
    private RecentMatches _repeated;
    private RepeatOffsets _repeats;

    private PathNode* Nodes => (PathNode*)_nodes.Start;

    private ulong* Marks => (ulong*)_marks.Start;

    private int* LiteralPrices => (int*)_literals.Start;

    /// <summary>The sequences of the last block; the last of them has no match.</summary>
    public ReadOnlySpan<Sequence> Sequences => new(_sequences.Start, (int)(_sequences.Length / sizeof(Sequence)));

    /// <summary>Begins with another content.</summary>
    public void Reset() => _repeats = RepeatOffsets.AtStart;

    /// <summary>Begins with another window, whose candidates are new.</summary>
    public void BeginWindow() => _firstCandidate = 0;

    /// <summary>Parses the next block.</summary>
    /// <param name="content">The first byte of the content.</param>
    /// <param name="start">Where the block begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="finder">Has the candidates of the window.</param>
    /// <param name="settings">How hard to try.</param>
    public void Parse(byte* content, int start, int end, MatchFinder finder, ParseSettings settings)
    {
        _prices.Assume(content + start, end - start);
        for (int pass = 1; ; pass++)
        {
            FindPath(content, start, end, finder.Candidates, finder.Count, settings);
            TakeSequences(end - start);
            if (pass == settings.Passes)
                break;
            _prices.Learn(content + start, Sequences, _repeats);
        }

        _repeats = Nodes[end - start].Repeats;
        while (_firstCandidate < finder.Count && finder.Candidates[_firstCandidate] is var c && c.End <= end && c.Start < end)
            _firstCandidate++;
    }

    public void Dispose()
    {
        _nodes.Dispose();
        _marks.Dispose();
        _literals.Dispose();
        _sequences.Dispose();
        _prices.Dispose();
    }

    private void FindPath(byte* content, int start, int end, Candidate* candidates, int count, ParseSettings settings)
    {
        int length = end - start;
        AddUpLiterals(content + start, length);
        MarkStarts(start, end, candidates, count);
        var nodes = Nodes;
        nodes[0] = new PathNode(_prices.LiteralLength(0), 0, isMatch: false, _repeats);
        _activeCount = 0;
        _nextCandidate = _firstCandidate;
        _repeated = default;
        for (int place = 0; place < length;)
        {
            var node = nodes[place];
            int literals = node.IsMatch ? 0 : node.Length;
            // Without the price of the number of literals, which may grow.
            int cost = node.Cost - _prices.LiteralLength(literals);
            Activate(start + place, candidates, count);
            FollowCandidates(place, cost, literals, node.Repeats, start, length, candidates);
            if (node.IsMatch)
            {
                FollowRepeat(content + start, place, length, cost, node.Repeats, settings.RepeatAhead);
                if (settings.FollowsOlderRepeats)
                {
                    FollowOlder(node.Repeats.Second, content, start, place, length, cost, node.Repeats);
                    FollowOlder(node.Repeats.Third, content, start, place, length, cost, node.Repeats);
                }
            }

            int next = NextMark(place + 1);
            Reach(next, place, cost, literals + next - place, node.Repeats);
            place = next;
        }
    }

    // For each place, the price of all literals before it.
    private void AddUpLiterals(byte* block, int length)
    {
        int* sums = LiteralPrices;
        int sum = 0;
        for (int place = 0; place < length; place++)
        {
            sums[place] = sum;
            sum += _prices.Literal(block[place]);
        }

        sums[length] = sum;
    }

    private void MarkStarts(int start, int end, Candidate* candidates, int count)
    {
        new Span<ulong>(Marks, (end - start >> 6) + 1).Clear();
        Mark(end - start);
        for (int i = _firstCandidate; i < count && candidates[i].Start < end; i++)
        {
            int first = Math.Max(candidates[i].Start, start);
            if (candidates[i].End - first >= SequenceCodes.LeastMatch)
                Mark(first - start);
        }
    }

    private void Activate(int place, Candidate* candidates, int count)
    {
        for (; _nextCandidate < count && candidates[_nextCandidate].Start <= place; _nextCandidate++)
        {
            if (candidates[_nextCandidate].End - place < SequenceCodes.LeastMatch)
                continue;
            if (_activeCount < MostActive)
                _active[_activeCount++] = _nextCandidate;
            else
                ReplaceShortest(candidates);
        }
    }

    // Of too many candidates, the one that ends first goes.
    private void ReplaceShortest(Candidate* candidates)
    {
        int shortest = 0;
        for (int i = 1; i < MostActive; i++)
            shortest = candidates[_active[i]].End < candidates[_active[shortest]].End ? i : shortest;
        if (candidates[_active[shortest]].End < candidates[_nextCandidate].End)
            _active[shortest] = _nextCandidate;
    }

    private void FollowCandidates(
        int place, int cost, int literals, RepeatOffsets repeats, int start, int length, Candidate* candidates)
    {
        int kept = 0;
        for (int i = 0; i < _activeCount; i++)
        {
            int number = _active[i];
            ref var candidate = ref candidates[number];
            int match = Math.Min(candidate.End - start, length) - place, offset = candidate.Offset;
            if (match < SequenceCodes.LeastMatch)
                continue;
            _active[kept++] = number;
            if (match >= LeastNewMatch || repeats.Contains(offset))
                Follow(match, offset, place, cost, literals, repeats);
        }

        _activeCount = kept;
    }

    // Where two texts take turns, the one that was left before goes on.
    private void FollowOlder(int offset, byte* content, int start, int place, int length, int cost, RepeatOffsets repeats)
    {
        if (offset > start + place || place + sizeof(uint) > length)
            return;
        byte* here = content + start + place;
        if (((Text.Four(here) ^ Text.Four(here - offset)) & ThreeBytes) != 0)
            return;
        int end = _repeated.EndBeyond(place, offset);
        if (end == 0)
        {
            end = place + Text.Common(here, here - offset, content + start + length);
            _repeated.Add(offset, end);
        }

        Follow(end - place, offset, place, cost, literals: 0, repeats);
    }

    // A match is often followed by a SNP, and goes on behind it.
    private void FollowRepeat(byte* block, int place, int length, int cost, RepeatOffsets repeats, int ahead)
    {
        int offset = repeats.First, last = Math.Min(ahead, length - place - sizeof(uint));
        for (int literals = 1; literals <= last; literals++)
        {
            int at = place + literals;
            byte* here = block + at;
            if (((Text.Four(here) ^ Text.Four(here - offset)) & ThreeBytes) != 0)
                continue;
            int end = _repeated.EndBeyond(at, offset);
            if (end == 0)
            {
                end = at + Text.Common(here, here - offset, block + length);
                _repeated.Add(offset, end);
            }

            Mark(at);
            Reach(at, place, cost, literals, repeats);
            // Unless there is a better way to that place, which is followed when its turn comes.
            if (Nodes[at] is var node && !node.IsMatch && node.Length == literals)
                Follow(end - at, offset, at, cost + LiteralPrices[at] - LiteralPrices[place], literals, repeats);
            break;
        }
    }

    // By a match; the cost is that of its place, without the price of the number of literals.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Follow(int match, int offset, int place, int cost, int literals, RepeatOffsets repeats)
    {
        cost += _prices.LiteralLength(literals) + _prices.MatchLength(match)
            + _prices.Offset(repeats.CodeOf(offset, literals > 0)) + _prices.LiteralLength(0);
        int end = place + match;
        Mark(end);
        if (cost < Nodes[end].Cost)
            Nodes[end] = new PathNode(cost, match, isMatch: true, repeats.After(offset, literals > 0));
    }

    // By literals only.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reach(int place, int from, int cost, int literals, RepeatOffsets repeats)
    {
        cost += LiteralPrices[place] - LiteralPrices[from] + _prices.LiteralLength(literals);
        if (cost < Nodes[place].Cost)
            Nodes[place] = new PathNode(cost, literals, isMatch: false, repeats);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Mark(int place)
    {
        ref ulong word = ref Marks[place >> 6];
        ulong bit = 1UL << place;
        if ((word & bit) != 0)
            return;
        word |= bit;
        Nodes[place] = PathNode.Unreached;
    }

    // There is one: the end is marked.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NextMark(int place)
    {
        int word = place >> 6;
        ulong bits = Marks[word] >> place;
        if (bits != 0)
            return place + BitOperations.TrailingZeroCount(bits);
        do
            word++;
        while (Marks[word] == 0);
        return (word << 6) + BitOperations.TrailingZeroCount(Marks[word]);
    }

    // From the end back to the beginning, twice: to count them, and to write them.
    private void TakeSequences(int length)
    {
        var nodes = Nodes;
        int count = 1;
        for (int place = length; place > 0; place -= nodes[place].Length)
            count += nodes[place].IsMatch ? 1 : 0;
        _sequences.SetLength((long)count * sizeof(Sequence));
        var sequence = (Sequence*)_sequences.Start + count;
        int match = 0, offset = 0;
        for (int place = length; ; place -= match)
        {
            // Literals lead back to the match before them, or to the beginning.
            int literals = place > 0 && !nodes[place].IsMatch ? nodes[place].Length : 0;
            place -= literals;
            *--sequence = new Sequence(literals, match, offset);
            if (place == 0)
                break;
            match = nodes[place].Length;
            offset = nodes[place].Repeats.First;
        }
    }
}
