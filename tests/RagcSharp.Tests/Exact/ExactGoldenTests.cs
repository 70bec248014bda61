using System.IO.Compression;

using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Exact;

/// <summary>Golden inputs kept exactly: they come back byte for byte, and what C++ AGC reads is what it would have written.</summary>
public sealed class ExactGoldenTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public static TheoryData<string> Cases =>
        ["letters-and-line-ends", "names", "many-samples-b10", "adaptive-b3", "concatenated", "concatenated-adaptive-b8"];

    private string Archive => _folder.File("a.agc");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Create_GivesInputsBackAndLeavesAllOtherStreamsAsTheyAre(string name)
    {
        var golden = new GoldenCase(name);
        Create(golden, golden.Options(2) with { PreserveText = true });
        ArchiveComparison.AssertEqual(golden.Archive, Archive);
        using var archive = AgcArchive.Open(Archive);
        Assert.True(archive.IsExact);
        if (golden.IsConcatenated)
        {
            Assert.Equal(golden.Inputs.SelectMany(Unzipped), ExactArchive.Read(archive, new(), [.. archive.Samples]));
            return;
        }

        for (int i = 0; i < golden.Inputs.Count; i++)
            Assert.Equal(Unzipped(golden.Inputs[i]), ExactArchive.Read(archive, new(), archive.Samples[i]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_GivesThePlainViewWhenAskedTo(string name)
    {
        var golden = new GoldenCase(name);
        Create(golden, golden.Options(2) with { PreserveText = true });
        using AgcArchive exact = AgcArchive.Open(Archive), plain = AgcArchive.Open(golden.Archive);
        foreach (int? length in (int?[])[null, 61])
        {
            var options = new ExtractionOptions { LineLength = length, IgnorePreservedText = true };
            string[] samples = [.. plain.Samples];
            Assert.Equal(ExactArchive.Read(plain, options, samples), ExactArchive.Read(exact, options, samples));
        }
    }

    // In upper case and uniform lines.
    [Theory]
    [InlineData("many-samples-b10")]
    [InlineData("concatenated")]
    public void Create_TakesFewBytesForOrdinaryFiles(string name)
    {
        var golden = new GoldenCase(name);
        Create(golden, golden.Options(2));
        long plain = new FileInfo(Archive).Length;
        Create(golden, golden.Options(2) with { PreserveText = true });
        using var archive = AgcArchive.Open(Archive);
        Assert.InRange(new FileInfo(Archive).Length - plain, archive.Samples.Count, 32L * archive.Samples.Count);
    }

    private void Create(GoldenCase golden, CompressionOptions options)
    {
        using var compressor = AgcCompressor.Create(Archive, options);
        compressor.AddRange(golden.Inputs);
        compressor.Finish();
    }

    private static byte[] Unzipped(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes is not [0x1F, 0x8B, ..])
            return bytes;
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
