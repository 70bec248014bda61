using BenchmarkDotNet.Attributes;

using RagcSharp.Memory;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;

namespace RagcSharp.Benchmarks;

/// <summary>How fast are splitters found, and contigs cut at them?</summary>
public class SplittersBenchmark
{
    private readonly SplitterSet _splitters = new();
    private PackedContig[] _reference = [];
    private NativeBuffer _contig = new();

    [GlobalSetup]
    public void Setup()
    {
        byte[] symbols = Genomes.Random(10_000_000);
        _reference = [Genomes.Contig(symbols)];
        _contig = NativeBuffer.CopyOf(Genomes.Mutated(symbols, 0.005, 0.0005));
        foreach (var splitter in Find()[0])
            _splitters.Add(splitter.Kmer.Canonical);
    }

    [Benchmark]
    public int FindSplitters() => Find()[0].Count;

    [Benchmark]
    public int Cut() => new ContigCutter(31, _splitters).Cut(_contig).Count();

    private IReadOnlyList<PickedSplitter>[] Find() => new SplitterFinder(31, 60_000, (count, work) =>
    {
        for (int i = 0; i < count; i++)
            work(i);
    }).Find(_reference);
}
