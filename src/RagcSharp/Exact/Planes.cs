using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Zstd;

namespace RagcSharp.Exact;

/// <summary>
/// The pieces of a block that are compressed one by one. Numbers become two planes, the first bytes of all and then the other bytes of all:
/// of numbers that zstd finds no repeats in, such as lengths of runs, that saves six bytes of a hundred.
/// </summary>
internal static class Planes
{
    private const int Level = 19;

    /// <summary>A plane of fewer bytes would only grow.</summary>
    private const int LeastCompressed = 16;

    /// <summary>Appends a plane: its length, the length of the frame behind it (0: the bytes as they are), and that.</summary>
    public static void Write(ReadOnlySpan<byte> plane, ZstdContext zstd, NativeBuffer target)
    {
        PrefixVarint.Write((uint)plane.Length, target);
        if (plane.IsEmpty)
            return;
        using var frame = new NativeBuffer();
        if (plane.Length >= LeastCompressed)
            ZstdFrame.Encode(plane, Level, zstd, frame);
        bool isCompressed = frame.Length > 0 && frame.Length < plane.Length;
        PrefixVarint.Write(isCompressed ? (uint)frame.Length : 0, target);
        target.Append(isCompressed ? frame.AsSpan() : plane);
    }

    /// <summary>Appends a plane's bytes to <paramref name="plane"/>.</summary>
    /// <exception cref="InvalidDataException">It is not intact.</exception>
    public static void Read(ReadOnlySpan<byte> source, ref int at, ZstdContext zstd, NativeBuffer plane)
    {
        var bytes = Take(source, ref at, out uint length, out bool isCompressed);
        if (isCompressed)
            ZstdFrame.Decode(bytes, length, zstd, plane);
        else
            plane.Append(bytes);
    }

    /// <summary>Passes over a plane.</summary>
    /// <exception cref="InvalidDataException">It is cut off.</exception>
    public static void Skip(ReadOnlySpan<byte> source, ref int at) => _ = Take(source, ref at, out _, out _);

    /// <summary>Appends the two planes of numbers, which are prefix varints one behind the other.</summary>
    public static void WriteNumbers(ReadOnlySpan<byte> numbers, ZstdContext zstd, NativeBuffer target)
    {
        using NativeBuffer heads = new(), tails = new();
        for (int at = 0; at < numbers.Length;)
        {
            int length = PrefixVarint.LengthOf(numbers[at]);
            heads.Append(numbers[at]);
            tails.Append(numbers.Slice(at + 1, length - 1));
            at += length;
        }

        Write(heads.AsSpan(), zstd, target);
        Write(tails.AsSpan(), zstd, target);
    }

    /// <summary>Appends the numbers of two planes to <paramref name="numbers"/>, as prefix varints.</summary>
    /// <exception cref="InvalidDataException">A plane is not intact, or they do not belong together.</exception>
    public static void ReadNumbers(ReadOnlySpan<byte> source, ref int at, ZstdContext zstd, NativeBuffer numbers)
    {
        using NativeBuffer heads = new(), tails = new();
        Read(source, ref at, zstd, heads);
        Read(source, ref at, zstd, tails);
        var rest = tails.AsSpan();
        foreach (byte head in heads.AsSpan())
        {
            int length = PrefixVarint.LengthOf(head) - 1;
            if (length > rest.Length)
                throw new InvalidDataException("numbers are cut off");
            numbers.Append(head);
            numbers.Append(rest[..length]);
            rest = rest[length..];
        }

        if (!rest.IsEmpty)
            throw new InvalidDataException($"{rest.Length} bytes too many behind numbers");
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> source, ref int at, out uint length, out bool isCompressed)
    {
        length = PrefixVarint.Read(source, ref at);
        uint packed = length == 0 ? 0 : PrefixVarint.Read(source, ref at);
        isCompressed = packed > 0;
        uint stored = isCompressed ? packed : length;
        if (stored > source.Length - at)
            throw new InvalidDataException($"{stored} bytes of a plane, {source.Length - at} are there");
        at += (int)stored;
        return source.Slice(at - (int)stored, (int)stored);
    }
}
