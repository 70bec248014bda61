using System.Buffers.Binary;
using System.Numerics;

namespace RagcSharp.Archive;

/// <summary>
/// The number of the container (docs/format.md §1.1): one byte n in 0..8, then the value's n bytes, most significant first; n is
/// minimal.
/// </summary>
internal static class Varint
{
    /// <summary>The longest encoding.</summary>
    public const int MostBytes = 1 + sizeof(ulong);

    /// <summary>Writes a number and returns how many bytes it took.</summary>
    public static int Write(ulong value, Span<byte> target)
    {
        int bytes = (71 - BitOperations.LeadingZeroCount(value)) / 8;
        Span<byte> whole = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(whole, value);
        target[0] = (byte)bytes;
        whole[^bytes..].CopyTo(target[1..]);
        return 1 + bytes;
    }

    /// <summary>Reads a number at <paramref name="at"/> and moves behind it.</summary>
    /// <exception cref="InvalidDataException">It is longer than 8 bytes, or than what is there.</exception>
    public static ulong Read(ReadOnlySpan<byte> source, ref int at)
    {
        int bytes = at < source.Length ? source[at] : throw new InvalidDataException("a number is cut off");
        if (bytes > sizeof(ulong) || bytes > source.Length - at - 1)
            throw new InvalidDataException($"a number of {bytes} bytes, {source.Length - at - 1} are there");
        ulong value = 0;
        foreach (byte b in source.Slice(at + 1, bytes))
            value = value << 8 | b;
        at += 1 + bytes;
        return value;
    }
}
