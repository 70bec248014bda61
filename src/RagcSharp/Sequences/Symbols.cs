using System.Runtime.Intrinsics;

namespace RagcSharp.Sequences;

/// <summary>
/// Letters ↔ codes. A symbol is stored as a code 0..15 in the order of <see cref="Letters"/> (docs/format.md §2);
/// 0..3 are the plain bases A, C, G, T and 4 is N.
/// </summary>
internal static class Symbols
{
    /// <summary>Codes below this one are plain bases.</summary>
    public const byte PlainBases = 4;

    /// <summary>The code of N.</summary>
    public const byte N = 4;

    /// <summary>What stands for a code without a letter, as in C++ AGC's output.</summary>
    public const byte NoLetter = (byte)' ';

    /// <summary>Flag in <see cref="CodeOf"/> for bytes that are no letter of the table.</summary>
    private const byte NoCode = 0x80;

    /// <summary>What lower-case letters have and upper-case ones have not.</summary>
    private const byte LowerCase = 0x20;

    private static readonly byte[] CodeOf = MakeCodes();

    // The codes of letters 0x40..0x5F in two halves, for vector look-ups by the low five bits.
    private static readonly Vector128<byte> LowCodes = Vector128.Create(CodeOf.AsSpan(0x40, 16));
    private static readonly Vector128<byte> HighCodes = Vector128.Create(CodeOf.AsSpan(0x50, 16));
    private static readonly Vector128<byte> LetterTable = Vector128.Create(Letters);

    /// <summary>The letters in the order of their codes.</summary>
    public static ReadOnlySpan<byte> Letters => "ACGTNRYSWKMBDHVU"u8;

    /// <summary>
    /// Translates letters of either case into codes of the same number. False when one of them is not in the table:
    /// <paramref name="codes"/> and <paramref name="hasLowerCase"/> then hold nothing of use.
    /// </summary>
    public static bool TryEncode(ReadOnlySpan<byte> letters, Span<byte> codes, out bool hasLowerCase)
    {
        int i = 0;
        byte bad = 0, seen = 0;
        hasLowerCase = false;
        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<byte> refused = Vector128<byte>.Zero, all = Vector128<byte>.Zero;
            for (; i <= letters.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                var v = Vector128.Create(letters.Slice(i, Vector128<byte>.Count));
                var index = v & Vector128.Create((byte)0x1F);
                // Indexes outside 0..15 yield 0: each half answers for its own letters.
                var code = Vector128.Shuffle(LowCodes, index) | Vector128.Shuffle(HighCodes, index - Vector128.Create((byte)16));
                refused |= code | ~Vector128.Equals(v & Vector128.Create((byte)0xC0), Vector128.Create((byte)0x40));
                all |= v;
                code.CopyTo(codes[i..]);
            }

            if ((refused & Vector128.Create(NoCode)) != Vector128<byte>.Zero)
                return false;
            hasLowerCase = (all & Vector128.Create(LowerCase)) != Vector128<byte>.Zero;
        }

        for (; i < letters.Length; i++)
        {
            byte code = CodeOf[letters[i]];
            bad |= code;
            seen |= letters[i];
            codes[i] = code;
        }

        hasLowerCase |= (seen & LowerCase) != 0;
        return (bad & NoCode) == 0;
    }

    /// <summary>The code of one letter of either case, or −1.</summary>
    public static int Encode(byte letter) => CodeOf[letter] == NoCode ? -1 : CodeOf[letter];

    /// <summary>Whether a letter of the table, in either case, is a lower-case one.</summary>
    public static bool IsLowerCase(byte letter) => (letter & LowerCase) != 0;

    /// <summary>Translates codes into upper-case letters, in place. Codes above 15 become blanks.</summary>
    public static void DecodeInPlace(Span<byte> symbols)
    {
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            var blank = Vector128.Create(NoLetter);
            for (; i <= symbols.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                var v = Vector128.Create<byte>(symbols.Slice(i, Vector128<byte>.Count));
                var known = Vector128.LessThan(v, Vector128.Create((byte)16));
                Vector128.ConditionalSelect(known, Vector128.Shuffle(LetterTable, v), blank).CopyTo(symbols[i..]);
            }
        }

        for (; i < symbols.Length; i++)
            symbols[i] = symbols[i] < 16 ? Letters[symbols[i]] : NoLetter;
    }

    /// <summary>Writes the reverse complement of <paramref name="source"/>; codes above 3 stay as they are.</summary>
    public static void ReverseComplement(ReadOnlySpan<byte> source, Span<byte> target)
    {
        target = target[..source.Length];
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            var reversed = Vector128.Create((byte)15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
            for (; i <= source.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                var v = Vector128.Shuffle(
                    Vector128.Create(source.Slice(source.Length - i - Vector128<byte>.Count, Vector128<byte>.Count)), reversed);
                // 3 − c is c ^ 3 for the four plain bases.
                var plain = Vector128.LessThan(v, Vector128.Create(PlainBases));
                (v ^ (plain & Vector128.Create((byte)3))).CopyTo(target[i..]);
            }
        }

        for (; i < source.Length; i++)
            target[i] = Complement(source[source.Length - 1 - i]);
    }

    private static byte Complement(byte code) => code < PlainBases ? (byte)(3 - code) : code;

    private static byte[] MakeCodes()
    {
        var codes = new byte[256];
        codes.AsSpan().Fill(NoCode);
        for (byte code = 0; code < Letters.Length; code++)
            codes[Letters[code]] = codes[Letters[code] | LowerCase] = code;
        return codes;
    }
}
