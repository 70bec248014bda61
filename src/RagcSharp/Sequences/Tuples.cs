using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

using RagcSharp.Memory;

namespace RagcSharp.Sequences;

/// <summary>
/// Packs symbols as digits of a number, several a byte (docs/format.md §3.4): four plain bases a byte, three when
/// N is among them, two for other IUPAC letters. The form of references on disk, and of sequences that wait in memory.
/// </summary>
/// <remarks>
/// Layout: full tuples, first symbol most significant; one byte with the left-over symbols; one byte
/// <c>symbols a byte &lt;&lt; 4 | left-over symbols</c>. With one symbol a byte the left-over byte is absent.
/// </remarks>
internal static unsafe class Tuples
{
    /// <summary>Plain bases that share a byte.</summary>
    public const int FourSymbols = 4;

    // Four symbols of two bits, as a little-endian word: the product has them side by side in its top byte, first symbol on top.
    private const uint GatherFour = 0x40100401;

    // What a plain base has no bit of.
    private const uint NotPlain = 0xFCFCFCFC;

    private static readonly uint[] FourOf = MakeFours();

    /// <summary>Packs four symbols into the lowest byte, first symbol most significant; false when one of them is no plain base.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGatherFour(byte* symbols, out uint four)
    {
        uint word = Unsafe.ReadUnaligned<uint>(symbols);
        if (!BitConverter.IsLittleEndian)
            word = BinaryPrimitives.ReverseEndianness(word);
        four = word * GatherFour >> 24;
        return (word & NotPlain) == 0;
    }

    /// <summary>Bytes that <paramref name="symbols"/> take when packed.</summary>
    public static int PackedLength(ReadOnlySpan<byte> symbols) => PackedLength(symbols.Length, PerByte(symbols));

    /// <summary>Packs symbols behind the contents of <paramref name="output"/>.</summary>
    public static void Encode(ReadOnlySpan<byte> symbols, NativeBuffer output)
    {
        int perByte = PerByte(symbols);
        int length = PackedLength(symbols.Length, perByte);
        var packed = output.Room(length)[..length];
        int rest = symbols.Length % perByte;
        if (perByte == 1)
        {
            symbols.CopyTo(packed);
        }
        else
        {
            int full = symbols.Length / perByte;
            if (perByte == 4)
                PackFours(symbols, packed[..full]);
            else
                EncodeDigits(symbols, perByte, packed[..full]);
            packed[full] = Number(symbols[(full * perByte)..], Base(perByte));
        }

        packed[^1] = (byte)(perByte << 4 | rest);
        output.Advance(length);
    }

    /// <summary>Number of symbols in a packed sequence.</summary>
    /// <exception cref="InvalidDataException">The last byte is none that <see cref="Encode"/> writes.</exception>
    public static int UnpackedLength(ReadOnlySpan<byte> packed)
    {
        long length = UnpackedLength(packed.Length, packed.IsEmpty ? (byte)0 : packed[^1], out _, out _);
        return length <= int.MaxValue
            ? (int)length
            : throw new InvalidDataException($"tuples: {length} symbols; at most {int.MaxValue} are possible");
    }

    /// <summary>Number of symbols in a packed sequence of so many bytes that end in a descriptor.</summary>
    /// <exception cref="InvalidDataException">That is none that <see cref="Encode"/> writes.</exception>
    public static long UnpackedLength(long packedLength, byte descriptor, out int perByte, out int rest)
    {
        perByte = descriptor >> 4;
        rest = descriptor & 15;
        if (packedLength > 0 && perByte == 1 && rest == 0)
            return packedLength - 1;
        if (perByte is not (2 or 3 or 4) || rest >= perByte || packedLength < 2)
            throw new InvalidDataException($"tuples: {packedLength} bytes that end in a wrong descriptor");
        return (packedLength - 2) * perByte + rest;
    }

    /// <summary>Unpacks some tuples, the last of which may be a shorter one, and returns the number of symbols.</summary>
    public static int Decode(ReadOnlySpan<byte> tuples, int perByte, int inLast, Span<byte> symbols)
    {
        int radix = Base(perByte), length = (tuples.Length - 1) * perByte + inLast;
        for (int i = 0; i < tuples.Length; i++)
            Digits(tuples[i], radix, symbols.Slice(i * perByte, i < tuples.Length - 1 ? perByte : inLast));
        return length;
    }

