using System.Runtime.CompilerServices;

namespace RagcSharp.Sequences;

/// <summary>The 64-bit finaliser of MurmurHash3, the only hash that the algorithm prescribes (docs/algorithm.md §2).</summary>
internal static class Murmur
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ulong x)
    {
        x ^= x >> 33;
        x *= 0xFF51AFD7ED558CCD;
        x ^= x >> 33;
        x *= 0xC4CEB9FE1A85EC53;
        return x ^ x >> 33;
    }
}
