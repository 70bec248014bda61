using System.Runtime.CompilerServices;

namespace RagcSharp.Segmentation;

/// <summary>Fibonacci hashing, for tables that never leave memory: one multiplication; the top bits are the good ones.</summary>
internal static class Multiplicative
{
    /// <summary>2^64 divided by the golden ratio. It is odd, so multiplying by it loses nothing.</summary>
    public const ulong Factor = 0x9E3779B97F4A7C15;

    // The product of both is 1, modulo 2^64.
    private const ulong Inverse = 0xF1DE83E19937733D;

    /// <summary>The hash of a k-mer: a bijection, so tables may keep it in place of the k-mer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ulong kmer) => (kmer ^ kmer >> 32) * Factor;

    /// <summary>The k-mer of a hash.</summary>
    public static ulong Unhash(ulong hash)
    {
        ulong folded = hash * Inverse;
        return folded ^ folded >> 32;
    }
}
