using RagcSharp.Archive;
using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Editing;

/// <summary>Samples with other names.</summary>
public sealed class RenameTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public static TheoryData<string> Cases => [.. GoldenCase.Names];

    private string Result => _folder.File("a.agc");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rename_ChangesNamesOnly(string name)
    {
        string source = new GoldenCase(name).Archive;
        var samples = Subsets.SamplesOf(source);
        AgcEditor.Rename(source, [KeyValuePair.Create(samples[^1], "Müller/1")], Result);
        Subsets.AssertSound(Result);
        using AgcArchive before = AgcArchive.Open(source), after = AgcArchive.Open(Result);
        Assert.Equal([.. samples.SkipLast(1), "Müller/1"], after.Samples);
        foreach (var (old, now) in samples.Zip(after.Samples))
            Assert.Equal(ExactArchive.Read(before, new(), old), ExactArchive.Read(after, new(), now));
        if (before.ReadInfo().FormatVersion.Major == StreamNames.NewVersion)
            AssertSameStreams(source);
    }

    [Fact]
    public void Names_MayBeSwappedInPlace()
    {
        byte[][] files = [Text.Bytes(">a\nacgt"), Text.Bytes(">b\r\nTT-TT\r\n"), Text.Bytes(">c\nN\n")];
        ExactArchive.Create(Result, ExactArchive.Options, files);
        AgcEditor.Rename(Result, new Dictionary<string, string> { ["a0"] = "a1", ["a1"] = "a0", ["a2"] = "a2" }, Result);
        Assert.Equal(["a1", "a0", "a2"], Subsets.SamplesOf(Result));
        Assert.Equal(files[0], ExactArchive.Read(Result, new(), "a1"));
        Assert.Equal(files[1], ExactArchive.Read(Result, new(), "a0"));
        Assert.Equal(["a.agc"], _folder.Names);
    }

    // Lengths that an older program has stored wrongly are still told by the name of that program.
    [Fact]
    public void Lengths_ThatAreMendedAreStillMended()
    {
        string sound = new GoldenCase("appended-by-agc").Archive, damaged = _folder.File("damaged.agc");
        DamagedLengths.Write(sound, damaged, sample => sample >= 3);
        AgcEditor.Rename(damaged, [KeyValuePair.Create("ref", "x")], damaged);
        using AgcArchive before = AgcArchive.Open(sound), after = AgcArchive.Open(damaged);
        foreach (var (old, now) in before.Samples.Zip(after.Samples))
            Assert.Equal(before.GetContigs(old), after.GetContigs(now));
    }

    [Theory]
    [InlineData("no sample nobody", "nobody", "x")]
    [InlineData("sample a is renamed twice", "a", "x", "a", "y")]
    [InlineData("two samples would be named b", "a", "b")]
    [InlineData("two samples would be named x", "a", "x", "b", "x")]
    [InlineData("an empty name for sample a", "a", "")]
    [InlineData("a control character in the new name of sample a", "a", "x\ny")]
    public void Names_AreCheckedBeforeAnythingIsWritten(string expected, params string[] names)
    {
        string source = new GoldenCase("toy").Archive;
        var pairs = names.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], pair[1]));
        string message = Assert.Throws<ArgumentException>(() => AgcEditor.Rename(source, pairs, Result)).Message;
        Assert.StartsWith($"{source}: {expected}", message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void HalfACharacter_IsNoName() => Assert.Throws<ArgumentException>(
        () => AgcEditor.Rename(new GoldenCase("toy").Archive, [KeyValuePair.Create("a", "\ud800")], Result));

    private void AssertSameStreams(string source)
    {
        using ArchiveReader before = new(source), after = new(Result);
        Assert.Equal([.. before.Streams, StreamNames.Checks], after.Streams);
        Assert.All(before.Streams.Where(stream => stream != StreamNames.CollectionSamples), stream => Assert.Equal(
            Items.Payloads(source, stream), Items.Payloads(Result, stream)));
    }
}
