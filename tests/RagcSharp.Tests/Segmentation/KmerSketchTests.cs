using RagcSharp.Memory;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Segmentation;

public sealed class KmerSketchTests
{
    private const int K = 31, Length = 200_000;

    [Theory]
    [InlineData(Length, 0.1, 0)]
    [InlineData(Length / 2, 0.3, 0)]
    [InlineData(Length / 8, 0.3, 0.75)]
    [InlineData(1, 1, 0.999)]
    public void Guesses_AreMostlyRight(long bytes, double wrong, double unknown)
    {
        byte[] symbols = RandomSymbols.Plain(new Random(1), Length);
        using var sketch = Sketch(symbols, bytes);
        using var twice = Sketch([.. symbols[..(Length / 2)], .. symbols[..(Length / 2)]], bytes);
        int repeated = 0, unsure = 0, seen = 0;
        foreach (ulong kmer in Kmers(symbols))
        {
            repeated += sketch[kmer] == Guess.Repeated ? 1 : 0;
            unsure += sketch[kmer] == Guess.Unknown ? 1 : 0;
            // What was added is never overlooked by one thread.
            Assert.NotEqual(Guess.Single, sketch.Elsewhere(kmer));
        }

        foreach (ulong kmer in Kmers(symbols[..(Length / 2)]))
            Assert.NotEqual(Guess.Single, twice[kmer]);
        foreach (ulong kmer in Kmers(RandomSymbols.Plain(new Random(2), Length)))
            seen += sketch.Elsewhere(kmer) == Guess.Repeated ? 1 : 0;
        Assert.InRange(repeated, 0, wrong * Length);
        Assert.InRange(seen, 0, 2 * wrong * Length);
        Assert.InRange(unsure, (unknown - 0.05) * Length, (unknown + 0.05) * Length);
    }

    private static KmerSketch Sketch(byte[] symbols, long bytes)
    {
        using NativeBuffer buffer = NativeBuffer.CopyOf(symbols), scratch = new(), room = new();
        using var contig = new PackedContig(buffer);
        var sketch = new KmerSketch(K, bytes, symbols.Length);
        for (int block = 0; (long)block * PackedContig.BlockLength < symbols.Length; block++)
            sketch.Add(contig, block, scratch, room);
        return sketch;
    }

    private static IEnumerable<ulong> Kmers(byte[] symbols)
    {
        var window = new KmerWindow(K);
        foreach (byte symbol in symbols)
        {
            if (window.Push(symbol))
                yield return window.Canonical;
        }
    }
}
