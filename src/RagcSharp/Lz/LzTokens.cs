using RagcSharp.Memory;

namespace RagcSharp.Lz;

/// <summary>Writes the tokens that <see cref="LzReference"/> finds as the bytes of a delta.</summary>
internal readonly struct LzDeltaWriter(NativeBuffer delta, NativeBuffer reference, int minMatchLength) : ILzTokens
{
    private readonly LzText _text = new(delta, minMatchLength);

    public static bool StepsBack => true;

    public bool IsEnough => false;

    public void Literal(byte code) => _text.Literal(code);

    public void NRun(int length) => _text.NRun(length);

    public void Match(int position, int predicted, int length, int takenBack, bool toTheEnd)
    {
        delta.SetLength(delta.Length - takenBack);
        if (position == predicted)
            MarkReferenceLiterals(position);
        if (toTheEnd)
            _text.MatchToTheEnd(position - predicted);
        else
            _text.Match(position - predicted, length);
    }

    public void Rest(ReadOnlySpan<byte> symbols, int overshoot)
    {
        foreach (byte code in symbols)
            Literal(code);
    }

    // Literals directly before a match that goes on where it was predicted face the reference symbol by symbol: those equal to it
    // are written as one and the same byte, which compresses better.
    private void MarkReferenceLiterals(int position)
    {
        var written = delta.AsSpan();
        var symbols = reference.AsSpan();
        for (int t = 1; t < written.Length && t < position; t++)
        {
            ref byte literal = ref written[^t];
            if (literal is < LzDelta.FirstLiteral or > (byte)'Z')
                break;
            if (literal - LzDelta.FirstLiteral == symbols[position - t])
                literal = LzDelta.ReferenceLiteral;
        }
    }
}

/// <summary>
/// Estimates the length of a delta, stopping when it exceeds a bound. Does not step back, which makes it differ from what the
/// writer writes: groups are chosen by exactly this number (docs/algorithm.md §6.3).
/// </summary>
internal struct LzEstimate : ILzTokens
{
    private long _sum;

    public static bool StepsBack => false;

    public required long Bound { get; init; }

    public required int MinMatchLength { get; init; }

    public readonly bool IsEnough => _sum > Bound;

    /// <summary>Modulo 2^32, as in C++ AGC: the sum can fall below 0.</summary>
    public readonly uint Result => (uint)_sum;

    public void Literal(byte code) => _sum++;

    public void NRun(int length) => _sum += 2 + DecimalDigits.Count(length);

    public void Match(int position, int predicted, int length, int takenBack, bool toTheEnd)
    {
        _sum += 1 + DecimalDigits.Count(position - predicted);
        if (!toTheEnd)
            _sum += 1 + DecimalDigits.Count(length - MinMatchLength);
    }

    public void Rest(ReadOnlySpan<byte> symbols, int overshoot) => _sum += symbols.Length - overshoot;
}

/// <summary>
/// Books the cost of each token at the first or the last symbol that it covers (docs/algorithm.md §6.4). No
/// cost exceeds 2 + 11 + 10, so bytes hold them.
/// </summary>
internal readonly struct LzCosts(NativeBuffer costs, bool atFirst) : ILzTokens
{
    public static bool StepsBack => true;

    public bool IsEnough => false;

    public required int MinMatchLength { get; init; }

    public void Literal(byte code) => costs.Append(1);

    public void NRun(int length) => Book(2 + DecimalDigits.Count(length - LzDelta.ShortestNRun), length);

    public void Match(int position, int predicted, int length, int takenBack, bool toTheEnd)
    {
        costs.SetLength(costs.Length - takenBack);
        Book(2 + DecimalDigits.Count(position - predicted) + DecimalDigits.Count(length - MinMatchLength), length);
    }

    public void Rest(ReadOnlySpan<byte> symbols, int overshoot)
    {
        costs.Room(symbols.Length)[..symbols.Length].Fill(1);
        costs.Advance(symbols.Length);
    }

    private void Book(int cost, int length)
    {
        var covered = costs.Room(length)[..length];
        covered.Clear();
        covered[atFirst ? 0 : length - 1] = (byte)cost;
        costs.Advance(length);
    }
}
