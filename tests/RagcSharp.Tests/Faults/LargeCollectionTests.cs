using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Faults;

/// <summary>Collections that are large for good reasons are within the limits that hostile ones meet (see MemoryBudget).</summary>
[Trait("Duration", "Long")]
public sealed class LargeCollectionTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void AMillionContigs_CanBeReadBack()
    {
        const int Contigs = 1_000_000;
        using var archive = Create(new CompressionOptions(), Enumerable.Range(0, Contigs).Select(i => $"c{i}"));
        var contigs = archive.GetContigs("sample");
        Assert.Equal(Contigs, contigs.Count);
        Assert.Equal(new AgcContig("c999999", 4), contigs[^1]);
        Assert.Equal(4L * Contigs, archive.ReadInfo().Bases);
    }

    [Fact]
    public void AHundredThousandSamples_CanBeReadBack()
    {
        const int Samples = 100_000;
        using var archive = Create(new CompressionOptions { TreatContigsAsSamples = true }, Enumerable.Range(0, Samples).Select(i => $"s{i}"));
        Assert.Equal(Samples, archive.Samples.Count);
        Assert.Equal(Samples, archive.ReadInfo().ContigCount);
        Assert.Equal([new AgcContig("s99999", 4)], archive.GetContigs("s99999"));
    }

    [Fact]
    public void HeadersOfAMillionLetters_CanBeReadBack()
    {
        var random = new Random(8);
        string[] headers = [.. Enumerable.Range(0, 4).Select(i => $"h{i} {Text.Letter(RandomSymbols.Plain(random, 1_000_000))}")];
        using var archive = Create(new CompressionOptions(), headers);
        Assert.Equal(headers, archive.GetContigs("sample").Select(contig => contig.Name));
    }

    private AgcArchive Create(CompressionOptions options, IEnumerable<string> headers)
    {
        string path = _directory.File("large.agc");
        using (var compressor = AgcCompressor.Create(path, options with { Threads = 2 }))
        {
            compressor.Add("sample", new MemoryStream(Text.Bytes(string.Concat(headers.Select(header => $">{header}\nACGT\n")))));
            compressor.Finish();
        }

        return AgcArchive.Open(path);
    }
}
