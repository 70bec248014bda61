using RagcSharp.Segmentation;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Segmentation;

public sealed class KmerWindowTests
{
    [Theory]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(32)]
    public void Push_AgreesWithTheNaiveKmers(int k)
    {
        Seeded.Run(20, random =>
        {
            byte[] symbols = RandomSymbols.Any(random, 600);
            var window = new KmerWindow(k);
            for (int end = 0; end < symbols.Length; end++)
            {
                bool isFull = window.Push(symbols[end]);
                var expected = NaiveSplitters.KmerAt(symbols, end, k);
                Assert.Equal(expected is not null, isFull);
                if (expected is not var (forward, reverse))
                    continue;
                Assert.Equal(new Kmer(forward, reverse), window.Kmer);
                Assert.Equal(Math.Min(forward, reverse), window.Canonical);
                Assert.Equal(forward <= reverse, window.Kmer.IsDirect);
                Assert.True(window.Kmer.Exists);
                Assert.Equal(window.Canonical, window.Kmer.Swapped.Canonical);
            }
        });
    }

    [Fact]
    public void Push_FollowsTheTable()
    {
        var window = new KmerWindow(4);
        bool[] isFull = [.. Text.Codes("ACGTANACGG").Select(code => window.Push(code))];
        Assert.Equal([false, false, false, true, true, false, false, false, false, true], isFull);
        // ACGG is 00 01 10 10, CCGT is 01 01 10 11.
        Assert.Equal(0x1A00_0000_0000_0000UL, window.Kmer.Forward);
        Assert.Equal(0x5B00_0000_0000_0000UL, window.Kmer.Reverse);
    }

    [Fact]
    public void Empty_ForgetsTheSymbols()
    {
        var window = new KmerWindow(2);
        _ = window.Push(0);
        Assert.True(window.Push(0));
        window.Empty();
        Assert.False(window.Push(1));
        Assert.True(window.Push(1));
        Assert.Equal(0x5000_0000_0000_0000UL, window.Kmer.Forward);
    }

    [Fact]
    public void None_DoesNotExist() => Assert.False(Kmer.None.Exists);
}
