using RagcSharp.Collection;

namespace RagcSharp.Tests.Collection;

public sealed class RecentBatchesTests
{
    private static readonly long BatchBytes = Batch().Bytes;

    [Fact]
    public void Batches_UnusedForLongestAreDropped()
    {
        var recent = new RecentBatches(3 * BatchBytes);
        var batches = Enumerable.Range(0, 3).Select(number => recent.Add(number, Batch())).ToArray();
        Assert.Same(batches[0], recent.Find(0));
        recent.Add(3, Batch());
        Assert.Null(recent.Find(1));
        Assert.Same(batches[0], recent.Find(0));
        Assert.Same(batches[2], recent.Find(2));
        Assert.NotNull(recent.Find(3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void LastBatch_IsKeptWhateverTheBudget(long budget)
    {
        var recent = new RecentBatches(budget);
        recent.Add(1, Batch());
        Assert.NotNull(recent.Find(1));
        recent.Add(2, Batch());
        Assert.Null(recent.Find(1));
        Assert.NotNull(recent.Find(2));
    }

    private static SampleBatch Batch()
    {
        var contigs = ContigList.Of([new ContigRecord("chr1"u8.ToArray(), [new SegmentDescriptor(16, 0, 1000, false)])]);
        return new SampleBatch([new SampleRecord("s"u8.ToArray(), contigs)], sample => sample, 31);
    }
}
