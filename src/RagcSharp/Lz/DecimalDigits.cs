using System.Numerics;
using System.Runtime.CompilerServices;

namespace RagcSharp.Lz;

/// <summary>How many characters a number takes in decimal.</summary>
internal static class DecimalDigits
{
    private static ReadOnlySpan<uint> PowersOfTen => [1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000];

    /// <summary>Digits of <paramref name="value"/>, and one for the sign of a negative one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(int value)
    {
        uint magnitude = (uint)Math.Abs((long)value);
        // log10 from log2: 1233 / 4096 is a little above log10(2), the comparison corrects it.
        int guess = BitOperations.Log2(magnitude | 1) * 1233 >> 12;
        int digits = guess + 1 + (guess < 9 && magnitude >= PowersOfTen[guess + 1] ? 1 : 0);
        return digits + (value < 0 ? 1 : 0);
    }
}
