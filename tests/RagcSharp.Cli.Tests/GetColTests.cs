namespace RagcSharp.Cli.Tests;

public sealed class GetColTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("toy")]
    [InlineData("version1")]
    [InlineData("version2")]
    [InlineData("appended-by-agc")]
    public void Samples_ComeInTheOrderOfTheArchive(string name)
    {
        string archive = Golden.Archive(name);
        string[] samples = name == "toy" ? ["ref", "a", "b"] : ["ref", "s0", "s1", "s2", "s3", "s4", "s5", "s6"];
        string all = Expect.Success(Ragc.Run("/", ["getset", archive, .. samples]));
        Assert.Equal(all, Expect.Success(Ragc.Run("/", "getcol", archive)));
        Assert.Equal(all, Expect.Success(Ragc.Run("/", "getcol", "-t", "3", "-f", "-l", "80", "-g", "0", "-v", "0", archive)));
        Assert.Equal(all, Expect.Unzipped(Ragc.Run("/", "getcol", "-g", "6", archive).Output));
        string reference = Expect.Success(Ragc.Run("/", "getset", archive, "ref"));
        Assert.Equal(all[reference.Length..], Expect.Success(Ragc.Run("/", "getcol", "-r", archive)));
        Assert.Equal(all[reference.Length..], Expect.Success(Ragc.Run("/", "getcol", archive, "--no-reference", "--fast")));
    }

    [Theory]
    [InlineData("here")]
    [InlineData("here/")]
    [InlineData("new/deeply/nested")]
    [InlineData(".")]
    public void Folders_AreMadeAndHoldAFileForEachSample(string folder)
    {
        Assert.Equal("", Expect.Success(Ragc.Run(_folder.Path, "getcol", "-l", "61", "-o", folder, Golden.Archive("toy"))));
        Assert.Equal(["a.fa", "b.fa", "ref.fa"], Names(folder));
        foreach (string sample in (string[])["a", "b", "ref"])
        {
            string expected = Expect.Success(Ragc.Run("/", "getset", "-l", "61", Golden.Archive("toy"), sample));
            Assert.Equal(expected, File.ReadAllText(_folder.File($"{folder}/{sample}.fa")));
        }
    }

    [Fact]
    public void Folders_KeepWhatElseIsInThem()
    {
        Directory.CreateDirectory(_folder.File("here"));
        _folder.Write("here/other", "other");
        _folder.Write("here/a.fa", "old");
        Assert.Equal("", Expect.Success(Ragc.Run(_folder.Path, "getcol", "-r", "-o", "here", Golden.Archive("toy"))));
        Assert.Equal(["a.fa", "b.fa", "other"], Names("here"));
        Assert.Equal("other", File.ReadAllText(_folder.File("here/other")));
        Assert.StartsWith(">r1\n", File.ReadAllText(_folder.File("here/a.fa")), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_CanBeGzip()
    {
        Assert.Equal("", Expect.Success(Ragc.Run(_folder.Path, "getcol", "-g", "9", "-o", "zipped", Golden.Archive("version2"))));
        string[] samples = ["ref", "s0", "s1", "s2", "s3", "s4", "s5", "s6"];
        Assert.Equal(samples.Select(s => s + ".fa.gz"), Names("zipped"));
        foreach (string sample in (string[])["ref", "s6"])
        {
            string expected = Expect.Success(Ragc.Run("/", "getset", Golden.Archive("version2"), sample));
            Assert.Equal(expected, Expect.Unzipped(File.ReadAllBytes(_folder.File($"zipped/{sample}.fa.gz"))));
        }
    }

    // gzip refuses a file of no bytes at all.
    [Fact]
    public void Gzip_OfNoSamplesIsStillGzip()
    {
        _folder.Write("ref.fa", ">r\nACGT\n");
        Expect.Success(Ragc.Run(_folder.Path, "create", "-o", "a.agc", "ref.fa"));
        Assert.Equal("", Expect.Success(Ragc.Run(_folder.Path, "getcol", "-r", "a.agc")));
        Assert.Equal("", Expect.Success(Ragc.Shell(_folder.Path, "$ragc getcol -r -g 6 a.agc | gzip -dc")));
    }

    [Fact]
    public void SampleNames_DoNotLeadOutOfTheFolder()
    {
        CreateOfContigs("a/b", "..", ".", "../x", "/etc/y", "c\\d", "HG002#1#chr1", "a:1-5", "...", ".hidden");
        Assert.Equal("", Expect.Success(Ragc.Run(_folder.Path, "getcol", "-o", "one/two", "a.agc")));
        Assert.Equal(["a.agc", "contigs.fa", "one", "ref.fa"], _folder.Names());
        Assert.Equal(["two"], Names("one"));
        string[] expected =
        [
            "....fa", ".._x.fa", ".hidden.fa", "HG002#1#chr1.fa", "_.fa", "__.fa", "_etc_y.fa", "a:1-5.fa",
            "a_b.fa", "c_d.fa", "ref.fa",
        ];
        Assert.Equal(expected, Names("one/two"));
        Assert.Equal(">..\nACGTACGTACGT\n", File.ReadAllText(_folder.File("one/two/__.fa")));
        Assert.Equal(">../x\nACGTACGTACGT\n", File.ReadAllText(_folder.File("one/two/.._x.fa")));
    }

    // The name of the finished file is not too long for any file system; what it is called meanwhile must not be either.
    [Fact]
    public void SampleNames_MayBeAsLongAsFileNames()
    {
        string name = new('x', 240);
        CreateOfContigs(name);
        Assert.Equal("", Expect.Success(Ragc.Run(_folder.Path, "getcol", "-o", "out", "a.agc")));
        Assert.Equal(["ref.fa", name + ".fa"], Names("out"));
    }

    [Theory]
    [InlineData("a/b", "a_b")]
    [InlineData("a_b", "a/b")]
    [InlineData("..", "__")]
    [InlineData("/", "_")]
    [InlineData(".", "/")]
    public void SampleNames_ThatWouldMeetWriteNothing(string first, string second)
    {
        CreateOfContigs("other", first, second);
        var result = Ragc.Run(_folder.Path, "getcol", "-o", "out", "a.agc");
        Expect.Failure(result, 1, $"samples {first} and {second} would both be written to");
        Assert.Equal(["a.agc", "contigs.fa", "ref.fa"], _folder.Names());
        Assert.Contains($">{first}\n", Expect.Success(Ragc.Run(_folder.Path, "getcol", "a.agc")), StringComparison.Ordinal);
    }

    [Fact]
    public void ReferenceLeftOut_MeetsNobody()
    {
        _folder.Write("a_b.fa", ">a_b\nACGT\n");
        _folder.Write("contigs.fa", ">a/b\nACGTT\n");
        Expect.Success(Ragc.Run(_folder.Path, "create", "-c", "-o", "a.agc", "a_b.fa", "contigs.fa"));
        Expect.Failure(Ragc.Run(_folder.Path, "getcol", "-o", "out", "a.agc"), 1, "would both be written to a_b.fa");
        Expect.Success(Ragc.Run(_folder.Path, "getcol", "-r", "-o", "out", "a.agc"));
        Assert.Equal(">a/b\nACGTT\n", File.ReadAllText(_folder.File("out/a_b.fa")));
    }

    [Theory]
    [InlineData("file", "file: is a file, a folder was expected")]
    [InlineData("file/below", "file")]
    public void Output_ThatCannotBeAFolderIsRefused(string output, string expected)
    {
        _folder.Write("file", "old");
        Expect.Failure(Ragc.Run(_folder.Path, "getcol", "-o", output, Golden.Archive("toy")), 1, expected);
        Assert.Equal("old", File.ReadAllText(_folder.File("file")));
        Assert.Equal(["file"], _folder.Names());
    }

    [Fact]
    public void Output_ThatIsAFolderWhereAFileWouldBeIsRefused()
    {
        Directory.CreateDirectory(_folder.File("out/a.fa"));
        Expect.Failure(Ragc.Run(_folder.Path, "getcol", "-o", "out", Golden.Archive("toy")), 1, "out/a.fa: is a directory");
    }

    [Fact]
    public void Archive_IsTheOnlyArgument() =>
        Expect.Failure(Ragc.Run("/", "getcol", Golden.Archive("toy"), "a"), 2, "argument 'a' is one too many");

    // In concatenated mode every contig is a sample; the reference is one named ref.
    private void CreateOfContigs(params string[] names)
    {
        _folder.Write("ref.fa", ">ref\nACGTTTTTTT\n");
        _folder.Write("contigs.fa", string.Concat(names.Select(name => $">{name}\nACGTACGTACGT\n")));
        Expect.Success(Ragc.Run(_folder.Path, "create", "-c", "-o", "a.agc", "ref.fa", "contigs.fa"));
    }

    private string[] Names(string folder) =>
        [.. new DirectoryInfo(_folder.File(folder)).EnumerateFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal)];
}
