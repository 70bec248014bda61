using BenchmarkDotNet.Attributes;

using RagcSharp.Exact;
using RagcSharp.Fasta;
using RagcSharp.Sequences;

namespace RagcSharp.Benchmarks;

/// <summary>How fast is FASTA parsed, and what does keeping its text cost?</summary>
public class ParsingBenchmark
{
    private byte[] _fasta = [];
    private byte[] _masked = [];

    [GlobalSetup]
    public void Setup()
    {
        byte[] symbols = Genomes.Random(10_000_000);
        Symbols.DecodeInPlace(symbols);
        _fasta = Fasta(symbols);
        var random = new Random(3);
        for (int at = random.Next(600); at < symbols.Length; at += random.Next(600))
        {
            for (int end = Math.Min(symbols.Length, at + random.Next(600)); at < end; at++)
                symbols[at] |= 0x20;
        }

        _masked = Fasta(symbols);
    }

    [Benchmark]
    public long Parse()
    {
        using var reader = FastaSource.Read(new MemoryStream(_fasta), "benchmark");
        using var record = reader.Read()!;
        return record.Symbols.Length;
    }

    [Benchmark]
    public long ParseExactly() => ParseExactly(_fasta);

    [Benchmark]
    public long ParseExactlySoftMasked() => ParseExactly(_masked);

    private static long ParseExactly(byte[] fasta)
    {
        using var reader = new ExactReader(new MemoryStream(fasta), "benchmark", _ => { }, takesAnyBytes: false);
        using var record = reader.Read()!;
        using var text = reader.TakeText();
        return record.Symbols.Length;
    }

    private static byte[] Fasta(byte[] letters) => [.. ">chr1\n"u8, .. letters.Chunk(60).SelectMany(line => line.Append((byte)'\n'))];
}
