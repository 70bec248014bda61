using RagcSharp.Memory;

namespace RagcSharp.Archive;

/// <summary>
/// The number of the collection streams (docs/format.md §5.1): 1 to 5 bytes, the length told by the leading one-bits of the
/// first; each length begins where the shorter one ends.
/// </summary>
internal static class PrefixVarint
{
    private const uint TwoBytes = 1 << 7;
    private const uint ThreeBytes = TwoBytes + (1 << 14);
    private const uint FourBytes = ThreeBytes + (1 << 21);
    private const uint FiveBytes = FourBytes + (1 << 28);
    private const byte FiveBytesPrefix = 0xF0;

    public static void Write(uint value, NativeBuffer target)
    {
        switch (value)
        {
            case < TwoBytes:
                target.Append((byte)value);
                break;
            case < ThreeBytes:
                Append(value - TwoBytes | 0x8000, 2, target);
                break;
            case < FourBytes:
                Append(value - ThreeBytes | 0xC0_0000, 3, target);
                break;
            case < FiveBytes:
                Append(value - FourBytes | 0xE000_0000, 4, target);
                break;
            default:
                target.Append(FiveBytesPrefix);
                Append(value - FiveBytes, 4, target);
                break;
        }
    }

    /// <summary>How many bytes a number takes, told by its first one.</summary>
    public static int LengthOf(byte first) => first < 0x80 ? 1 : first < 0xC0 ? 2 : first < 0xE0 ? 3 : first < 0xF0 ? 4 : 5;

    /// <summary>Reads a number at <paramref name="at"/> and moves behind it.</summary>
    /// <exception cref="InvalidDataException">It is cut off, or larger than 32 bits.</exception>
    public static uint Read(ReadOnlySpan<byte> source, ref int at)
    {
        byte first = at < source.Length ? source[at] : throw new InvalidDataException("a number is cut off");
        int length = LengthOf(first);
        if (length > source.Length - at)
            throw new InvalidDataException("a number is cut off");
        var bytes = source.Slice(at, length);
        at += length;
        return length switch
        {
            1 => first,
            2 => (BigEndian(bytes) & 0x3FFF) + TwoBytes,
            3 => (BigEndian(bytes) & 0x1F_FFFF) + ThreeBytes,
            4 => (BigEndian(bytes) & 0x0FFF_FFFF) + FourBytes,
            _ => Largest(BigEndian(bytes[1..])),
        };
    }

    private static uint Largest(uint rest) =>
        rest <= uint.MaxValue - FiveBytes ? rest + FiveBytes : throw new InvalidDataException("a number of more than 32 bits");

    private static void Append(uint value, int bytes, NativeBuffer target)
    {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
            target.Append((byte)(value >> shift));
    }

    private static uint BigEndian(ReadOnlySpan<byte> bytes)
    {
        uint value = 0;
        foreach (byte b in bytes)
            value = value << 8 | b;
        return value;
    }
}
