using RagcSharp.Grouping;
using RagcSharp.Segmentation;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Grouping;

/// <summary>Which group a segment goes to. A wrong choice would show as another archive than C++ AGC's only.</summary>
public sealed class SegmentPlacerTests : IDisposable
{
    private const int K = 21;

    private readonly GroupMap _map = new();
    private readonly HeldReferences _references = new();
    private readonly Random _random = new(7);

    public void Dispose() => _references.Dispose();

    [Fact]
    public void Place_OfAKnownPairTurnsTheSegmentByItsEnds()
    {
        _map.Add(KmerPair.Of(5, 9), 16);
        byte[] segment = Segment(200);
        Assert.Equal([new Placement(new KmerPair(5, 9), 16, false, 0, 200)], Place(segment, Direct(5), Direct(9)));
        Assert.Equal([new Placement(new KmerPair(5, 9), 16, true, 0, 200)], Place(segment, Direct(9), Direct(5)));
        _map.Add(KmerPair.Of(5, 5), 17);
        Assert.Equal([new Placement(new KmerPair(5, 5), 17, true, 0, 200)], Place(segment, Direct(5), Direct(5)));
    }

    [Fact]
    public void Place_OfANewPairAsksForAGroup() =>
        Assert.Equal([new Placement(new KmerPair(5, 9), -1, true, 0, 200)], Place(Segment(200), Direct(9), Direct(5)));

    [Fact]
    public void Place_WithoutSplittersIsRaw() =>
        Assert.Equal([new Placement(KmerPair.Open, 0, false, 0, 200)], Place(Segment(200), Kmer.None, Kmer.None));

    [Fact]
    public void Place_OfOneSplitterThatIsUnknownIsAnOpenPair()
    {
        byte[] segment = Segment(200);
        Assert.Equal(
            [new Placement(new KmerPair(5, Kmer.NoCanonical), -1, false, 0, 200)], Place(segment, Direct(5), Kmer.None));
        Assert.Equal(
            [new Placement(new KmerPair(Kmer.NoCanonical, 5), -1, true, 0, 200)], Place(segment, Direct(5).Swapped, Kmer.None));
        // Seen from its other end, the strands are exchanged.
        Assert.Equal(
            [new Placement(new KmerPair(Kmer.NoCanonical, 5), -1, false, 0, 200)], Place(segment, Kmer.None, Direct(5)));
    }

    [Fact]
    public void Place_OfOneSplitterTakesTheReferenceThatTellsMost()
    {
        byte[] segment = Segment(1000);
        AddGroup(16, 5, 9, Segment(1000));
        AddGroup(17, 5, 7, segment);
        AddGroup(18, 5, 8, Segment(1000));
        Assert.Equal([new Placement(new KmerPair(5, 7), 17, false, 0, 1000)], Place(segment, Direct(5), Kmer.None));
    }

    [Fact]
    public void Place_OfOneSplitterAmongEqualReferencesTakesTheSmallestPair()
    {
        byte[] segment = Segment(1000);
        AddGroup(16, 5, 9, segment);
        AddGroup(17, 5, 7, segment);
        AddGroup(18, 5, 8, segment);
        Assert.Equal([new Placement(new KmerPair(5, 7), 17, false, 0, 1000)], Place(segment, Direct(5), Kmer.None));
    }

    [Fact]
    public void Place_OfOneSplitterSavesSixteenBytesOrStaysAlone()
    {
        byte[] segment = Segment(1000);
        AddGroup(16, 5, 9, Segment(1000));
        Assert.Equal(
            [new Placement(new KmerPair(5, Kmer.NoCanonical), -1, false, 0, 1000)], Place(segment, Direct(5), Kmer.None));
    }

    [Fact]
    public void Place_CutsAtAMiddleSplitter()
    {
        byte[] segment = Segment(2000);
        const int Cut = 1200;
        AddGroup(16, 5, 7, segment[..(Cut + K)]);
        AddGroup(17, 7, 9, segment[Cut..]);
        var placed = Place(segment, Direct(5), Direct(9));
        Assert.Equal([(16, false), (17, false)], placed.Select(placement => (placement.Group, placement.Flipped)));
        // Together they are the segment, and share k symbols.
        Assert.Equal((0, 2000), (placed[0].Start, placed[1].Start + placed[1].Length));
        Assert.Equal(K, placed[0].Length - placed[1].Start);
        Assert.InRange(placed[1].Start, Cut - K, Cut + K);
    }

    [Fact]
    public void Place_PutsAllIntoOneOfTwoGroupsWhereThatCostsLeast()
    {
        byte[] segment = Segment(2000);
        AddGroup(16, 5, 7, Segment(2000));
        AddGroup(17, 7, 9, segment);
        Assert.Equal([new Placement(new KmerPair(7, 9), 17, false, 0, 2000)], Place(segment, Direct(5), Direct(9)));
    }

    [Fact]
    public void Place_CutsNothingWhereThatIsNotAllowed()
    {
        byte[] segment = Segment(2000);
        AddGroup(16, 5, 7, segment);
        AddGroup(17, 7, 9, segment);
        Assert.Equal(
            [new Placement(new KmerPair(5, 9), -1, false, 0, 2000)], Place(segment, Direct(5), Direct(9), mayCutInTwo: false));
    }

    // A k-mer that was read on its canonical strand.
    private static Kmer Direct(ulong canonical) => new(canonical, ulong.MaxValue - 1);

    private byte[] Segment(int length) => RandomSymbols.Plain(_random, length);

    private void AddGroup(int group, ulong a, ulong b, byte[] reference)
    {
        _map.Add(KmerPair.Of(a, b), group);
        _references.Add(group, reference);
    }

    private List<Placement> Place(byte[] segment, Kmer front, Kmer back, bool mayCutInTwo = true)
    {
        using var placer = new SegmentPlacer(K, _map, _references, vote: null, mayCutInTwo);
        var strands = placer.StrandsOf(segment);
        var placements = new List<Placement>();
        placer.Place(ref strands, front, back, placements);
        return placements;
    }
}
