using RagcSharp.Compressing;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Compressing;

public sealed class MemoryPlanTests
{
    [Theory]
    [InlineData(CompressionOptions.MinMemory)]
    [InlineData(100L << 20)]
    [InlineData(1L << 30)]
    [InlineData(CompressionOptions.MaxMemory)]
    public void Of_HandsOutNoMoreThanThereIs(long memory)
    {
        var plan = MemoryPlan.Of(memory);
        Assert.All([plan.Contigs, plan.References, plan.Parts, plan.Splitters], share => Assert.InRange(share, 1, memory));
        Assert.InRange(plan.Contigs + plan.MostReferences + plan.Parts + plan.Splitters, 0, memory);
        Assert.InRange(plan.References, 1, plan.MostReferences);
    }

    [Fact]
    public void Archive_DoesNotDependOnIt()
    {
        var random = new Random(1);
        byte[] reference = RandomSymbols.Plain(random, 300_000);
        string first = $">a\n{Text.Letter(reference)}\n";
        string second = $">b\n{Text.Letter(RandomSymbols.Relative(random, reference))}\n>c\n{Text.Letter(RandomSymbols.Plain(random, 5000))}\n";
        Assert.Equal(Make(CompressionOptions.MinMemory), Make(1L << 34));

        byte[] Make(long memory)
        {
            using var output = new MemoryStream();
            using var compressor = AgcCompressor.Create(
                output, new CompressionOptions { SegmentSize = 1000, UseAdaptiveMode = true, Memory = memory, Threads = 3 });
            compressor.Add("a", new MemoryStream(Text.Bytes(first)));
            compressor.Add("b", new MemoryStream(Text.Bytes(second)));
            compressor.Finish();
            return output.ToArray();
        }
    }
}
