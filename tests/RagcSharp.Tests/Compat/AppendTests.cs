using System.Text;

using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Compat;

/// <summary>Adding samples to an archive gives what making it in one go gives.</summary>
public sealed class AppendTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public static TheoryData<string> Recorded =>
        [.. GoldenCase.Names.Where(name => new GoldenCase(name) is { IsReadOnly: false, IsConcatenated: false })];

    public static TheoryData<string> Concatenated => [.. GoldenCase.Names.Where(name => new GoldenCase(name).IsConcatenated)];

    public static TheoryData<string> ReadOnly => [.. GoldenCase.Names.Where(name => new GoldenCase(name).IsReadOnly)];

    private string Archive => _folder.File("a.agc");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Append_GivesWhatCreatingInOneGoGives(string name)
    {
        var golden = new GoldenCase(name);
        foreach (int first in (int[])[1, (golden.Inputs.Count + 1) / 2, golden.Inputs.Count - 1])
        {
            golden.Create(Archive, 2, first);
            Append(golden.Options(3), Archive, [.. golden.Inputs.Skip(first)]);
            ArchiveComparison.AssertSameStreams(golden.Archive, Archive);
        }
    }

    // The archive tells the modes, and what else is needed.
    [Theory]
    [MemberData(nameof(Recorded))]
    public void Append_WithoutOptionsUsesTheModesOfTheArchive(string name)
    {
        var golden = new GoldenCase(name);
        golden.Create(_folder.File("whole.agc"), 2);
        golden.Create(Archive, 2, 1);
        foreach (string input in golden.Inputs.Skip(1))
            Append(new CompressionOptions { Threads = 2 }, Archive, [input]);
        ArchiveComparison.AssertSameStreams(golden.Archive, Archive);
        Assert.Equal(ModesPayload(_folder.File("whole.agc")), ModesPayload(Archive));
    }

    [Theory]
    [InlineData("many-samples-b10")]
    [InlineData("adaptive-b3")]
    [InlineData("tiny-segments-b2-k17")]
    public void Append_OneByOneGivesTheSame(string name)
    {
        var golden = new GoldenCase(name);
        golden.Create(Archive, 1, 1);
        foreach (string input in golden.Inputs.Skip(1))
            Append(golden.Options(2), Archive, [input]);
        ArchiveComparison.AssertSameStreams(golden.Archive, Archive);
    }

    [Theory]
    [MemberData(nameof(Concatenated))]
    public void Append_LosesNothingWhereEveryContigIsASample(string name)
    {
        var golden = new GoldenCase(name);
        golden.Create(Archive, 2, 1);
        Append(golden.Options(2) with { WriteChecks = false }, Archive, [.. golden.Inputs.Skip(1)]);
        AssertHolds(ExpectedSamples.Of(golden, 80));
        Assert.InRange(new FileInfo(Archive).Length, 1, new FileInfo(golden.Archive).Length * 101 / 100);
    }

    [Theory]
    [MemberData(nameof(ReadOnly))]
    public void Append_BringsArchivesOfOthersToVersion3(string name)
    {
        var golden = new GoldenCase(name);
        var expected = ExpectedSamples.Of(golden, 80);
        expected.Add("added", expected["ref"]);
        using (var compressor = AgcCompressor.Append(golden.Archive, Archive))
        {
            compressor.Add("added", new MemoryStream(Encoding.Latin1.GetBytes(expected["ref"])));
            compressor.Finish();
        }

        AssertHolds(expected);
        using var archive = AgcArchive.Open(Archive);
        Assert.Equal(new Version(3, 0), archive.ReadInfo().FormatVersion);
    }

    [Fact]
    public void Append_RefusesASampleThatIsThere()
    {
        var golden = new GoldenCase("small-segments");
        byte[] before = File.ReadAllBytes(golden.Archive);
        using (var output = new MemoryStream())
        using (var compressor = AgcCompressor.Append(golden.Archive, output))
        {
            var error = Assert.Throws<ArgumentException>(() => compressor.AddRange([golden.Inputs[1]]));
            Assert.Contains("a sample named s0 already", error.Message, StringComparison.Ordinal);
            compressor.Dispose();
            Assert.Equal(0, output.Length);
        }

        Assert.Equal(before, File.ReadAllBytes(golden.Archive));
    }

    private static byte[] ModesPayload(string path)
    {
        using var archive = new ArchiveReader(path);
        if (!archive.Has(StreamNames.Modes))
            return [];
        using var payload = new NativeBuffer();
        _ = archive.Read(StreamNames.Modes, 0, payload);
        return payload.AsSpan().ToArray();
    }

    private static void Append(CompressionOptions options, string archive, string[] inputs)
    {
        using var compressor = AgcCompressor.Append(archive, archive, options);
        compressor.AddRange(inputs);
        compressor.Finish();
    }

    private void AssertHolds(Dictionary<string, string> expected)
    {
        using var archive = AgcArchive.Open(Archive);
        Assert.Equal(expected.Keys.Order(), archive.Samples.Order());
        foreach (var (sample, fasta) in expected)
        {
            using var output = new MemoryStream();
            archive.WriteSamples([sample], output, 80, 2);
            Assert.Equal(fasta, Encoding.Latin1.GetString(output.ToArray()));
        }
    }
}
