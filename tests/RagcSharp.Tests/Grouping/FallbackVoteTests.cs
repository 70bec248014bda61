using RagcSharp.Grouping;
using RagcSharp.Memory;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Grouping;

/// <summary>Which group the minimizers of a segment vote for.</summary>
public sealed class FallbackVoteTests : IDisposable
{
    private const int K = 21, Short = 10_000, Long = 60_000;

    private readonly byte[] _contig = RandomSymbols.Plain(new Random(3), 3000);
    private readonly FallbackMap _minimizers = new(K, fraction: 1);
    private readonly GroupMap _map = new();
    private readonly HeldReferences _references = new();
    private readonly KmerPair _first;
    private readonly KmerPair _second;

    public FallbackVoteTests()
    {
        using var buffer = NativeBuffer.CopyOf(_contig);
        using var contig = new PackedContig(buffer);
        PickedSplitter[] splitters = [Splitter(999), Splitter(1999), Splitter(2999)];
        _minimizers.Collect(contig, splitters);
        _minimizers.Publish();
        _first = KmerPair.Of(splitters[0].Kmer.Canonical, splitters[1].Kmer.Canonical);
        _second = KmerPair.Of(splitters[1].Kmer.Canonical, splitters[2].Kmer.Canonical);
    }

    public void Dispose() => _references.Dispose();

    [Fact]
    public void Find_GivesThePairBetweenWhoseSplittersTheMinimizersLie()
    {
        _map.Add(_first, 16);
        _map.Add(_second, 17);
        Assert.Equal(_first, Find(_contig[1100..1300])!.Value.Pair);
        Assert.Equal(_second, Find(_contig[2100..2300])!.Value.Pair);
    }

    [Fact]
    public void Find_OfTheOtherStrandIsTurned()
    {
        _map.Add(_first, 16);
        byte[] segment = _contig[1100..1300], other = new byte[segment.Length];
        Symbols.ReverseComplement(segment, other);
        var (pair, flipped) = Find(segment)!.Value;
        Assert.Equal((pair, !flipped), Find(other)!.Value);
    }

    [Fact]
    public void Find_NeedsEnoughVoters()
    {
        _map.Add(_first, 16);
        byte[] segment = _contig[1100..(1100 + K + 3)];
        Assert.NotNull(Find(segment, threshold: 4));
        Assert.Null(Find(segment, threshold: 5));
        Assert.Null(Find(RandomSymbols.Plain(new Random(4), 500), threshold: 1));
    }

    [Fact]
    public void Find_PassesOverPairsWithoutAGroup()
    {
        _map.Add(_second, 17);
        // Most of it votes for the first pair, which has none.
        Assert.Equal(_second, Find(_contig[1500..2400])!.Value.Pair);
    }

    [Fact]
    public void Find_OfLongSegmentsComparesReferences()
    {
        _map.Add(_first, 16);
        _references.Add(16, RandomSymbols.Plain(new Random(5), 1000));
        _map.Add(_second, 17);
        _references.Add(17, _contig[1500..2450]);
        Assert.Equal(_second, Find(_contig[1500..2400], segmentSize: Long)!.Value.Pair);
    }

    [Fact]
    public void Find_InAdaptiveModeNeedsAReferenceThatTellsMost()
    {
        _map.Add(_first, 16);
        byte[] segment = _contig[1100..1900];
        // Tells half of it: enough otherwise.
        _references.Add(16, [.. segment[..400], .. RandomSymbols.Plain(new Random(6), 400)]);
        Assert.NotNull(Find(segment, segmentSize: Long));
        Assert.Null(Find(segment, segmentSize: Long, isAdaptive: true));
    }

    private PickedSplitter Splitter(int end)
    {
        var (forward, reverse) = NaiveSplitters.KmerAt(_contig, end, K)!.Value;
        return new PickedSplitter(end, new Kmer(forward, reverse), IsLast: false);
    }

    private (KmerPair Pair, bool Flipped)? Find(byte[] symbols, int threshold = 1, int segmentSize = Short, bool isAdaptive = false)
    {
        using var room = new NativeBuffer();
        var vote = new FallbackVote(K, segmentSize, isAdaptive, _minimizers, _map, _references);
        var strands = new Strands(symbols, room);
        return vote.Find(ref strands, turned: false, threshold);
    }
}
