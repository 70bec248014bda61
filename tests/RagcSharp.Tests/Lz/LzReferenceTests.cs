using RagcSharp.Lz;
using RagcSharp.Memory;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Lz;

public sealed class LzReferenceTests
{
    // 40 symbols, any twelve of them different from all others.
    private const string Reference = "ACGTTGCAAGCTTACCGGATATCGAACTGGTCCATGACGT";

    // Found by hand for a minimum match length of 15, so with keys of 12 symbols at 0, 4, 8, …, 28.
    [Theory]
    [InlineData(Reference, "")]
    [InlineData("", "")]
    [InlineData("ACGT", "ABCD")]
    [InlineData("RYSWKMBDHVUN", "FGHIJKLMNOPE")]
    [InlineData("ACGTTGCAAGCT", "ABCDDCBAACBD")]
    [InlineData("ACGTTGCAAGCTTACC", "0,1.")]
    [InlineData("ACGTTGCAAGCTTAC", "ABCDDCBAACBDDAB")]
    [InlineData("ACGTTGCAAGCTTACCGGAT", "0,5.")]
    [InlineData("TTGCAAGCTTACCGGATATCG", "3,6.")]
    [InlineData("TTACCGGATATCGAACTGGTCCATGACGT", "11.")]
    [InlineData(Reference + "A", "0,25.A")]
    [InlineData("ATATCGAACTGGTCCATGACGTTGCAAGCTTACCGGAT", "18,7.-36,1.")]
    [InlineData("ACGTTGCATGCTTACCGGATATCGAACTGGTCCATGACGT", "A!!!!!!!D0.")]
    [InlineData("ACGTNNNNNNACGTACGTACGT", "ABCD\u001e2\u0004ABCDABCDABCD")]
    [InlineData("ACGTNNNNACGTACGTACGT", "ABCD\u001e0\u0004ABCDABCDABCD")]
    [InlineData("ACGTNNNACGTACGTACGT", "ABCDEEEABCDABCDABCD")]
    [InlineData("ACGTACGTNNNNN", "ABCDABCDEEEEE")]
    public void Encode_FollowsTheTable(string text, string delta)
    {
        Assert.Equal(delta, Text.OfBytes(Encode(Text.Codes(Reference), Text.Codes(text), 15)));
    }

