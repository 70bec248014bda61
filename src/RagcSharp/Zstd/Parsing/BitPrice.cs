using System.Numerics;

namespace RagcSharp.Zstd.Parsing;

/// <summary>
/// What symbols cost, in 256ths of a bit. Computed with integers only: a parse decides by prices, and an archive's bytes must be the same on
/// every processor.
/// </summary>
internal static class BitPrice
{
    /// <summary>The price of one bit.</summary>
    public const int Bit = 256;

    private const int MantissaBits = 10;

    private static readonly int[] MantissaLogs = MakeMantissaLogs();

    /// <summary>The logarithm of a number greater than 0, to base 2, in 256ths.</summary>
    public static int Log2(uint number)
    {
        int exponent = BitOperations.Log2(number);
        uint mantissa = number << 31 - exponent >> 31 - MantissaBits & (1 << MantissaBits) - 1;
        return exponent * Bit + MantissaLogs[mantissa];
    }

    /// <summary>
    /// Prices symbols by how often they occur. Each is taken to occur half a time more, so that none is impossible.
    /// </summary>
    public static void OfCounts(ReadOnlySpan<int> counts, Span<int> prices)
    {
        uint sum = 0;
        foreach (int count in counts)
            sum += 2 * (uint)count + 1;
        int whole = Log2(sum);
        for (int symbol = 0; symbol < counts.Length; symbol++)
            prices[symbol] = whole - Log2(2 * (uint)counts[symbol] + 1);
    }

    // Squaring a number between 1 and 2 gives the next binary digit of its logarithm: whether the square is 2 or more.
    private static int[] MakeMantissaLogs()
    {
        var logs = new int[1 << MantissaBits];
        for (int mantissa = 0; mantissa < logs.Length; mantissa++)
        {
            ulong power = ((1UL << MantissaBits) + (ulong)mantissa) << 31 - MantissaBits;
            int log = 0;
            for (int digit = Bit >> 1; digit > 0; digit >>= 1)
            {
                power = power * power >> 31;
                if (power >= 1UL << 32)
                {
                    power >>= 1;
                    log |= digit;
                }
            }

            logs[mantissa] = log;
        }

        return logs;
    }
}
