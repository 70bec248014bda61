using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Compat;

/// <summary>Adding samples to an archive gives what making it in one go gives.</summary>
public sealed class AppendTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public static TheoryData<string> Recorded =>
        [.. GoldenCase.Names.Where(name => new GoldenCase(name) is { IsReadOnly: false, HasUnrecordedState: false })];

    public static TheoryData<string> Unrecorded => [.. GoldenCase.Names.Where(name => new GoldenCase(name).HasUnrecordedState)];

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
            Append(golden, Archive, [.. golden.Inputs.Skip(first)], 3);
            ArchiveComparison.AssertSameStreams(golden.Archive, Archive);
        }
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
            Append(golden, Archive, [input], 2);
        ArchiveComparison.AssertSameStreams(golden.Archive, Archive);
    }

    [Theory]
    [MemberData(nameof(Unrecorded))]
    public void Append_LosesNothingWhereTheArchiveDoesNotRecordAll(string name)
    {
        var golden = new GoldenCase(name);
        golden.Create(Archive, 2, 1);
        Append(golden, Archive, [.. golden.Inputs.Skip(1)], 2, hasChecks: false);
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
            compressor.Add("added", new MemoryStream(System.Text.Encoding.Latin1.GetBytes(expected["ref"])));
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

    private static void Append(GoldenCase golden, string archive, string[] inputs, int threads, bool hasChecks = true)
    {
        using var compressor = AgcCompressor.Append(archive, archive, golden.Options(threads) with { HasChecks = hasChecks });
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
            Assert.Equal(fasta, System.Text.Encoding.Latin1.GetString(output.ToArray()));
        }
    }
}
