using RagcSharp.Tests.Support;
using RagcSharp.Zstd.Parsing;

namespace RagcSharp.Tests.Zstd.Parsing;

public sealed unsafe class HuffmanTests
{
    [Theory]
    [InlineData(new int[0], new int[0], 0)]
    [InlineData(new[] { 1000 }, new[] { 1 }, 62)]
    [InlineData(new[] { 50, 50, 49, 51 }, new[] { 2, 2, 2, 2 }, 400)]
    public void Code_IsWhatItMustBe(int[] counts, int[] lengths, int cost)
    {
        var code = Code(counts);
        Assert.Equal(lengths, code.Lengths);
        Assert.Equal(cost, code.Cost);
    }

    [Fact]
    public void ARareFifthLetterTakesATenthOfTheWhole()
    {
        var (cost, lengths) = Code([250, 250, 250, 250, 1]);
        Assert.Equal([2, 2, 2, 3, 3], lengths.Order());
        Assert.Equal(2 * 750 + 3 * 251, cost);
    }

    // No code of whole bits is shorter than the entropy, and Huffman's is less than a bit a symbol longer.
    [Fact]
    public void Codes_AreOptimal() => Seeded.Run(500, random =>
    {
        int[] counts = [.. Enumerable.Range(0, random.Next(2, 257)).Select(_ => random.Next(1, random.Next(2, 500)))];
        var (cost, lengths) = Code(counts);
        double sum = counts.Sum(), entropy = counts.Sum(count => count * Math.Log2(sum / count));
        Assert.InRange(cost, entropy - 0.001, entropy + sum);
        if (lengths.Max() < Huffman.LongestCode)
        {
            Assert.Equal(1, lengths.Sum(length => Math.Pow(2, -length)), 1e-9);
            Assert.Equal(cost, counts.Zip(lengths, (count, length) => count * length).Sum());
        }
    });

    private static (int Cost, int[] Lengths) Code(int[] counts)
    {
        var all = new int[Huffman.Symbols];
        counts.CopyTo(all, 0);
        var lengths = new byte[Huffman.Symbols];
        fixed (int* c = all)
        fixed (byte* l = lengths)
        {
            Huffman.Lengths(c, l);
            Assert.All(lengths[counts.Length..], length => Assert.Equal(0, length));
            return (Huffman.Cost(c), [.. lengths[..counts.Length].Select(length => (int)length)]);
        }
    }
}
