using System.Numerics;
using System.Runtime.Intrinsics;

using RagcSharp.Sequences;

namespace RagcSharp.Packs;

/// <summary>Tells references that zstd packs better as they are from those that it packs better as tuples.</summary>
internal static class Repetitiveness
{
    private const int FirstLag = 4, LastLag = 31;
    private const double Threshold = 0.5;

    /// <summary>
    /// Whether for some lag i in 4..31 at least half of the positions j have the symbol of j + i; counted against the plain bases
    /// among the positions (docs/format.md §3.3, step 1).
    /// </summary>
    public static bool IsRepetitive(ReadOnlySpan<byte> symbols)
    {
        double best = 0;
        for (int lag = FirstLag; lag <= LastLag && best < Threshold; lag++)
        {
            if (lag >= symbols.Length)
                break;
            var (same, plain) = Count(symbols[..^lag], symbols[lag..]);
            if (plain > 0)
                best = Math.Max(best, (double)same / plain);
        }

        return best >= Threshold;
    }

    private static (int Same, int Plain) Count(ReadOnlySpan<byte> here, ReadOnlySpan<byte> there)
    {
        int same = 0, plain = 0, i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= here.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                var v = Vector128.Create(here.Slice(i, Vector128<byte>.Count));
                var w = Vector128.Create(there.Slice(i, Vector128<byte>.Count));
                same += BitOperations.PopCount(Vector128.Equals(v, w).ExtractMostSignificantBits());
                plain += BitOperations.PopCount(
                    Vector128.LessThan(v, Vector128.Create(Symbols.PlainBases)).ExtractMostSignificantBits());
            }
        }

        for (; i < here.Length; i++)
        {
            same += here[i] == there[i] ? 1 : 0;
            plain += here[i] < Symbols.PlainBases ? 1 : 0;
        }

        return (same, plain);
    }
}
