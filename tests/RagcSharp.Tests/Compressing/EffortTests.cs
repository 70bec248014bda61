using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Compressing;

/// <summary>How hard packs are compressed changes nothing of what an archive holds.</summary>
public sealed class EffortTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly GoldenCase _golden = new("adaptive-b3");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CompressionOptions.MinEffort)]
    [InlineData(2)]
    [InlineData(CompressionOptions.MaxEffort)]
    public void Archive_HoldsTheSameWithEveryEffort(int effort)
    {
        Create(effort, _golden.Inputs);
        ArchiveComparison.AssertEqual(_golden.Archive, _folder.File("a.agc"));
    }

    [Theory]
    [InlineData(1, 9)]
    [InlineData(9, 1)]
    [InlineData(2, 5)]
    public void Append_GoesOnWithAnyEffort(int first, int second)
    {
        Create(first, [.. _golden.Inputs.Take(2)]);
        using (var compressor = AgcCompressor.Append(_folder.File("a.agc"), _folder.File("a.agc"), _golden.Options(2) with { Effort = second }))
        {
            compressor.AddRange([.. _golden.Inputs.Skip(2)]);
            compressor.Finish();
        }

        ArchiveComparison.AssertSameStreams(_golden.Archive, _folder.File("a.agc"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void Effort_OutOfRangeIsRefused(int effort)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => AgcCompressor.Create(new MemoryStream(), new CompressionOptions { Effort = effort }));
        Assert.Contains($"effort {effort} is out of range: 1 to 9", error.Message, StringComparison.Ordinal);
    }

    private void Create(int effort, IReadOnlyList<string> inputs)
    {
        using var compressor = AgcCompressor.Create(_folder.File("a.agc"), _golden.Options(2) with { Effort = effort });
        compressor.AddRange(inputs);
        compressor.Finish();
    }
}
