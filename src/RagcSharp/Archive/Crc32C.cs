using System.Buffers.Binary;
using System.Numerics;

namespace RagcSharp.Archive;

/// <summary>
/// CRC-32C (Castagnoli), as processors compute it: eight bytes a step. It finds every change that lies within 32 neighbouring bits, and
/// any other but for one in four thousand million.
/// </summary>
internal static class Crc32C
{
    /// <summary>The checksum of <paramref name="bytes"/>; of bytes behind others when <paramref name="before"/> is that of those.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        uint crc = ~before;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
