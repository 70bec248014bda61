using System.Numerics;
using System.Runtime.CompilerServices;

namespace RagcSharp.Zstd.Parsing;

/// <summary>Reads and compares content, word by word.</summary>
internal static unsafe class Text
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Four(byte* place) => Little(Unsafe.ReadUnaligned<uint>(place));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Eight(byte* place) => Little(Unsafe.ReadUnaligned<ulong>(place));

    /// <summary>How many bytes two places have in common, up to the end of the later one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Common(byte* later, byte* earlier, byte* end)
    {
        byte* start = later;
        for (; later + sizeof(ulong) <= end; later += sizeof(ulong), earlier += sizeof(ulong))
        {
            ulong difference = Eight(later) ^ Eight(earlier);
            if (difference != 0)
                return (int)(later - start) + (BitOperations.TrailingZeroCount(difference) >> 3);
        }

        for (; later < end && *later == *earlier; later++, earlier++)
        {
        }

        return (int)(later - start);
    }

    /// <summary>How many bytes before two places are the same, at most so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CommonBefore(byte* later, byte* earlier, int most)
    {
        int common = 0;
        while (common < most && later[-common - 1] == earlier[-common - 1])
            common++;
        return common;
    }

    // Keys and their hashes decide, so that they are the same whatever the processor's order of bytes is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Little(uint word) => BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Little(ulong word) => BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);
}
