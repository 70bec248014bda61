using RagcSharp.Collection;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Collection;

public sealed class ZigzagTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(7, 0, 7)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(2, 1, 2)]
    [InlineData(9, 10, 1)]
    [InlineData(10, 10, 0)]
    [InlineData(11, 10, 2)]
    [InlineData(0, 10, 19)]
    [InlineData(19, 10, 18)]
    [InlineData(20, 10, 20)]
    [InlineData(60031, 60031, 0)]
    [InlineData(60000, 60031, 61)]
    [InlineData(uint.MaxValue, 60031, uint.MaxValue)]
    public void Zigzag_FollowsTheTable(uint value, uint predicted, uint code)
    {
        Assert.Equal(code, Zigzag.Encode(value, predicted));
        Assert.Equal(value, Zigzag.Decode(code, predicted));
    }

    [Fact]
    public void Zigzag_IsOneToOneForSmallNumbers()
    {
        for (uint predicted = 0; predicted < 100; predicted++)
        {
            for (uint number = 0; number < 400; number++)
            {
                Assert.Equal(number, Zigzag.Decode(Zigzag.Encode(number, predicted), predicted));
                Assert.Equal(number, Zigzag.Encode(Zigzag.Decode(number, predicted), predicted));
            }
        }
    }

    // Predictions are s + k or an id and one: never above 2^31 − 1.
    [Fact]
    public void Zigzag_RoundTripsLargeNumbers()
    {
        Seeded.Run(20, random =>
        {
            for (int i = 0; i < 1000; i++)
            {
                uint predicted = (uint)random.Next() >> random.Next(31), value = (uint)random.NextInt64(1L << 32) >> random.Next(32);
                Assert.Equal(value, Zigzag.Decode(Zigzag.Encode(value, predicted), predicted));
            }
        });
        foreach (uint value in (uint[])[0, 1, int.MaxValue - 1, int.MaxValue, 1u << 31, uint.MaxValue - 1, uint.MaxValue])
            Assert.Equal(value, Zigzag.Decode(Zigzag.Encode(value, int.MaxValue), int.MaxValue));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, -1)]
    [InlineData(2, 1)]
    [InlineData(3, -2)]
    [InlineData(4, 2)]
    [InlineData(uint.MaxValue, -2147483648L)]
    [InlineData(uint.MaxValue - 1, 2147483647)]
    public void DecodeSigned_FollowsTheTable(uint code, long difference) => Assert.Equal(difference, Zigzag.DecodeSigned(code));
}
