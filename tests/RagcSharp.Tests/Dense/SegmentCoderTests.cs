using RagcSharp.Dense;
using RagcSharp.Lz;
using RagcSharp.Memory;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Dense;

public sealed class SegmentCoderTests
{
    [Fact]
    public void Encode_CanBeDecodedWithAllThatTheReferenceHasBecome() => Seeded.Run(300, random =>
    {
        int minMatch = random.Next(8, 33), most = random.Next(4) == 0 ? 500 : 1 << 20;
        var rules = random.Next(2) == 0 ? CodingRules.Usual : CodingRules.RepeatRich;
        byte[] ancestor = random.Next(4) == 0 ? RandomSymbols.Repeats(random, 2000) : RandomSymbols.Any(random, random.Next(3000));
        var segments = Enumerable.Range(0, random.Next(1, 8)).Select(_ => RandomSymbols.Relative(random, ancestor)).ToArray();
        using var reference = new GrowingReference();
        byte[][] deltas = [.. segments.Select(segment => Encode(segment, rules, reference, minMatch, most))];
        Assert.All(reference.Symbols.ToArray(), symbol => Assert.InRange(symbol, 0, 3));
        Assert.True(reference.Length <= most + 8192);
        Assert.All(segments.Zip(deltas), pair => Assert.Equal(pair.First, Decode(pair.Second, reference, minMatch)));
    });

    // What is new is a match with what it becomes in the reference; shorter stretches are letters, and so are odd ones.
    [Theory]
    [InlineData(64, "0,53.")]
    [InlineData(63, null)]
    public void Encode_AppendsWhatIsNew(int length, string? tokens)
    {
        byte[] symbols = RandomSymbols.Plain(new Random(1), length);
        using var reference = new GrowingReference();
        string letters = string.Concat(symbols.Select(code => (char)('A' + code)));
        Assert.Equal(tokens ?? letters, Text.OfBytes(Encode(symbols, CodingRules.Usual, reference, 11, 1 << 20)));
        Assert.Equal(tokens is null ? 0 : length, reference.Length);
    }

    [Fact]
    public void Encode_OfOddLetters()
    {
        using var reference = new GrowingReference();
        byte[] delta = Encode(Text.Codes("NNNNNNACNNUT"), CodingRules.Usual, reference, 11, 1 << 20);
        Assert.Equal("\u001e2\u0004ABEEPD", Text.OfBytes(delta));
    }

    [Fact]
    public void Encode_TellsWhatDiffersOnly()
    {
        byte[] ancestor = RandomSymbols.Plain(new Random(2), 1000);
        using var reference = new GrowingReference();
        _ = Encode(ancestor, CodingRules.Usual, reference, 11, 1 << 20);
        byte[] other = [.. ancestor];
        other[500] ^= 1;
        Assert.Equal($"0,489.{(char)('A' + other[500])}0,488.", Text.OfBytes(Encode(other, CodingRules.Usual, reference, 11, 1 << 20)));
        other[510] ^= 1;
        string run = new('!', 9);
        Assert.Equal(
            $"0,489.{(char)('A' + other[500])}{run}{(char)('A' + other[510])}0,478.",
            Text.OfBytes(Encode(other, CodingRules.Usual, reference, 11, 1 << 20)));
        Assert.Equal(1000, reference.Length);
    }

    private static byte[] Encode(byte[] segment, CodingRules rules, GrowingReference reference, int minMatch, int most)
    {
        using NativeBuffer symbols = NativeBuffer.CopyOf(segment), delta = new();
        new SegmentCoder(rules, reference, minMatch, most, delta).Encode(symbols);
        return delta.AsSpan().ToArray();
    }

    private static byte[] Decode(byte[] delta, GrowingReference reference, int minMatch)
    {
        using var symbols = new NativeBuffer();
        LzDelta.Decode(delta, reference.Symbols, minMatch, int.MaxValue, symbols);
        return symbols.AsSpan().ToArray();
    }
}
