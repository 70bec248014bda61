using BenchmarkDotNet.Attributes;

using RagcSharp.Lz;
using RagcSharp.Memory;
using RagcSharp.Sequences;

namespace RagcSharp.Benchmarks;

/// <summary>How fast is a segment told by its reference, estimated, and decoded; what does an index cost?</summary>
public class LzDiffBenchmark
{
    private readonly NativeBuffer _delta = new();
    private readonly NativeBuffer _symbols = new();
    private PackedSymbols _packed = new(default(ReadOnlySpan<byte>));
    private LzReference? _reference;
    private byte[] _text = [];

    /// <summary>Substitutions a base.</summary>
    [Params(0.001, 0.01, 0.1)]
    public double Divergence { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        byte[] symbols = Genomes.Random(60_000);
        _packed = new PackedSymbols(symbols);
        _reference = new LzReference(_packed, 20);
        _text = Genomes.Mutated(symbols, Divergence, Divergence / 10);
        _reference.Encode(_text, _delta);
    }

    [Benchmark]
    public void Encode() => _reference!.Encode(_text, _delta);

    [Benchmark]
    public uint Estimate() => _reference!.Estimate(_text, _text.Length);

    [Benchmark]
    public void Decode()
    {
        _symbols.Clear();
        LzDelta.Decode(_delta.AsSpan(), _reference!.Symbols, 20, _text.Length, _symbols);
    }

    [Benchmark]
    public void Index()
    {
        using var reference = new LzReference(_packed, 20);
    }
}