    /// <summary>Unpacks into <paramref name="symbols"/>, whose length is <see cref="UnpackedLength(ReadOnlySpan{byte})"/>.</summary>
    public static void Decode(ReadOnlySpan<byte> packed, Span<byte> symbols) => Decode(packed, 0, symbols);

    /// <summary>Symbols that a full tuple holds.</summary>
    public static int SymbolsAByte(ReadOnlySpan<byte> packed) => packed[^1] >> 4;

    /// <summary>Unpacks the tuples from <paramref name="first"/> on that fill <paramref name="symbols"/>.</summary>
    public static void Decode(ReadOnlySpan<byte> packed, int first, Span<byte> symbols)
    {
        int perByte = SymbolsAByte(packed), full = symbols.Length / perByte, rest = symbols.Length % perByte;
        packed = packed[first..];
        if (perByte == 1)
        {
            packed[..full].CopyTo(symbols);
            return;
        }

        if (perByte == 4)
        {
            var words = MemoryMarshal.Cast<byte, uint>(symbols[..(full * 4)]);
            for (int i = 0; i < full; i++)
                words[i] = FourOf[packed[i]];
        }
        else
        {
            for (int i = 0; i < full; i++)
                Digits(packed[i], Base(perByte), symbols.Slice(i * perByte, perByte));
        }

        if (rest > 0)
            Digits(packed[full], Base(perByte), symbols[(full * perByte)..]);
    }

    /// <summary>Packs plain bases, four a byte, into full tuples.</summary>
    public static void PackFours(ReadOnlySpan<byte> symbols, Span<byte> packed)
    {
        for (int i = 0; i < packed.Length; i++)
            packed[i] = (byte)(BinaryPrimitives.ReadUInt32LittleEndian(symbols[(i * 4)..]) * GatherFour >> 24);
    }

    private static int PackedLength(int symbols, int perByte) =>
        perByte == 1 ? checked(symbols + 1) : symbols / perByte + 2;

    private static int PerByte(ReadOnlySpan<byte> symbols)
    {
        int largest = Largest(symbols);
        return largest < 4 ? 4 : largest < 6 ? 3 : largest < 16 ? 2 : 1;
    }

    private static int Largest(ReadOnlySpan<byte> symbols)
    {
        int i = 0, largest = 0;
        if (Vector128.IsHardwareAccelerated && symbols.Length >= Vector128<byte>.Count)
        {
            var most = Vector128<byte>.Zero;
            for (; i <= symbols.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
                most = Vector128.Max(most, Vector128.Create(symbols.Slice(i, Vector128<byte>.Count)));
            for (int j = 0; j < Vector128<byte>.Count; j++)
                largest = Math.Max(largest, most[j]);
        }

        for (; i < symbols.Length; i++)
            largest = Math.Max(largest, symbols[i]);
        return largest;
    }

    private static int Base(int perByte) => perByte switch { 4 => 4, 3 => 6, _ => 16 };

    private static void EncodeDigits(ReadOnlySpan<byte> symbols, int perByte, Span<byte> packed)
    {
        int radix = Base(perByte);
        for (int i = 0; i < packed.Length; i++)
            packed[i] = Number(symbols.Slice(i * perByte, perByte), radix);
    }

    private static byte Number(ReadOnlySpan<byte> digits, int radix)
    {
        int number = 0;
        foreach (byte digit in digits)
            number = number * radix + digit;
        return (byte)number;
    }

    private static void Digits(int number, int radix, Span<byte> digits)
    {
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (byte)(number % radix);
            number /= radix;
        }
    }

    private static uint[] MakeFours()
    {
        var words = new uint[256];
        Span<byte> digits = stackalloc byte[4];
        for (int i = 0; i < 256; i++)
        {
            Digits(i, 4, digits);
            words[i] = MemoryMarshal.Read<uint>(digits);
        }

        return words;
    }
}
