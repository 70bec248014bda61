using RagcSharp.Packs;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Packs;

public sealed class RepetitivenessTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("ACGT", false)]
    [InlineData("ACGTA", true)]
    [InlineData("ACGTC", false)]
    [InlineData("ACGTAA", true)]
    [InlineData("ACGTGGG", false)]
    [InlineData("NNNNNNNN", false)]
    [InlineData("NNNNNNNNACGTACGT", true)]
    public void IsRepetitive_FollowsTheTable(string symbols, bool expected) =>
        Assert.Equal(expected, Repetitiveness.IsRepetitive(Text.Codes(symbols)));

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(31, true)]
    [InlineData(32, false)]
    [InlineData(37, false)]
    public void IsRepetitive_SeesLagsUpTo31(int period, bool expected)
    {
        byte[] unit = RandomSymbols.Plain(new Random(11), period);
        byte[] symbols = [.. Enumerable.Repeat(unit, 20).SelectMany(u => u)];
        Assert.Equal(expected, Repetitiveness.IsRepetitive(symbols));
    }

    [Fact]
    public void IsRepetitive_AgreesWithTheNaiveOne()
    {
        int repetitive = 0, others = 0;
        Seeded.Run(400, random =>
        {
            byte[] unit = RandomSymbols.Any(random, random.Next(1, 50));
            byte[] symbols = [.. Enumerable.Repeat(unit, random.Next(8)).SelectMany(u => u)];
            // About where every second symbol is the one of the unit.
            for (int i = 0; i < symbols.Length; i++)
            {
                if (random.Next(100) < 38)
                    symbols[i] = (byte)random.Next(5);
            }

            bool expected = Naive(symbols);
            Assert.Equal(expected, Repetitiveness.IsRepetitive(symbols));
            repetitive += expected ? 1 : 0;
            others += expected ? 0 : 1;
        });
        Assert.True(Environment.GetEnvironmentVariable("RAGC_SEED") is not null || (repetitive > 50 && others > 50));
    }

    private static bool Naive(byte[] s)
    {
        for (int i = 4; i <= 31; i++)
        {
            int c = 0, n = 0;
            for (int j = 0; j + i < s.Length; j++)
            {
                c += s[j] == s[j + i] ? 1 : 0;
                n += s[j] < 4 ? 1 : 0;
            }

            if (n > 0 && (double)c / n >= 0.5)
                return true;
        }

        return false;
    }
}