    // One overshoots its text by a symbol: estimates do not step back.
    [Theory]
    [InlineData(Reference, 0)]
    [InlineData("ACGT", 4)]
    [InlineData("ACGTTGCAAGCTTACCGGAT", 4)]
    [InlineData("TTACCGGATATCGAACTGGTCCATGACGT", 6)]
    [InlineData("TACCGGATATCGAACTGGTCCATGACGT", 3)]
    [InlineData("ACGTNNNNNNACGTACGTACGT", 19)]
    public void Estimate_FollowsTheTable(string text, uint expected)
    {
        using var reference = Make(Text.Codes(Reference), 15);
        Assert.Equal(expected, reference.Estimate(Text.Codes(text), 1000));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 39)]
    public void Costs_AreBookedAtOneEnd(bool atFirst, int place)
    {
        using var reference = Make(Text.Codes(Reference), 15);
        using var costs = new NativeBuffer();
        reference.Costs(Text.Codes(Reference + "A"), atFirst, costs);
        byte[] expected = new byte[41];
        expected[place] = 5;
        expected[40] = 1;
        Assert.Equal(expected, costs.AsSpan().ToArray());
    }

    [Fact]
    public void Encode_ReplacesWhatTheBufferHeld()
    {
        using var reference = Make(Text.Codes(Reference), 15);
        using var delta = NativeBuffer.CopyOf("before"u8);
        reference.Encode(Text.Codes("AC"), delta);
        Assert.Equal("AB", Text.OfBytes(delta.AsSpan()));
    }

    [Fact]
    public void Encode_OfTheReferenceItselfIsEmpty()
    {
        Seeded.Run(30, random =>
        {
            byte[] symbols = RandomSymbols.Any(random, random.Next(2000));
            Assert.Empty(Encode(symbols, symbols, random.Next(15, 33)));
            using var reference = Make(symbols, 20);
            Assert.Equal(0u, reference.Estimate(symbols, 0));
            Assert.Equal(symbols.Length, reference.Length);
            Assert.Equal(symbols, reference.Symbols.ToArray());
        });
    }

    [Fact]
    public void Encode_ThenDecode_GivesBackRelatives()
    {
        Seeded.Run(400, random =>
        {
            byte[] symbols = Sequence(random, random.Next(4) == 0 ? random.Next(71) : random.Next(3000));
            byte[] text = random.Next(10) == 0 ? Sequence(random, random.Next(300)) : RandomSymbols.Relative(random, symbols);
            CheckRoundTrip(symbols, text, random.Next(15, 33));
        });
    }

    [Fact]
    public void Encode_ThenDecode_GivesBackRelativesOfShortReferences()
    {
        Seeded.Run(3, random =>
        {
            for (int length = 0; length <= 70; length++)
            {
                byte[] symbols = Sequence(random, length);
                CheckRoundTrip(symbols, RandomSymbols.Relative(random, symbols), 15 + length % 18);
            }
        });
    }

    // On both sides of 262140 symbols, where the positions of keys no longer fit into 16 bits.
    [Theory]
    [InlineData(262_136)]
    [InlineData(262_139)]
    [InlineData(262_140)]
    [InlineData(262_144)]
    [InlineData(300_000)]
    public void Encode_AgreesWithTheNaiveOneOnLongReferences(int length)
    {
        var random = new Random(length);
        byte[] symbols = RandomSymbols.Plain(random, length);
        byte[] text = RandomSymbols.Relative(random, symbols);
        byte[] end = symbols[^400..];
        var naive = new NaiveLz(symbols, 20);
        using var reference = Make(symbols, 20);
        foreach (byte[] each in (byte[][])[text, end, symbols[1..]])
        {
            CheckRoundTrip(symbols, each, 20);
            Assert.Equal(naive.Encode(each), Encode(symbols, each, 20));
            Assert.Equal(naive.Estimate(each, length), reference.Estimate(each, length));
        }
    }

    [Fact]
    public void Encode_AgreesWithTheNaiveOne()
    {
        Seeded.Run(400, random =>
        {
            var (symbols, text, minMatch) = Case(random);
            Assert.Equal(Text.OfBytes(new NaiveLz(symbols, minMatch).Encode(text)), Text.OfBytes(Encode(symbols, text, minMatch)));
        });
    }

    [Fact]
    public void Estimate_AgreesWithTheNaiveOne()
    {
        Seeded.Run(400, random =>
        {
            var (symbols, text, minMatch) = Case(random);
            var naive = new NaiveLz(symbols, minMatch);
            using var reference = Make(symbols, minMatch);
            foreach (long bound in (long[])[0, 5, 20, text.Length / 10, text.Length / 2, text.Length, uint.MaxValue])
            {
                uint expected = naive.Estimate(text, bound), estimate = reference.Estimate(text, bound);
                if (expected <= bound)
                    Assert.Equal(expected, estimate);
                else
                    Assert.True(estimate > bound, $"{estimate} with bound {bound}");
            }
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Costs_AgreeWithTheNaiveOnes(bool atFirst)
    {
        Seeded.Run(300, random =>
        {
            var (symbols, text, minMatch) = Case(random);
            using var reference = Make(symbols, minMatch);
            using var costs = new NativeBuffer();
            reference.Costs(text, atFirst, costs);
            Assert.Equal(new NaiveLz(symbols, minMatch).Costs(text, atFirst), costs.AsSpan().ToArray());
        });
    }

    // A key that occurs more than 64 times fills its chain: later positions are dropped.
    [Fact]
    public void Encode_AgreesWithTheNaiveOneWhereChainsAreFull()
    {
        Seeded.Run(20, random =>
        {
            byte[] unit = RandomSymbols.Plain(random, 4 * random.Next(1, 6));
            byte[] symbols = [.. Enumerable.Repeat(unit, 300).SelectMany(u => u), .. RandomSymbols.Plain(random, 500)];
            byte[] text = RandomSymbols.Relative(random, symbols);
            var naive = new NaiveLz(symbols, 20);
            Assert.Equal(Text.OfBytes(naive.Encode(text)), Text.OfBytes(Encode(symbols, text, 20)));
            CheckRoundTrip(symbols, text, 20);
        });
    }

    // Seventy copies of a key, each with another continuation: those beyond 64 probes cannot be found.
    [Fact]
    public void Encode_AgreesWithTheNaiveOneAtTheEndOfAChain()
    {
        Seeded.Run(20, random =>
        {
            byte[] shared = RandomSymbols.Plain(random, 24);
            byte[][] blocks = [.. Enumerable.Range(0, 70).Select(_ => (byte[])[.. shared, .. RandomSymbols.Plain(random, 20)])];
            byte[] symbols = [.. blocks.SelectMany(block => block)];
            byte[] text = [.. Enumerable.Reverse(blocks).SelectMany(block => block)];
            var naive = new NaiveLz(symbols, 20);
            using var reference = Make(symbols, 20);
            Assert.Equal(Text.OfBytes(naive.Encode(text)), Text.OfBytes(Encode(symbols, text, 20)));
            Assert.Equal(naive.Estimate(text, 100_000), reference.Estimate(text, 100_000));
        });
    }

    private static (byte[] Reference, byte[] Text, int MinMatch) Case(Random random)
    {
        byte[] symbols = Sequence(random, random.Next(2500));
        byte[] text = random.Next(10) == 0 ? Sequence(random, random.Next(600)) : RandomSymbols.Relative(random, symbols);
        return (symbols, text, random.Next(15, 33));
    }

    private static byte[] Sequence(Random random, int length) =>
        random.Next(3) == 0 ? RandomSymbols.Repeats(random, length) : RandomSymbols.Any(random, length);

    private static void CheckRoundTrip(byte[] reference, byte[] text, int minMatch)
    {
        byte[] delta = Encode(reference, text, minMatch);
        if (text.Length == 0 || text.SequenceEqual(reference))
        {
            Assert.Empty(delta);
            return;
        }

        using var decoded = new NativeBuffer();
        LzDelta.Decode(delta, reference, minMatch, text.Length, decoded);
        Assert.True(decoded.AsSpan().SequenceEqual(text), Text.OfBytes(delta));
    }

    private static byte[] Encode(byte[] symbols, byte[] text, int minMatch)
    {
        using var reference = Make(symbols, minMatch);
        using var delta = new NativeBuffer();
        reference.Encode(text, delta);
        return delta.AsSpan().ToArray();
    }

    private static LzReference Make(byte[] symbols, int minMatch)
    {
        using var packed = new PackedSymbols(symbols);
        return new LzReference(packed, minMatch);
    }
}
