using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

using RagcSharp.Zstd.Parsing;

namespace RagcSharp.Dense;

/// <summary>Compares two runs of symbols place by place. Up to 32 bytes behind each of them may be read.</summary>
internal static unsafe class Diagonal
{
    /// <summary>The most symbols that <see cref="CountEqual"/> compares.</summary>
    public const int MostCounted = 32;

    /// <summary>Symbols that are looked at to see whether it is worth going on.</summary>
    private const int MostScored = 96;

    /// <summary>How many symbols are the same, at most so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Common(byte* a, byte* b, int most) => most <= 0 ? 0 : Text.Common(a, b, a + most);

    /// <summary>How many symbols before both places are the same, at most so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CommonBefore(byte* a, byte* b, int most) => Text.CommonBefore(a, b, most);

    /// <summary>How many symbols from <paramref name="a"/> on complement those from <paramref name="b"/> on downwards.</summary>
    public static int CommonReversed(byte* a, byte* b, int most)
    {
        const ulong Complement = 0x0303030303030303;
        int i = 0;
        for (; i + sizeof(ulong) <= most; i += sizeof(ulong))
        {
            ulong turned = BinaryPrimitives.ReverseEndianness(Text.Eight(b - i - (sizeof(ulong) - 1))) ^ Complement;
            ulong difference = Text.Eight(a + i) ^ turned;
            if (difference != 0)
                return i + (BitOperations.TrailingZeroCount(difference) >> 3);
        }

        while (i < most && a[i] == (b[-i] ^ 3))
            i++;
        return i;
    }

    /// <summary>How many of the next symbols are equal; of at most <see cref="MostCounted"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountEqual(byte* a, byte* b, int count)
    {
        uint low = Vector128.Equals(Vector128.Load(a), Vector128.Load(b)).ExtractMostSignificantBits();
        uint high = Vector128.Equals(Vector128.Load(a + 16), Vector128.Load(b + 16)).ExtractMostSignificantBits();
        ulong equal = low | (ulong)high << 16;
        return BitOperations.PopCount(equal & (1UL << count) - 1);
    }

    /// <summary>
    /// How well two runs go on together: the best sum of one for each equal symbol, less a cost for each other one, as far as the sum does
    /// not fall too much.
    /// </summary>
    public static int Score(byte* a, byte* b, int most, CodingRules rules)
    {
        most = Math.Min(most, MostScored);
        int cost = rules.MismatchCost, drop = rules.MostDrop, score = 0, best = 0;
        for (int i = 0; i < most; i++)
        {
            if (a[i] == b[i])
            {
                if (++score > best)
                    best = score;
                continue;
            }

            score -= cost;
            if (score < best - drop)
                break;
        }

        return best;
    }
}
