using System.Numerics;
using System.Runtime.CompilerServices;

namespace RagcSharp.Zstd.Parsing;

/// <summary>
/// The codes of sequences (RFC 8878, section 3.1.1.3.2.1): lengths of literals and matches have a code and some extra bits, offsets have as
/// many extra bits as their code says.
/// </summary>
internal static class SequenceCodes
{
    /// <summary>Numbers of codes.</summary>
    public const int LiteralLengths = 36, MatchLengths = 53, Offsets = 32;

    /// <summary>The shortest match that there is.</summary>
    public const int LeastMatch = 3;

    // From these lengths on (of matches, less the shortest), codes are powers of 2.
    private const int LongLiterals = 64, LongMatch = 128;

    private const int LiteralLog = 19, MatchLog = 36;

    private static readonly byte[] LiteralBits =
    [
        .. new byte[16], 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
    ];

    private static readonly byte[] MatchBits =
    [
        .. new byte[32], 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
    ];

    private static readonly byte[] LiteralCodes = CodesBelow(LongLiterals, LiteralBits);

    private static readonly byte[] MatchCodes = CodesBelow(LongMatch, MatchBits);

    /// <summary>The extra bits of codes.</summary>
    public static ReadOnlySpan<byte> LiteralLengthBits => LiteralBits;

    /// <inheritdoc cref="LiteralLengthBits"/>
    public static ReadOnlySpan<byte> MatchLengthBits => MatchBits;

    /// <summary>The code of so many literals. A whole block of them comes before no match and has none: it is given the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LiteralLength(int length) => length < LongLiterals
        ? LiteralCodes[length]
        : Math.Min(BitOperations.Log2((uint)length) + LiteralLog, LiteralLengths - 1);

    /// <summary>The code of a match of so many bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MatchLength(int length) => length - LeastMatch < LongMatch
        ? MatchCodes[length - LeastMatch]
        : BitOperations.Log2((uint)(length - LeastMatch)) + MatchLog;

    /// <summary>The code, and number of extra bits, of an offset that is none of the last three.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Offset(int offset) => BitOperations.Log2((uint)offset + 3);

    // A code stands for 2 to the power of its extra bits lengths, beginning behind those of the code before.
    private static byte[] CodesBelow(int most, byte[] bits)
    {
        var codes = new byte[most];
        for (int length = 0, code = 0; length < most; code++)
        {
            for (int last = length + (1 << bits[code]); length < last; length++)
                codes[length] = (byte)code;
        }

        return codes;
    }
}
