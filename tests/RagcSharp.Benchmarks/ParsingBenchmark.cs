using BenchmarkDotNet.Attributes;

using RagcSharp.Fasta;

namespace RagcSharp.Benchmarks;

/// <summary>How fast is FASTA parsed?</summary>
public class ParsingBenchmark
{
    private byte[] _fasta = [];

    [GlobalSetup]
    public void Setup()
    {
        byte[] symbols = Genomes.Random(10_000_000);
        Symbols.DecodeInPlace(symbols);
        _fasta = [.. ">chr1\n"u8, .. symbols.Chunk(60).SelectMany(line => line.Append((byte)'\n'))];
    }

    [Benchmark]
    public long Parse()
    {
        using var reader = FastaSource.Read(new MemoryStream(_fasta), "benchmark");
        using var record = reader.Read()!;
        return record.Symbols.Length;
    }
}
