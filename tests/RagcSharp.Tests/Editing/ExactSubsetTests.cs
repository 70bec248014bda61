using RagcSharp.Archive;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Editing;

/// <summary>Archives of samples whose text is kept: it goes with them.</summary>
public sealed class ExactSubsetTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    private string Archive => _folder.File("a.agc");

    private string Result => _folder.File("b.agc");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_ComeBackByteForByte() => Seeded.Run(15, random =>
    {
        byte[][] files = [.. Enumerable.Range(0, random.Next(2, 9)).Select(_ => RandomFasta.Next(random))];
        ExactArchive.Create(Archive, ExactArchive.Options, files);
        int[] kept = [.. Enumerable.Range(0, files.Length).Where(_ => random.Next(2) == 0).DefaultIfEmpty(files.Length - 1)];
        foreach (bool isPurged in (bool[])[false, true])
        {
            AgcEditor.Subset(Archive, [.. kept.Select(i => $"a{i}")], Result, new SubsetOptions { PurgeOthers = isPurged });
            Assert.All(kept, i => Assert.Equal(files[i], ExactArchive.Read(Result, new(), $"a{i}")));
            Assert.Equal(kept.Length, Items.Payloads(Result, StreamNames.ExactSamples).Count);
            Subsets.AssertSound(Result);
        }

        ExactArchive.Append(Result, ExactArchive.Options, 100, files[0]);
        Assert.Equal(files[0], ExactArchive.Read(Result, new(), "a100"));
        Assert.All(kept, i => Assert.Equal(files[i], ExactArchive.Read(Result, new(), $"a{i}")));
    });

    [Fact]
    public void Records_ThatAreSamplesComeBackWithTheirText()
    {
        byte[] file = Text.Bytes("\n>v1 x\nacGT\nAC\n\n>v2\r\n-A-\r\n>v3\nAC\n;\n>v4\rX\r\r");
        ExactArchive.Create(Archive, ExactArchive.Options with { TreatContigsAsSamples = true }, file);
        AgcEditor.Subset(Archive, ["v2", "v4"], Result);
        Assert.Equal(">v2\r\n-A-\r\n>v4\rX\r\r", Text.OfBytes(ExactArchive.Read(Result, new(), "v2", "v4")));
    }

    // The stream has a part for each sample up to the last one that it knows.
    [Fact]
    public void Samples_WithoutTextAreBetweenThoseWithIt()
    {
        ExactArchive.Create(Archive, ExactArchive.Options with { PreserveText = false }, Text.Bytes(">a\nac"), Text.Bytes(">b\ngt"));
        ExactArchive.Append(Archive, ExactArchive.Options, 2, Text.Bytes(">c\nacg"));
        AgcEditor.Subset(Archive, ["a1", "a2"], Result);
        Assert.Equal(">b\nGT\n>c\nacg", Text.OfBytes(ExactArchive.Read(Result, new(), "a1", "a2")));
        AgcEditor.Subset(Archive, ["a1"], Result);
        using var archive = AgcArchive.Open(Result);
        Assert.False(archive.IsExact);
    }
}
