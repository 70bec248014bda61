using RagcSharp.Memory;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Segmentation;

public sealed class SplitterFinderTests
{
    private static readonly ParallelRunner Loop = (count, work) =>
    {
        for (int i = 0; i < count; i++)
            work(i);
    };

    private static ParallelRunner OnThreads(int threads) => (count, work) =>
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);

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

        static void Fasta(byte[] source, byte[] target) => Symbols.ReverseComplement(source, target);
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
    public void Find_IsTheSameForEveryNumberOfThreads()
    {
        Seeded.Run(2, random =>
        {
            byte[] first = RandomSymbols.WithRunsOfN(random, 1_500_000);
            byte[] second = RandomSymbols.Relative(random, first[200_000..500_000]);
            byte[] third = RandomSymbols.Repeats(random, 300_000);
            int segmentSize = random.Next(100, 60_000);
            foreach (int threads in new[] { 1, 2, 7 })
                Check([first, second, third], 31, segmentSize, OnThreads(threads));
        });
    }

    // Whatever is forecast, only the number of rounds depends on it.
    [Theory]
    [InlineData(nameof(Guess.Single))]
    [InlineData(nameof(Guess.Repeated))]
    [InlineData(nameof(Guess.Unknown))]
    public void Find_DoesNotBelieveTheForecast(string forecast)
    {
        var guess = Enum.Parse<Guess>(forecast);
        Seeded.Run(10, random =>
        {
            byte[][] contigs = Relatives(random);
            int k = random.Next(17, 33), segmentSize = random.Next(100, 2001);
            Check(contigs, k, segmentSize, packed => new SplitterFinder(k, segmentSize, Loop).Find(packed, new Constant(guess)));
            var foreign = RandomSymbols.Relative(random, contigs[0]);
            CheckForeign([foreign, contigs[1]], contigs, k, segmentSize, (packed, reference) =>
                new SplitterFinder(k, segmentSize, Loop).FindForeign(packed, reference, [new Constant(guess), new Constant(guess)]));
        });
    }

    [Fact]
    public void Find_DoesNotBelieveAForecastThatIsMadeByChance()
    {
        Seeded.Run(20, random =>
        {
            byte[][] contigs = Relatives(random);
            int k = random.Next(17, 33), segmentSize = random.Next(100, 2001);
            Check(contigs, k, segmentSize, packed => new SplitterFinder(k, segmentSize, Loop).Find(packed, new Chance(random)));
        });
    }

    // With no memory at all it asks one question a round, or with several contigs one for each.
    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(20_000)]
    public void Find_DoesWithLittleMemory(long memory)
    {
        Seeded.Run(3, random =>
        {
            byte[] contig = RandomSymbols.Repeats(random, 700);
            byte[][] contigs = [contig, RandomSymbols.Relative(random, contig)];
            int k = random.Next(17, 33);
            Check(contigs, k, 100, packed => new SplitterFinder(k, 100, Loop, memory).Find(packed));
            CheckForeign([RandomSymbols.Relative(random, contig), RandomSymbols.Any(random, 500)], contigs, k, 100, (packed, reference) =>
            {
                var finder = new SplitterFinder(k, 100, Loop, memory);
                using var sketch = finder.Sketch(reference);
                return finder.FindForeign(packed, reference, sketch);
            });
        });
    }

    [Fact]
    public void FindForeign_AgreesWithTheNaiveOne()
    {
        Seeded.Run(60, random =>
        {
            byte[][] reference = [.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomSymbols.Any(random, random.Next(8000)))];
            byte[][] contigs =
            [
                .. reference.Select(contig => RandomSymbols.Relative(random, contig)),
                RandomSymbols.Any(random, random.Next(5000)),
                RandomSymbols.Repeats(random, random.Next(5000)),
                [],
            ];
            // Contigs do not know each other.
            contigs = [.. contigs, contigs[^2]];
            int k = random.Next(17, 33), segmentSize = random.Next(100, 2001), threads = random.Next(1, 4);
            CheckForeign(contigs, reference, k, segmentSize, (packed, packedReference) =>
            {
                var finder = new SplitterFinder(k, segmentSize, OnThreads(threads));
                using var sketch = finder.Sketch(packedReference);
                return finder.FindForeign(packed, packedReference, sketch);
            });
        });
    }

    // A scan of everything for each contig, or each k-mer that many have, would be slow beyond measure.
    [Fact]
    public void Find_TakesFewRoundsForContigsThatAreAlike()
    {
        var random = new Random(1);
        byte[] ancestor = RandomSymbols.Plain(random, 1500);
        byte[][] contigs = [.. Enumerable.Range(0, 1000).Select(_ => Mutant(random, ancestor, random.Next(12)))];
        int runs = 0;
        Check(contigs, 31, 60_000, (count, work) =>
        {
            runs++;
            Loop(count, work);
        });
        // One for the sketch, three a round.
        Assert.InRange(runs, 1, 1 + (3 * 4));
    }

    [Fact]
    public void Find_PicksNothingInShortContigs()
    {
        Check([[], [0], RandomSymbols.Plain(new Random(2), 30), RandomSymbols.Plain(new Random(3), 31)], 31, 100, Loop);
        Assert.Empty(new SplitterFinder(31, 100, Loop).Find([]));
    }

    private static void Check(byte[][] contigs, int k, int segmentSize, ParallelRunner run) =>
        Check(contigs, k, segmentSize, packed => new SplitterFinder(k, segmentSize, run).Find(packed));

    private static void Check(
        byte[][] contigs, int k, int segmentSize, Func<PackedContig[], IReadOnlyList<PickedSplitter>[]> find)
    {
        PackedContig[] packed = [.. contigs.Select(Pack)];
        Check(contigs, NaiveSplitters.Find(contigs, k, segmentSize), find(packed), k);
        foreach (var contig in packed)
            contig.Dispose();
    }

    private static void CheckForeign(
        byte[][] contigs,
        byte[][] reference,
        int k,
        int segmentSize,
        Func<PackedContig[], PackedContig[], IReadOnlyList<PickedSplitter>[]> find)
    {
        PackedContig[] packed = [.. contigs.Select(Pack)], packedReference = [.. reference.Select(Pack)];
        Check(
            contigs,
            [.. contigs.Select(contig => NaiveSplitters.FindForeign(contig, reference, k, segmentSize))],
            find(packed, packedReference),
            k);
        foreach (var contig in packed.Concat(packedReference))
            contig.Dispose();
    }

    private static void Check(
        byte[][] contigs, List<(long End, ulong Canonical)>[] expected, IReadOnlyList<PickedSplitter>[] found, int k)
    {
        Assert.Equal(contigs.Length, found.Length);
        for (int i = 0; i < contigs.Length; i++)
        {
            Assert.Equal(expected[i], found[i].Select(splitter => (splitter.End, splitter.Kmer.Canonical)));
            foreach (var (end, kmer, _) in found[i])
                Assert.Equal(NaiveSplitters.KmerAt(contigs[i], (int)end, k), (kmer.Forward, kmer.Reverse));
        }
    }

    private static byte[][] Relatives(Random random)
    {
        byte[] ancestor = RandomSymbols.Any(random, random.Next(1000, 6000)), repeats = RandomSymbols.Repeats(random, 3000);
        return [ancestor, RandomSymbols.Relative(random, ancestor), [.. repeats, .. ancestor[..500]]];
    }

    private static byte[] Mutant(Random random, byte[] ancestor, int changes)
    {
        byte[] mutant = [.. ancestor];
        for (; changes > 0; changes--)
            mutant[random.Next(mutant.Length)] = (byte)random.Next(4);
        return mutant;
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

    private sealed class Constant(Guess guess) : IForecast
    {
        public Guess this[ulong canonical] => guess;
    }

    private sealed class Chance(Random random) : IForecast
    {
        public Guess this[ulong canonical] => (Guess)random.Next(3);
    }
}
