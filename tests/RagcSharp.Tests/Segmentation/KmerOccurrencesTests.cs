using RagcSharp.Memory;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Segmentation;

public sealed class KmerOccurrencesTests
{
    private const int K = 21;

    [Fact]
    public void Answers_AreTrue()
    {
        Seeded.Run(20, random =>
        {
            byte[] symbols = RandomSymbols.Repeats(random, random.Next(5000));
            var places = Places(symbols);
            using var occurrences = new KmerOccurrences(K, places.Count);
            // Only half of them, and some of those at several places.
            var asked = new HashSet<ulong>();
            foreach (var (kmer, ends) in places.Where(_ => random.Next(2) == 0))
            {
                foreach (int end in ends.Take(random.Next(1, 3)))
                    Assert.Equal(asked.Add(kmer), occurrences.Ask(kmer, end));
                Assert.False(occurrences.Ask(kmer, ends[0]));
            }

            Scan(occurrences, symbols);
            foreach (var (kmer, ends) in places)
            {
                var expected = !asked.Contains(kmer) ? Occurrence.Unknown : ends.Count == 1 ? Occurrence.Once : Occurrence.Repeated;
                Assert.Equal(expected, occurrences[kmer]);
            }
        });
    }

    [Fact]
    public void Ask_KnowsWhatIsAskedAtTwoPlaces()
    {
        using var occurrences = new KmerOccurrences(K, 2);
        Assert.True(occurrences.Ask(5, 100));
        Assert.True(occurrences.Ask(0, 101));
        Assert.False(occurrences.Ask(5, 100));
        Assert.Equal(Occurrence.Once, occurrences[5]);
        Assert.False(occurrences.Ask(5, 102));
        Assert.Equal(Occurrence.Repeated, occurrences[5]);
        Assert.Equal(Occurrence.Once, occurrences[0]);
        Assert.Equal(Occurrence.Unknown, occurrences[1]);
    }

    // Full to the last question, by threads that ask the same ones: each is new once, and knows of the other threads' places.
    [Fact]
    public void Ask_TakesQuestionsOfManyThreads()
    {
        const int Threads = 4, Count = 20_000;
        using var occurrences = new KmerOccurrences(K, Count);
        int news = 0;
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            for (int i = 0; i < Count; i++)
            {
                ulong kmer = (ulong)((i + (thread * Count / Threads)) % Count);
                if (occurrences.Ask(kmer, kmer % 2 == 0 ? (long)kmer : thread))
                    Interlocked.Increment(ref news);
            }
        });
        Assert.Equal(Count, news);
        for (ulong kmer = 0; kmer < Count; kmer++)
            Assert.Equal(kmer % 2 == 0 ? Occurrence.Once : Occurrence.Repeated, occurrences[kmer]);
    }

    private static void Scan(KmerOccurrences occurrences, byte[] symbols)
    {
        using NativeBuffer buffer = NativeBuffer.CopyOf(symbols), scratch = new(), room = new();
        using var contig = new PackedContig(buffer);
        occurrences.Close();
        for (int block = 0; (long)block * PackedContig.BlockLength < symbols.Length; block++)
            occurrences.Scan(contig, block, 0, scratch, room);
    }

    private static Dictionary<ulong, List<int>> Places(byte[] symbols)
    {
        var places = new Dictionary<ulong, List<int>>();
        for (int end = 0; end < symbols.Length; end++)
        {
            if (NaiveSplitters.CanonicalAt(symbols, end, K) is not { } kmer)
                continue;
            places.TryAdd(kmer, []);
            places[kmer].Add(end);
        }

        return places;
    }
}
