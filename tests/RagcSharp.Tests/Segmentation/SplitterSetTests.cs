using RagcSharp.Segmentation;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Segmentation;

public sealed class SplitterSetTests
{
    [Fact]
    public void Contains_AgreesWithAHashSetWhileItGrows()
    {
        Seeded.Run(5, random =>
        {
            var set = new SplitterSet();
            var expected = new HashSet<ulong>();
            for (int i = 0; i < 5000; i++)
            {
                ulong kmer = Kmer(random);
                Assert.Equal(expected.Contains(kmer), set.Contains(kmer));
                set.Add(kmer);
                expected.Add(kmer);
                Assert.True(set.Contains(kmer));
                ulong other = Kmer(random);
                Assert.Equal(expected.Contains(other), set.Contains(other));
            }

            Assert.Equal(expected.Count, set.Count);
            Assert.All(expected, kmer => Assert.True(set.Contains(kmer)));
            Assert.Equal(expected.Order(), set.ToSortedArray());
        });
    }

    [Fact]
    public void Add_TakesEachOnce()
    {
        var set = new SplitterSet();
        set.Add(0);
        set.Add(0);
        set.Add(ulong.MaxValue - 1);
        Assert.Equal(2, set.Count);
        Assert.Equal([0, ulong.MaxValue - 1], set.ToSortedArray());
        Assert.False(set.Contains(1));
    }

    // Few different ones as well, so that some are met again.
    private static ulong Kmer(Random random) =>
        random.Next(2) == 0 ? (ulong)random.NextInt64() : (ulong)random.Next(3000) << random.Next(2) * 50;
}
