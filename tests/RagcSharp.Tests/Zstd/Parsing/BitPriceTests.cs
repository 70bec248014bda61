using RagcSharp.Tests.Support;
using RagcSharp.Zstd.Parsing;

namespace RagcSharp.Tests.Zstd.Parsing;

public sealed class BitPriceTests
{
    [Fact]
    public void Log2_IsExactToAFewPartsInAThousand() => Seeded.Run(10_000, random =>
    {
        uint number = (uint)Math.Exp(random.NextDouble() * Math.Log(uint.MaxValue));
        Assert.InRange(BitPrice.Log2(number) - Math.Log2(number) * BitPrice.Bit, -1.5, 0.001);
    });

    [Fact]
    public void Log2_OfPowersIsWhole()
    {
        for (int power = 0; power < 32; power++)
            Assert.Equal(power * BitPrice.Bit, BitPrice.Log2(1u << power));
    }

    [Fact]
    public void Counts_GivePricesThatFillTheWhole()
    {
        int[] counts = [0, 1, 10, 100, 1000, 0], prices = new int[counts.Length];
        BitPrice.OfCounts(counts, prices);
        Assert.Equal(prices[0], prices[5]);
        Assert.InRange(prices.Sum(price => Math.Pow(2, -(double)price / BitPrice.Bit)), 0.98, 1.02);
        Assert.Equal(prices.OrderDescending(), [prices[0], prices[5], .. prices[1..5]]);
    }
}
