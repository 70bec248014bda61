using System.Runtime.CompilerServices;

using RagcSharp.Lz;
using RagcSharp.Memory;

using static RagcSharp.Sequences.Symbols;

namespace RagcSharp.Dense;

/// <summary>
/// Tells segments as tokens against the reference of their group, which grows by what none of its places has. Used by one thread.
/// </summary>
/// <remarks>
/// <para>While a segment goes on as the reference does, only what differs is told, a symbol at a time: the text of two segments that share
/// a difference is then the same, and the pack that holds both is compressed well. A match elsewhere is a jump, which must be worth
/// it.</para>
/// <para>Symbols for which no match is found yet are open: they are told when one is found behind them, as literals, or, where they are
/// many, as a match with what they become in the reference.</para>
/// </remarks>
/// <param name="rules">When matches are taken.</param>
/// <param name="reference">The reference.</param>
/// <param name="minMatchLength">The shortest match that tokens can tell, at least 8.</param>
/// <param name="mostSymbols">Symbols from which on the reference grows no more.</param>
/// <param name="delta">Takes the tokens.</param>
internal sealed unsafe class SegmentCoder(
    CodingRules rules, GrowingReference reference, int minMatchLength, int mostSymbols, NativeBuffer delta)
{
    /// <summary>Symbols of the window in which a mismatch is judged.</summary>
    public const int Window = Diagonal.MostCounted;

    // Matches where the reference goes on, and those behind a jump beyond the shortest one, are told symbol by symbol up to this length.
    private const int LongRun = 32;

    // Windows this short tell nothing.
    private const int LeastWindow = 5;

    // The longest insertion or deletion that is looked for, and from how many bases on it counts as long. It is looked for near the place
    // where the last match ended only.
    private const int MostIndel = 24, LongIndel = 10, MostOpenForIndel = 48;

    // What insertions and deletions take off a score, and how much of a score an exact match may make.
    private const int IndelCost = 2, LongIndelCost = 4, MostExactScore = 64;

    // How far from the place that is predicted a match is near, and from which length on an exact match needs no other score.
    private const int Near = 128, LongMatch = 400;

    // Bases behind which the old diagonal is taken up again.
    private const int LeastResumed = 10;

    // Open symbols that are told though no match follows.
    private const int MostOpen = 4096;

    private readonly LzText _tokens = new(delta, minMatchLength);

    private byte* _text;
    private int _length;

    // Where the work is, and the first open symbol, which faces the predicted place of the reference.
    private int _at;
    private int _open;
    private int _predicted;

    /// <summary>Mismatches so far that were told while both went on: a measure for diverged repeats.</summary>
    public long Mismatches { get; private set; }

    /// <summary>Appends the tokens of a segment to the delta.</summary>
    public void Encode(NativeBuffer segment)
    {
        _text = segment.Start;
        _length = checked((int)segment.Length);
        _at = _open = _predicted = 0;
        reference.Index();
        while (_at < _length)
        {
            if (_open == _at && TryRun())
                continue;
            if (_text[_at] >= PlainBases)
                TellLetters();
            else if (!(_open == _at && TryMismatch()) && !(_at - _open <= MostOpenForIndel && TryIndel()) && !TryMatch())
                Pass();
        }

        CloseOpen(_length);
    }

    // The place of the reference that the symbol in work faces, as long as nothing is inserted or deleted.
    private int Facing => _predicted + (_at - _open);

    private bool TryRun()
    {
        int run = Common(_at, _predicted);
        if (run == 0)
            return false;
        Run(run);
        MoveTo(_at + run);
        return true;
    }

    private void TellLetters()
    {
        do
            _at++;
        while (_at < _length && _text[_at] >= PlainBases);
        CloseOpen(_at);
    }

    // A mismatch after which both go on alike.
    private bool TryMismatch()
    {
        if (_predicted + 1 >= reference.Length)
            return false;
        int window = Math.Min(Window, Math.Min(_length - _at, reference.Length - _predicted));
        if (window < LeastWindow
            || Diagonal.CountEqual(_text + _at, reference.Start + _predicted, window) * Window < rules.EqualOfWindow * window)
            return false;
        _tokens.Literal(_text[_at]);
        _predicted++;
        Mismatches++;
        MoveTo(_at + 1);
        return true;
    }

    // A short insertion or deletion, behind which mismatches are let pass.
    private bool TryIndel()
    {
        var best = new Place { Score = int.MinValue };
        int facing = Facing;
        for (int shift = 1; shift <= MostIndel; shift++)
        {
            int cost = shift >= LongIndel ? LongIndelCost : IndelCost;
            TryShifted(_at, facing + shift, cost, ref best);
            if (_open == _at)
                TryShifted(_at + shift, facing, cost, ref best);
            else if (facing >= shift)
                TryShifted(_at, facing - shift, cost, ref best);
        }

        if (best.Score < rules.LeastNearScore)
            return false;
        int back = CommonBefore(best.Text, best.Reference);
        Take(best.Text - back, best.Reference - back);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TryShifted(int text, int place, int cost, ref Place best)
    {
        if (place + minMatchLength > reference.Length || text + minMatchLength > _length
            || Unsafe.ReadUnaligned<ulong>(_text + text) != Unsafe.ReadUnaligned<ulong>(reference.Start + place))
            return;
        int exact = Common(text, place);
        if (exact < minMatchLength)
            return;
        int score = ScoreBehind(text + exact, place + exact) + Math.Min(exact, MostExactScore) - cost;
        if (score > best.Score)
            best = new Place { Text = text, Reference = place, Score = score };
    }

    // A match anywhere, or the old diagonal again.
    private bool TryMatch()
    {
        var match = FindMatch();
        int facing = Facing;
        if (_open < _at && facing < reference.Length)
        {
            int run = Common(_at, facing);
            bool isWorthIt = run >= LeastResumed || (run > 0 && _at + run == _length);
            if (isWorthIt && run * 2 >= match.Score)
            {
                Resume(facing);
                return true;
            }
        }

        if (match.Score < 0)
            return false;
        Take(match.Text, match.Reference);
        return true;
    }

    private Place FindMatch()
    {
        var best = new Place { Score = -1 };
        if (_at + SeedIndex.SeedLength > _length || !SeedIndex.TryReadSeed(_text + _at, out uint seed))
            return best;
        int* places = stackalloc int[SeedIndex.MostFound];
        int found = reference.FindSeed(seed, places);
        for (int i = 0; i < found; i++)
        {
            int place = places[i], forward = Common(_at, place);
            if (forward < SeedIndex.SeedLength)
                continue;
            int back = CommonBefore(_at, place), length = forward + back;
            if (length < minMatchLength)
                continue;
            int distance = Math.Abs(place - Facing);
            int score = length + (length < LongMatch ? ScoreBehind(_at + forward, place + forward) : 0);
            if (score < (distance <= Near ? rules.LeastNearScore : rules.LeastFarScore))
                continue;
            score = score * 2 - 3 * CharactersOf(distance);
            if (score > best.Score)
                best = new Place { Text = _at - back, Reference = place - back, Score = score };
        }

        return best;
    }

    // Back to where the reference would go on: what is open is new only where that is worth two jumps.
    private void Resume(int facing)
    {
        if (_at - _open >= rules.LeastNovelty)
        {
            int back = CommonBefore(_at, facing), start = _at - back;
            if (start - _open >= rules.LeastNovelty)
            {
                Tell(_open, start);
                int length = Common(start, facing - back);
                if (length >= minMatchLength)
                {
                    Jump(facing - back, length);
                    start += length;
                }

                MoveTo(start);
                return;
            }
        }

        Literals(_open, _at);
        _open = _at;
    }

    // A match, as long as it is by now, behind what is open.
    private void Take(int text, int place)
    {
        if (text > _open)
            Tell(_open, text);
        int length = Common(text, place);
        if (place == _predicted)
            Run(length);
        else
            Jump(place, length);
        MoveTo(text + length);
    }

    private void Pass()
    {
        _at++;
        if (_at - _open >= MostOpen)
            CloseOpen(_at);
    }

    private void CloseOpen(int end)
    {
        if (_open < end)
            Tell(_open, end);
        MoveTo(end);
    }

    private void MoveTo(int place) => _at = _open = place;

    // What no match was found for: long stretches of plain bases are new, all else is told by letters.
    private void Tell(int start, int end)
    {
        while (start < end)
        {
            int next = start;
            if (_text[start] >= PlainBases)
            {
                while (next < end && _text[next] >= PlainBases)
                    next++;
                Literals(start, next);
            }
            else
            {
                while (next < end && _text[next] < PlainBases)
                    next++;
                if (next - start >= Math.Max(rules.LeastNovelty, minMatchLength) && reference.Length < mostSymbols)
                    TellNew(start, next);
                else
                    Literals(start, next);
            }

            start = next;
        }
    }

    private void TellNew(int start, int end)
    {
        int place = reference.Length;
        reference.Append(_text + start, end - start);
        Jump(place, end - start);
    }

    private void Literals(int start, int end)
    {
        for (int i = start; i < end;)
        {
            if (_text[i] == N)
            {
                int run = i;
                while (run < end && _text[run] == N)
                    run++;
                if (run - i >= LzDelta.ShortestNRun)
                {
                    _tokens.NRun(run - i);
                    i = run;
                    continue;
                }
            }

            if (_predicted < reference.Length && reference.Start[_predicted] == _text[i])
                delta.Append(LzDelta.ReferenceLiteral);
            else
                _tokens.Literal(_text[i]);
            _predicted++;
            i++;
        }
    }

    private void Run(int length)
    {
        if (length >= LongRun && length >= minMatchLength)
            _tokens.Match(0, length);
        else
            _tokens.ReferenceLiterals(length);
        _predicted += length;
    }

    private void Jump(int place, int length)
    {
        int rest = length - minMatchLength;
        if (rest >= LongRun)
        {
            _tokens.Match(place - _predicted, length);
        }
        else
        {
            _tokens.Match(place - _predicted, minMatchLength);
            _tokens.ReferenceLiterals(rest);
        }

        _predicted = place + length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Common(int text, int place) =>
        Diagonal.Common(_text + text, reference.Start + place, Math.Min(_length - text, reference.Length - place));

    // As far as the text is open.
    private int CommonBefore(int text, int place) =>
        Diagonal.CommonBefore(_text + text, reference.Start + place, Math.Min(text - _open, place));

    private int ScoreBehind(int text, int place) =>
        Diagonal.Score(_text + text, reference.Start + place, Math.Min(_length - text, reference.Length - place), rules);

    // Of a distance, with its sign or comma; more than five digits count as five.
    private static int CharactersOf(int distance) => Math.Min(DecimalDigits.Count(distance), 5) + 1;

    /// <summary>Places of the text and of the reference that match, and how well.</summary>
    private struct Place
    {
        public int Text;
        public int Reference;
        public int Score;
    }
}
