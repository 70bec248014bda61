using RagcSharp.Encoding;
using RagcSharp.Memory;
using RagcSharp.Segmentation;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Segmentation;

public sealed class SplitterFinderTests
{
    private static readonly ParallelRunner Loop = (count, work) =>
    {
        for (int i = 0; i < count; i++)
            work(i);
    };

    private static readonly ParallelRunner Parallel = (count, work) => System.Threading.Tasks.Parallel.For(0, count, work);

    [Fact]
    public void Find_AgreesWithTheNaiveOne()
    {
        Seeded.Run(120, random =>
        {
            int k = random.Next(17, 33);
            byte[][] contigs = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Contig(random, k))];
            Check(contigs, k, random.Next(100, 2001), Loop);
        });
    }

    [Fact]
    public void Find_AgreesWithTheNaiveOneInGenomesOfRepeats()
    {
        Seeded.Run(30, random =>
        {
            byte[] once = RandomSymbols.Repeats(random, 20_000);
            byte[] flipped = new byte[once.Length];
            Fasta(once, flipped);
            byte[][] contigs = [once, RandomSymbols.Relative(random, once), RandomSymbols.Relative(random, flipped)];
            Check(contigs, random.Next(17, 33), random.Next(100, 2001), Loop);
        });

        static void Fasta(byte[] source, byte[] target) => RagcSharp.Fasta.Symbols.ReverseComplement(source, target);
    }

    // Everything occurs twice except for a few symbols far from all sites: the walks have to look at everything.
    [Fact]
    public void Find_LooksAtAllKmersWhereAlmostAllAreRepeated()
    {
        var random = new Random(1);
        byte[] unique = RandomSymbols.Plain(random, 300_000);
        byte[] other = [.. unique];
        for (int at = 70_000; at < other.Length; at += 99_000)
            other[at] = (byte)(3 - other[at]);
        Check([unique, other], 31, 1000, Loop);
    }

    [Fact]
    public void Find_IsTheSameInParallel()
    {
        Seeded.Run(2, random =>
        {
            byte[] first = RandomSymbols.WithRunsOfN(random, 1_500_000);
            byte[] second = RandomSymbols.Relative(random, first[200_000..500_000]);
            byte[] third = RandomSymbols.Repeats(random, 300_000);
            Check([first, second, third], 31, random.Next(100, 60_000), Parallel);
        });
    }

    [Fact]
    public void Find_PicksNothingInShortContigs()
    {
        Check([[], [0], RandomSymbols.Plain(new Random(2), 30), RandomSymbols.Plain(new Random(3), 31)], 31, 100, Loop);
        Assert.Empty(new SplitterFinder(31, 100, Loop).Find([]));
    }

    private static void Check(byte[][] contigs, int k, int segmentSize, ParallelRunner run)
    {
        PackedContig[] packed = [.. contigs.Select(Pack)];
        var expected = NaiveSplitters.Find(contigs, k, segmentSize);
        var found = new SplitterFinder(k, segmentSize, run).Find(packed);
        Assert.Equal(contigs.Length, found.Length);
        for (int i = 0; i < contigs.Length; i++)
        {
            Assert.Equal(expected[i], found[i].Select(splitter => (splitter.End, splitter.Kmer.Canonical)));
            foreach (var (end, kmer, _) in found[i])
                Assert.Equal(NaiveSplitters.KmerAt(contigs[i], (int)end, k), (kmer.Forward, kmer.Reverse));
        }

        foreach (var contig in packed)
            contig.Dispose();
    }

    private static byte[] Contig(Random random, int k) => random.Next(4) switch
    {
        0 => RandomSymbols.Any(random, random.Next(2 * k)),
        1 => RandomSymbols.Repeats(random, random.Next(6000)),
        _ => RandomSymbols.Any(random, random.Next(12_000)),
    };

    private static PackedContig Pack(byte[] symbols)
    {
        using var buffer = NativeBuffer.CopyOf(symbols);
        return new PackedContig(buffer);
    }
}
