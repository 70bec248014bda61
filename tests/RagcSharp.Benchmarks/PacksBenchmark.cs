using BenchmarkDotNet.Attributes;

using RagcSharp.Lz;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Sequences;
using RagcSharp.Zstd;

namespace RagcSharp.Benchmarks;

/// <summary>How fast are packs and references compressed, and items kept while they wait?</summary>
public class PacksBenchmark
{
    private readonly ZstdContext _zstd = new();
    private readonly NativeBuffer _payload = new();
    private readonly NativeBuffer _pack = new();
    private byte[] _delta = [];
    private byte[] _symbols = [];
    private PackedSymbols _packed = new(default(ReadOnlySpan<byte>));

    [GlobalSetup]
    public void Setup()
    {
        _symbols = Genomes.Random(60_000);
        _packed = new PackedSymbols(_symbols);
        using var reference = new LzReference(_packed, 20);
        using var delta = new NativeBuffer();
        for (int item = 0; item < 50; item++)
        {
            reference.Encode(Genomes.Mutated(_symbols, 0.01, 0.001, item), delta);
            _pack.Append(delta.AsSpan());
            _pack.Append(PackContent.ItemEnd);
        }

        _delta = delta.AsSpan().ToArray();
    }

    [Benchmark]
    public ulong CompressPack() => PartCodec.EncodePack(_pack.AsSpan(), _zstd, _payload);

    [Benchmark]
    public ulong CompressReference() => PartCodec.EncodeReference(_symbols, _packed.Tuples, _zstd, _payload);

    [Benchmark]
    public void KeepItem() => PackItem.Of(_delta, _zstd).Dispose();

    [Benchmark]
    public void PackTuples() => new PackedSymbols(_symbols).Dispose();
}
