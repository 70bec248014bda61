using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Exact;

/// <summary>Files whose records are samples, kept exactly.</summary>
public sealed class ExactConcatenatedTests : IDisposable
{
    private static readonly CompressionOptions Options = ExactArchive.Options with { TreatContigsAsSamples = true };

    private readonly TempDirectory _folder = new();

    private string Archive => _folder.File("a.agc");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Samples_HaveTheTextOfTheirRecords()
    {
        ExactArchive.Create(Archive, Options, Text.Bytes("\n>v1 x\nacGT\nAC\n\n>v2\r\n-A-\r\n>v3\nAC"), Text.Bytes(";\n>v4\rX\r\r"));
        using var archive = AgcArchive.Open(Archive);
        string[] expected = ["\n>v1 x\nacGT\nAC\n\n", ">v2\r\n-A-\r\n", ">v3\nAC", ";\n>v4\rX\r\r"];
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], Text.OfBytes(ExactArchive.Read(archive, new(), $"v{i + 1}")));
        Assert.Equal(
            string.Concat(expected[..3]) + "\n" + expected[3], Text.OfBytes(ExactArchive.Read(archive, new(), "v1", "v2", "v3", "v4")));
    }

    [Fact]
    public void Collection_ComesBackInOrder()
    {
        Seeded.Run(10, random =>
        {
            var file = new System.Text.StringBuilder();
            int records = random.Next(1, 20);
            for (int i = 0; i < records; i++)
                file.Append($">v{i} some name\n").Append(Text.OfBytes(RandomFasta.Next(random)).Replace('>', '.')).Append('\n');
            ExactArchive.Create(Archive, Options, Text.Bytes(file.ToString()));
            using var archive = AgcArchive.Open(Archive);
            Assert.Equal(records, archive.Samples.Count);
            Assert.Equal(file.ToString(), Text.OfBytes(ExactArchive.Read(archive, new(), [.. archive.Samples])));
        });
    }

    [Fact]
    public void Append_GoesOn()
    {
        ExactArchive.Create(Archive, Options, Text.Bytes(">v1\nac\n>v2\ngt\n"));
        ExactArchive.Append(Archive, Options, 1, Text.Bytes(">v3\nacg\n>v4\nT\n"));
        Assert.Equal(">v1\nac\n>v2\ngt\n>v3\nacg\n>v4\nT\n", Text.OfBytes(ExactArchive.Read(Archive, new(), "v1", "v2", "v3", "v4")));
    }
}
