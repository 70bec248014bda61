using System.Runtime.CompilerServices;

using RagcSharp.Memory;

namespace RagcSharp.Zstd.Parsing;

/// <summary>What literals and sequences of a block cost, in 256ths of a bit: at first assumed, then as a parse of the block has used them.</summary>
internal sealed unsafe class SequencePrices : IDisposable
{
    private const int LiteralLengthTable = 64, MatchLengthTable = 128;

    // A literal that the block does not have, until now.
    private const int NewLiteral = 12 * BitPrice.Bit;

    private readonly NativeBuffer _memory =
        new((Huffman.Symbols + 3 * 64 + LiteralLengthTable + MatchLengthTable) * sizeof(int), MemoryAccount.Contexts);

    private readonly int* _literals;
    private readonly int* _literalLengthCodes;
    private readonly int* _matchLengthCodes;
    private readonly int* _offsetCodes;
    private readonly int* _literalLengths;
    private readonly int* _matchLengths;

    public SequencePrices()
    {
        _literals = (int*)_memory.Start;
        _literalLengthCodes = _literals + Huffman.Symbols;
        _matchLengthCodes = _literalLengthCodes + 64;
        _offsetCodes = _matchLengthCodes + 64;
        _literalLengths = _offsetCodes + 64;
        _matchLengths = _literalLengths + LiteralLengthTable;
    }

    private static ReadOnlySpan<int> AssumedLiteralLengths =>
    [
        30, 12, 10, 9, 8, 7, 6, 6, 5, 4, 4, 3, 3, 2, 2, 2, 4, 3, 3, 2, 3, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ];

    /// <summary>Assumes what sequences of a block may be like; literals are priced as if the block had nothing else.</summary>
    public void Assume(byte* block, int length)
    {
        int* counts = stackalloc int[Histogram.Length];
        new Span<int>(counts, Histogram.Length).Clear();
        Histogram.Add(block, length, counts);
        Span<int> matchLengths = stackalloc int[SequenceCodes.MatchLengths];
        for (int code = 0; code < matchLengths.Length; code++)
            matchLengths[code] = code < 3 ? 2 : code < 32 ? 4 : code < 43 ? 5 : 1;
        Span<int> offsets = stackalloc int[SequenceCodes.Offsets];
        for (int code = 0; code < offsets.Length; code++)
            offsets[code] = code < 2 ? 8 : code < 8 ? 1 : code < 20 ? 4 : 1;
        Set(counts, AssumedLiteralLengths, matchLengths, offsets);
    }

    /// <summary>Takes the prices from the sequences of a parse.</summary>
    /// <param name="block">The first byte of the block.</param>
    /// <param name="sequences">All of its sequences; the last one has no match.</param>
    /// <param name="repeats">The offsets at its beginning.</param>
    public void Learn(byte* block, ReadOnlySpan<Sequence> sequences, RepeatOffsets repeats)
    {
        int* literals = stackalloc int[Histogram.Length];
        new Span<int>(literals, Histogram.Length).Clear();
        Span<int> literalLengths = stackalloc int[SequenceCodes.LiteralLengths];
        Span<int> matchLengths = stackalloc int[SequenceCodes.MatchLengths];
        Span<int> offsets = stackalloc int[SequenceCodes.Offsets];
        literalLengths.Clear();
        matchLengths.Clear();
        offsets.Clear();
        foreach (var sequence in sequences)
        {
            for (byte* end = block + sequence.Literals; block < end; block++)
                literals[*block]++;
            if (sequence.Match == 0)
                break;
            block += sequence.Match;
            literalLengths[SequenceCodes.LiteralLength(sequence.Literals)]++;
            matchLengths[SequenceCodes.MatchLength(sequence.Match)]++;
            offsets[repeats.CodeOf(sequence.Offset, sequence.Literals > 0)]++;
            repeats = repeats.After(sequence.Offset, sequence.Literals > 0);
        }

        Set(literals, literalLengths, matchLengths, offsets);
    }

    /// <summary>The price of a literal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Literal(byte symbol) => _literals[symbol];

    /// <summary>The price of saying that so many literals come before a match.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LiteralLength(int length) =>
        length < LiteralLengthTable ? _literalLengths[length] : _literalLengthCodes[SequenceCodes.LiteralLength(length)];

    /// <summary>The price of the length of a match.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int MatchLength(int length) => length < MatchLengthTable + SequenceCodes.LeastMatch
        ? _matchLengths[length - SequenceCodes.LeastMatch]
        : _matchLengthCodes[SequenceCodes.MatchLength(length)];

    /// <summary>The price of an offset, by its code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Offset(int code) => _offsetCodes[code];

    public void Dispose() => _memory.Dispose();

    private void Set(int* literals, ReadOnlySpan<int> literalLengths, ReadOnlySpan<int> matchLengths, ReadOnlySpan<int> offsets)
    {
        byte* lengths = stackalloc byte[Huffman.Symbols];
        Huffman.Lengths(literals, lengths);
        for (int symbol = 0; symbol < Huffman.Symbols; symbol++)
            _literals[symbol] = lengths[symbol] == 0 ? NewLiteral : lengths[symbol] * BitPrice.Bit;
        SetCodes(literalLengths, SequenceCodes.LiteralLengthBits, new Span<int>(_literalLengthCodes, SequenceCodes.LiteralLengths));
        SetCodes(matchLengths, SequenceCodes.MatchLengthBits, new Span<int>(_matchLengthCodes, SequenceCodes.MatchLengths));
        var offsetCodes = new Span<int>(_offsetCodes, SequenceCodes.Offsets);
        BitPrice.OfCounts(offsets, offsetCodes);
        // The code of an offset is the number of its extra bits, too.
        for (int code = 0; code < offsetCodes.Length; code++)
            offsetCodes[code] += code * BitPrice.Bit;
        for (int length = 0; length < LiteralLengthTable; length++)
            _literalLengths[length] = _literalLengthCodes[SequenceCodes.LiteralLength(length)];
        for (int length = 0; length < MatchLengthTable; length++)
            _matchLengths[length] = _matchLengthCodes[SequenceCodes.MatchLength(length + SequenceCodes.LeastMatch)];
    }

    private static void SetCodes(ReadOnlySpan<int> counts, ReadOnlySpan<byte> bits, Span<int> prices)
    {
        BitPrice.OfCounts(counts, prices);
        for (int code = 0; code < prices.Length; code++)
            prices[code] += bits[code] * BitPrice.Bit;
    }
}
