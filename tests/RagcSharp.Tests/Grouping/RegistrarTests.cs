using RagcSharp.Archive;
using RagcSharp.Grouping;
using RagcSharp.Packs;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;
using RagcSharp.Zstd;

namespace RagcSharp.Tests.Grouping;

/// <summary>In which order a sample is registered, and which ids its segments get.</summary>
public sealed class RegistrarTests : IDisposable
{
    private const int PackSize = 50;

    private readonly GroupMap _map = new();
    private readonly StreamPlan _streams = new();
    private readonly Registrar _registrar;
    private readonly HeldReferences _references = new();
    private readonly List<PartContent> _finished = [];
    private readonly ZstdContext _zstd = new();
    private readonly Random _random = new(11);

    public RegistrarTests()
    {
        _registrar = new Registrar(PackSize, _map, _streams);
        _registrar.Begin();
    }

    public void Dispose()
    {
        _registrar.Dispose();
        _references.Dispose();
        _zstd.Dispose();
        _finished.ForEach(part => part.Dispose());
    }

    [Fact]
    public void Begin_MakesTheRawGroups()
    {
        Assert.Equal(StreamNames.RawGroups, _registrar.Groups.Count);
        Assert.All(_registrar.Groups, group => Assert.True(group.IsRaw));
        Assert.Equal(StreamNames.Delta(0), _streams.Names[StreamPlan.DeltaOf(0)]);
    }

    [Fact]
    public void Register_MakesGroupsInTheOrderOfNamesAndReportsInThatOfTheInput()
    {
        byte[] symbols = RandomSymbols.Plain(_random, 500);
        var records = Register(Contig("b", New(1, 2, symbols)), Contig("B", New(3, 4, symbols)), Contig("a", New(5, 6, symbols)));
        // Upper case comes first, as bytes do.
        Assert.Equal([18u, 16u, 17u], records.Select(record => record.Single().Group));
        Assert.Equal([0u, 0u, 0u], records.Select(record => record.Single().Id));
        Assert.True(_map.TryGet(new KmerPair(3, 4), out int group));
        Assert.Equal(16, group);
        Assert.Equal(
            [StreamNames.Reference(16), StreamNames.Delta(16), StreamNames.Reference(17)],
            _streams.Names.Skip(StreamPlan.ReferenceOf(16)).Take(3));
        Assert.Equal([16, 17, 18], _finished.Select(part => GroupOfReference(part.Stream)));
    }

    [Fact]
    public void Register_GivesFollowersOfANewPairIdsOfItsGroup()
    {
        byte[] first = RandomSymbols.Plain(_random, 500), relative = [.. first];
        relative[250] ^= 1;
        _references.Add(16, first);
        var record = Register(Contig("a", New(1, 2, first), New(1, 2, relative), New(1, 2, first), New(1, 2, relative))).Single();
        Assert.Equal([(16u, 0u), (16u, 1u), (16u, 0u), (16u, 1u)], record);
    }

    // Of n segments the last ⌈n/16⌉ stay in group 0.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 1)]
    [InlineData(17, 2)]
    [InlineData(33, 3)]
    public void Register_DealsRawSegments(int count, int staying)
    {
        var record = Register(Contig("a", [.. Enumerable.Range(0, count).Select(_ => Raw())])).Single();
        Assert.Equal(
            Enumerable.Range(0, count).Select(i => i < count - staying ? (uint)(1 + i % 15) : 0),
            record.Select(segment => segment.Group));
        // The first id of a raw group is that of its dummy.
        foreach (var group in record.GroupBy(segment => segment.Group))
            Assert.Equal(Enumerable.Range(1, group.Count()).Select(id => (uint)id), group.Select(segment => segment.Id));
    }

    private int GroupOfReference(int stream) =>
        Enumerable.Range(StreamNames.RawGroups, _registrar.Groups.Count).First(group => StreamPlan.ReferenceOf(group) == stream);

    private static PlacedContig Contig(string name, params PlacedSegment[] segments) => new(Text.Bytes(name), segments);

    private static PlacedSegment New(ulong a, ulong b, byte[] symbols) => new()
    {
        Pair = KmerPair.Of(a, b),
        Group = -1,
        IsFlipped = false,
        Length = symbols.Length,
        Symbols = new PackedSymbols(symbols),
    };

    private PlacedSegment Raw() => new()
    {
        Pair = KmerPair.Open,
        Group = 0,
        IsFlipped = false,
        Length = 10,
        Item = PackItem.Of(RandomSymbols.Plain(_random, 10), _zstd),
    };

    // For each contig the group and id of each segment.
    private List<(uint Group, uint Id)>[] Register(params PlacedContig[] contigs) =>
    [
        .. _registrar.Register(contigs, _references, RunAll, _finished)
            .Select(record => record.Segments.Select(segment => (segment.Group, segment.IdInGroup)).ToList()),
    ];

    private static void RunAll(int count, Action<int> work)
    {
        for (int i = 0; i < count; i++)
            work(i);
    }
}
