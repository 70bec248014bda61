using RagcSharp.Memory;
using RagcSharp.Segmentation;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Segmentation;

public sealed class ContigCutterTests
{
    [Fact]
    public void Cut_AgreesWithTheNaiveOne()
    {
        Seeded.Run(100, random =>
        {
            int k = random.Next(17, 33);
            byte[] contig = random.Next(2) == 0 ? RandomSymbols.Any(random, random.Next(5000)) : RandomSymbols.Repeats(random, 3000);
            var splitters = Splitters(random, contig, k);
            var expected = NaiveSplitters.Cut(contig, splitters, k);
            var pieces = Cut(contig, splitters, k);
            Assert.Equal(expected, pieces.Select(p => (p.Start, p.Length, Canonical(p.Front), Canonical(p.Back))));
        });
    }

    [Fact]
    public void Cut_CoversTheContigWithOverlapsOfK()
    {
        Seeded.Run(100, random =>
        {
            int k = random.Next(17, 33);
            byte[] contig = RandomSymbols.WithRunsOfN(random, random.Next(1, 5000));
            var pieces = Cut(contig, Splitters(random, contig, k), k);
            long end = k;
            foreach (var piece in pieces)
            {
                Assert.Equal(end - k, piece.Start);
                end = piece.Start + piece.Length;
            }

            Assert.Equal(contig.Length, end);
            Assert.False(pieces[0].Front.Exists);
            Assert.False(pieces[^1].Back.Exists);
            for (int i = 1; i < pieces.Count; i++)
            {
                Assert.Equal(pieces[i - 1].Back, pieces[i].Front);
                Assert.Equal(
                    NaiveSplitters.KmerAt(contig, (int)pieces[i].Start + k - 1, k),
                    (pieces[i].Front.Forward, pieces[i].Front.Reverse));
            }
        });
    }

    // Several stretches, with and without odd letters, and splitters that overlap each other and the borders.
    [Fact]
    public void Cut_AgreesWithTheNaiveOneInLongContigs()
    {
        Seeded.Run(8, random =>
        {
            int k = random.Next(17, 33), length = (2 * KmerScan.Stretch) + random.Next(KmerScan.Stretch);
            byte[] contig = random.Next(2) == 0 ? RandomSymbols.Plain(random, length) : RandomSymbols.Repeats(random, length);
            contig[random.Next(length)] = 4;
            var splitters = Splitters(random, contig, k);
            foreach (int near in new[] { 32, KmerScan.Stretch, 2 * KmerScan.Stretch, length - 32 })
            {
                if (NaiveSplitters.CanonicalAt(contig, near + random.Next(-k, 32), k) is { } kmer)
                    splitters.Add(kmer);
            }

            var expected = NaiveSplitters.Cut(contig, splitters, k);
            Assert.Equal(expected, Cut(contig, splitters, k).Select(p => (p.Start, p.Length, Canonical(p.Front), Canonical(p.Back))));
        });
    }

    [Fact]
    public void Cut_GivesNothingForAnEmptyContig() => Assert.Empty(Cut([], [1, 2, 3], 31));

    [Fact]
    public void Cut_GivesOnePieceWithoutSplitters()
    {
        var piece = Assert.Single(Cut(RandomSymbols.Plain(new Random(1), 100), [], 31));
        Assert.Equal(new Piece(0, 100, Kmer.None, Kmer.None), piece);
    }

    // A splitter that ends the contig leaves itself as the last piece.
    [Fact]
    public void Cut_LeavesTheLastKmer()
    {
        byte[] contig = RandomSymbols.Plain(new Random(2), 100);
        var pieces = Cut(contig, [NaiveSplitters.CanonicalAt(contig, 99, 20)!.Value], 20);
        Assert.Equal([(0L, 100), (80L, 20)], pieces.Select(p => (p.Start, p.Length)));
    }

    private static HashSet<ulong> Splitters(Random random, byte[] contig, int k)
    {
        var splitters = new HashSet<ulong>();
        for (int i = random.Next(40); i > 0 && contig.Length > 0; i--)
        {
            if (NaiveSplitters.CanonicalAt(contig, random.Next(contig.Length), k) is { } kmer)
                splitters.Add(kmer);
        }

        return splitters;
    }

    private static List<Piece> Cut(byte[] contig, HashSet<ulong> splitters, int k)
    {
        var set = new SplitterSet();
        foreach (ulong kmer in splitters)
            set.Add(kmer);
        using var symbols = NativeBuffer.CopyOf(contig);
        return [.. new ContigCutter(k, set).Cut(symbols)];
    }

    private static ulong? Canonical(Kmer kmer) => kmer.Exists ? kmer.Canonical : null;
}
