using System.Globalization;

using RagcSharp.Lz;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Lz;

public sealed class DecimalDigitsTests
{
    [Fact]
    public void Count_ChangesAtThePowersOfTen()
    {
        for (long power = 1; power <= 1_000_000_000; power *= 10)
        {
            foreach (long value in (long[])[power - 1, power, power + 1])
            {
                Check((int)value);
                Check((int)-value);
            }
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(9, 1)]
    [InlineData(10, 2)]
    [InlineData(-1, 2)]
    [InlineData(-10, 3)]
    [InlineData(int.MaxValue, 10)]
    [InlineData(int.MinValue, 11)]
    [InlineData(int.MinValue + 1, 11)]
    public void Count_TakesTheSignIn(int value, int digits) => Assert.Equal(digits, DecimalDigits.Count(value));

    [Fact]
    public void Count_ChangesNowhereElse()
    {
        for (int shift = 0; shift < 31; shift++)
        {
            Check(1 << shift);
            Check((1 << shift) - 1);
        }

        Seeded.Run(10, random =>
        {
            for (int i = 0; i < 1000; i++)
                Check(random.Next(int.MinValue, int.MaxValue) >> random.Next(31));
        });
    }

    private static void Check(int value) =>
        Assert.Equal(value.ToString(CultureInfo.InvariantCulture).Length, DecimalDigits.Count(value));
}
