using System.Runtime.CompilerServices;

namespace RagcSharp.Segmentation;

/// <summary>Fibonacci hashing, for tables that never leave memory: one multiplication; the top bits are the good ones.</summary>
internal static class Multiplicative
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ulong kmer) => (kmer ^ kmer >> 32) * 0x9E3779B97F4A7C15;
}
