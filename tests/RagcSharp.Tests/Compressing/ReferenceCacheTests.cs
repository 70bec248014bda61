using RagcSharp.Compressing;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Compressing;

public sealed class ReferenceCacheTests : IDisposable
{
    private const int Groups = 8;

    private readonly PackedSymbols[] _packed;

    public ReferenceCacheTests()
    {
        var random = new Random(5);
        _packed = [.. Enumerable.Range(0, Groups).Select(_ => new PackedSymbols(RandomSymbols.Plain(random, 2000)))];
    }

    public void Dispose() => Array.ForEach(_packed, packed => packed.Dispose());

    [Fact]
    public void Budget_StaysWhereSamplesWalkThroughTheGroupsOnce()
    {
        using var cache = Make(mostBudget: long.MaxValue);
        for (int sample = 0; sample < 5; sample++)
        {
            UseAll(cache);
            cache.BeginSample();
        }

        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public void Budget_GrowsWhereASampleNeedsReferencesAgain()
    {
        using var cache = Make(mostBudget: long.MaxValue);
        for (int round = 0; round < 3; round++)
            UseAll(cache);
        Assert.InRange(cache.Bytes, Groups * 2000, long.MaxValue);
    }

    [Fact]
    public void Budget_GrowsToItsLimitOnly()
    {
        const long Most = 10_000;
        using var cache = Make(Most);
        for (int round = 0; round < 10; round++)
            UseAll(cache);
        Assert.InRange(cache.Bytes, 1, Most);
    }

    private ReferenceCache Make(long mostBudget) => new(group => _packed[group], minMatchLength: 20, budget: 0, mostBudget);

    private static void UseAll(ReferenceCache cache)
    {
        for (int group = 0; group < Groups; group++)
        {
            using var lease = cache.Rent(group);
            Assert.Equal(2000, lease.Reference.Length);
        }
    }
}
