using System.Text;

using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Compat;

/// <summary>Against archives that C++ AGC 3.2.2 made.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Creatable => [.. GoldenCase.Names.Where(name => !new GoldenCase(name).IsReadOnly)];

    public static TheoryData<string> All => [.. GoldenCase.Names];

    [Theory]
    [MemberData(nameof(Creatable))]
    public void Create_GivesWhatCppAgcGives(string name)
    {
        using var folder = new TempDirectory();
        var golden = new GoldenCase(name);
        foreach (int threads in (int[])[1, 2, 6])
        {
            string path = folder.File($"{threads}.agc");
            golden.Create(path, threads);
            ArchiveComparison.AssertEqual(golden.Archive, path);
        }
    }

    [Theory]
    [MemberData(nameof(Creatable))]
    public void Create_GivesTheSameBytesForAnyNumberOfThreads(string name)
    {
        using var folder = new TempDirectory();
        var golden = new GoldenCase(name);
        golden.Create(folder.File("1.agc"), 1);
        byte[] expected = File.ReadAllBytes(folder.File("1.agc"));
        for (int threads = 2; threads <= 8; threads++)
        {
            golden.Create(folder.File("n.agc"), threads);
            Assert.Equal(expected, File.ReadAllBytes(folder.File("n.agc")));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Extraction_GivesTheInputBack(string name)
    {
        var golden = new GoldenCase(name);
        foreach (var (threads, lineLength) in ((int, int)[])[(1, 80), (3, 61)])
        {
            var expected = ExpectedSamples.Of(golden, lineLength);
            using var archive = AgcArchive.Open(golden.Archive);
            Assert.Equal(expected.Keys.Order(), archive.Samples.Order());
            foreach (string sample in archive.Samples)
            {
                using var output = new MemoryStream();
                archive.WriteSamples([sample], output, lineLength, threads);
                Assert.Equal(expected[sample], Encoding.Latin1.GetString(output.ToArray()));
            }
        }
    }
}
