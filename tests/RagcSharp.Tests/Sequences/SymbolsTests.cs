using RagcSharp.Sequences;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Sequences;

public sealed class SymbolsTests
{
    private const string Table = "ACGTNRYSWKMBDHVU";

    [Fact]
    public void Encode_KnowsTheLettersOfTheTableOnly()
    {
        for (int b = 0; b < 256; b++)
            Assert.Equal(Code(b), Symbols.Encode((byte)b));
    }

    // Each byte at each place of texts of each length, so that whole vectors and what is left over are both asked.
    [Fact]
    public void TryEncode_TranslatesOrRefusesEveryByteAnywhere()
    {
        var random = new Random(1);
        for (int length = 1; length <= 70; length++)
        {
            byte[] letters = RandomLetters(random, length);
            for (int b = 0; b < 256; b++)
            {
                int at = random.Next(length);
                byte before = letters[at];
                letters[at] = (byte)b;
                var codes = new byte[length];
                Assert.Equal(Code(b) >= 0, Symbols.TryEncode(letters, codes, out bool hasLowerCase));
                if (Code(b) >= 0)
                {
                    Assert.Equal(letters.Select(letter => (byte)Code(letter)), codes);
                    Assert.Equal(letters.Any(letter => letter >= 'a'), hasLowerCase);
                }

                letters[at] = before;
            }
        }
    }

    [Fact]
    public void TryEncode_RefusesAtEveryPlace()
    {
        byte[] letters = RandomLetters(new Random(2), 70);
        for (int at = 0; at < letters.Length; at++)
        {
            byte before = letters[at];
            letters[at] = (byte)'J';
            Assert.False(Symbols.TryEncode(letters, new byte[70], out _));
            letters[at] = before;
        }

        Assert.True(Symbols.TryEncode(letters, new byte[70], out _));
        Assert.True(Symbols.TryEncode([], [], out _));
    }

    [Fact]
    public void TryEncode_NoticesALowerCaseLetterAnywhere()
    {
        byte[] letters = "ACGTNRYSWKMBDHVUACGTNRYSWKMBDHVUACGTNRYS"u8.ToArray();
        Assert.True(Symbols.TryEncode(letters, new byte[40], out bool hasLowerCase));
        Assert.False(hasLowerCase);
        for (int at = 0; at < letters.Length; at++)
        {
            letters[at] |= 0x20;
            Assert.True(Symbols.TryEncode(letters, new byte[40], out hasLowerCase));
            Assert.True(hasLowerCase);
            letters[at] &= 0xDF;
        }
    }

    [Fact]
    public void DecodeInPlace_GivesUpperCaseAndBlanks()
    {
        for (int length = 0; length <= 70; length++)
        {
            var codes = new byte[length];
            for (int i = 0; i < length; i++)
                codes[i] = (byte)(i * 37 + length);
            string expected = string.Concat(codes.Select(code => code < 16 ? Table[code] : ' '));
            Symbols.DecodeInPlace(codes);
            Assert.Equal(expected, Text.OfBytes(codes));
        }
    }

    [Fact]
    public void DecodeInPlace_KnowsEveryCode()
    {
        for (int length = 1; length <= 40; length += 13)
        {
            for (int code = 0; code < 256; code++)
            {
                var codes = new byte[length];
                codes.AsSpan().Fill((byte)code);
                Symbols.DecodeInPlace(codes);
                Assert.All(codes, letter => Assert.Equal(code < 16 ? (byte)Table[code] : (byte)' ', letter));
            }
        }
    }

    [Fact]
    public void ReverseComplement_FollowsTheTable()
    {
        byte[] source = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 30];
        var target = new byte[source.Length];
        Symbols.ReverseComplement(source, target);
        Assert.Equal([30, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 0, 1, 2, 3], target);
    }

    [Fact]
    public void ReverseComplement_TwiceIsIdentity()
    {
        var random = new Random(3);
        for (int length = 0; length <= 70; length++)
        {
            byte[] source = RandomSymbols.WithIupac(random, length);
            byte[] once = new byte[length + 3], twice = new byte[length + 3];
            once.AsSpan(length).Fill(0x77);
            Symbols.ReverseComplement(source, once);
            Symbols.ReverseComplement(once.AsSpan(0, length), twice);
            Assert.Equal(source.Reverse().Select(code => code < 4 ? (byte)(3 - code) : code), once.Take(length));
            Assert.Equal(source, twice.Take(length));
            Assert.All(once.Skip(length), b => Assert.Equal(0x77, b));
        }
    }

    private static int Code(int letter) => letter < 128 ? Table.IndexOf(char.ToUpperInvariant((char)letter)) : -1;

    private static byte[] RandomLetters(Random random, int length)
    {
        var letters = new byte[length];
        for (int i = 0; i < length; i++)
            letters[i] = (byte)(Table[random.Next(16)] | random.Next(2) << 5);
        return letters;
    }
}
