namespace RagcSharp.Cli.Tests;

/// <summary>Outputs as other tools expect them: BGZF and indexes.</summary>
public sealed class IndexedOutputTests : IDisposable
{
    private const string Samtools = "samtools tabix";

    private static readonly byte[] EndOfFile =
        Convert.FromHexString("1f8b08040000000000ff0600424302001b0003000000000000000000");

    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("x.fa.gz")]
    [InlineData("x.bgz")]
    [InlineData("x.fa", "--bgzf")]
    [InlineData("x.fa", "-g", "6")]
    [InlineData("x.fa.gz", "--bgzf", "--gzip", "6", "-t", "3")]
    public void Output_IsBgzfWhereItsNameOrAnOptionSaysSo(string name, params string[] options)
    {
        string archive = Golden.Archive("version2"), expected = Expect.Success(Ragc.Run("/", "getset", archive, "ref", "s1"));
        Expect.Success(Ragc.Run(_folder.Path, ["getset", .. options, "-o", name, archive, "ref", "s1"]));
        byte[] bytes = File.ReadAllBytes(_folder.File(name));
        Assert.Equal(expected, Expect.Unzipped(bytes));
        Assert.Equal(EndOfFile, bytes[^EndOfFile.Length..]);
        Assert.Equal(bytes, Ragc.Run("/", "getset", "--bgzf", archive, "ref", "s1").Output);
        Assert.Equal([name], _folder.Names());
    }

    [Theory]
    [InlineData("x.fa.gz", "-g", "0")]
    [InlineData("x.gzip")]
    [InlineData("gz")]
    public void Output_IsPlainOtherwise(string name, params string[] options)
    {
        string expected = Expect.Success(Ragc.Run("/", "getctg", Golden.Archive("toy"), "r1@ref"));
        Expect.Success(Ragc.Run(_folder.Path, ["getctg", .. options, "-o", name, Golden.Archive("toy"), "r1@ref"]));
        Assert.Equal(expected, File.ReadAllText(_folder.File(name)));
    }

    [Fact]
    public void Fai_TellsWhereContigsAre()
    {
        Expect.Success(Ragc.Run(_folder.Path, "getset", "-l", "10", "--fai", "-o", "x.fa", Golden.Archive("toy"), "ref"));
        Assert.Equal("r1\t21\t4\t10\t11\nr2\t16\t34\t10\t11\n", File.ReadAllText(_folder.File("x.fa.fai")));
        Assert.Equal(["x.fa", "x.fa.fai"], _folder.Names());
        Assert.Equal(
            "r1\t21\t4\t10\t11\nr2\t16\t34\t10\t11\n",
            Expect.Success(Ragc.Run("/", "faidx", "-l", "10", Golden.Archive("toy"), "ref")));
        Assert.Equal("r1\t21\t4\t21\t22\nr2\t16\t32\t16\t17\n", Expect.Success(Ragc.Run("/", "faidx", Golden.Archive("toy"), "ref")));
    }

    [Theory]
    [InlineData("small-segments", "ref s3", "80")]
    [InlineData("version1", "s2", "7")]
    [InlineData("version2", "s2", "100000")]
    [InlineData("appended-by-agc", "s6 s1", "61")]
    public void Faidx_PrintsWhatGetSetWrites(string name, string samples, string lineLength)
    {
        string[] arguments = ["-l", lineLength, Golden.Archive(name), .. samples.Split(' ')];
        Expect.Success(Ragc.Run(_folder.Path, ["getset", "--fai", "-o", "x.gz", .. arguments]));
        string fai = File.ReadAllText(_folder.File("x.gz.fai"));
        Assert.NotEqual("", fai);
        Assert.Equal(fai, Expect.Success(Ragc.Run("/", ["faidx", .. arguments])));
        Expect.Success(Ragc.Run(_folder.Path, ["faidx", "-o", "y.fai", .. arguments]));
        Assert.Equal(fai, File.ReadAllText(_folder.File("y.fai")));
    }

    [Fact]
    public void Index_TellsWhatItLeavesOut()
    {
        const string Warning =
            "ragc: warning: 3 contigs without letters, or with a name that was there before, are not in the index: chr1, chr2, x";
        var result = Ragc.Run("/", "faidx", Golden.Archive("names"), "second");
        Assert.StartsWith(Warning, result.Errors, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
        string[] names = [.. result.Text.Split('\n')[..^1].Select(line => line.Split('\t')[0])];
        Assert.Equal(names.Distinct(), names);
        var written = Ragc.Run(_folder.Path, "getset", "--fai", "-o", "x.fa", Golden.Archive("names"), "second");
        Assert.StartsWith(Warning, written.Errors, StringComparison.Ordinal);
        Assert.Equal(0, written.ExitCode);
        Assert.Equal(result.Text, File.ReadAllText(_folder.File("x.fa.fai")));
    }

    [Fact]
    public void GetCol_WritesAnIndexForEachFile()
    {
        Expect.Success(Ragc.Run(_folder.Path, "getcol", "--bgzf", "--fai", "--gzi", "-o", "out", Golden.Archive("toy")));
        string[] samples = ["a", "b", "ref"], extensions = [".fa.gz", ".fa.gz.fai", ".fa.gz.gzi"];
        var expected = samples.SelectMany(sample => extensions.Select(extension => sample + extension));
        var folder = new DirectoryInfo(_folder.File("out"));
        Assert.Equal(expected, folder.EnumerateFiles().Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.Equal("r1\t21\t4\t21\t22\nr2\t16\t32\t16\t17\n", File.ReadAllText(_folder.File("out/ref.fa.gz.fai")));
        Assert.Equal(new byte[8], File.ReadAllBytes(_folder.File("out/ref.fa.gz.gzi")));
    }

    [Theory]
    [InlineData("getset --fai ARCHIVE a", "name that with -o")]
    [InlineData("getset --bgzf --gzi ARCHIVE a", "name that with -o")]
    [InlineData("getctg --gzi -o x.fa ARCHIVE r1@a", "no blocks")]
    [InlineData("getset --gzi -g 0 -o x.gz ARCHIVE a", "no blocks")]
    [InlineData("getcol --gzi -o x.gz ARCHIVE", "no blocks")]
    [InlineData("getcol --fai ARCHIVE", "name that with -o")]
    [InlineData("getset --bgzf -g 0 ARCHIVE a", "contradicts")]
    [InlineData("faidx -l 0 ARCHIVE a", "out of range")]
    public void Options_ThatMakeNoSenseAreWrongUsage(string call, string expected)
    {
        string[] arguments = [.. call.Split(' ').Select(word => word == "ARCHIVE" ? Golden.Archive("toy") : word)];
        Expect.Failure(Ragc.Run(_folder.Path, arguments), 2, expected);
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void Index_NeverReplacesTheArchive()
    {
        File.Copy(Golden.Archive("toy"), _folder.File("x.fa.fai"));
        Directory.CreateDirectory(_folder.File("out"));
        File.CreateSymbolicLink(_folder.File("out/b.fa.gz.gzi"), "../x.fa.fai");
        Expect.Failure(Ragc.Run(_folder.Path, "getset", "--fai", "-o", "x.fa", "x.fa.fai", "a"), 1, "as well as an input");
        Expect.Failure(Ragc.Run(_folder.Path, "getcol", "--bgzf", "--gzi", "-o", "out", "x.fa.fai"), 1, "as well as an input");
        Assert.Equal(File.ReadAllBytes(Golden.Archive("toy")), File.ReadAllBytes(_folder.File("x.fa.fai")));
        Assert.Equal(["out", "x.fa.fai"], _folder.Names());
    }

    [Fact]
    public void Failure_LeavesNeitherFileNorIndexes()
    {
        _folder.Write("x.gz", "old");
        _folder.Write("x.gz.fai", "old index");
        string[] arguments = ["getctg", "--fai", "--gzi", "-o", "x.gz", Golden.Archive("toy"), "r1@a", "nobody"];
        Expect.Failure(Ragc.Run(_folder.Path, arguments), 1, "nobody");
        Directory.CreateDirectory(_folder.File("x.gz.gzi"));
        Expect.Failure(Ragc.Run(_folder.Path, arguments[..^1]), 1, "x.gz.gzi: is a directory");
        Assert.Equal("old", File.ReadAllText(_folder.File("x.gz")));
        Assert.Equal("old index", File.ReadAllText(_folder.File("x.gz.fai")));
        Assert.Equal(["x.gz", "x.gz.fai", "x.gz.gzi"], _folder.Names());
    }

    [ToolFact(Samtools, "samtools", "bgzip")]
    public void Samtools_MakesTheSameIndexes()
    {
        foreach (string name in (string[])["names", "small-segments", "letters-and-line-ends", "version1"])
        {
            string[] samples = Expect.Success(Ragc.Run("/", "listset", Golden.Archive(name))).Split('\n')[..^1];
            foreach (string lineLength in (string[])["80", "7", "1000000"])
            {
                Assert.Equal(0, Ragc.Run(
                    _folder.Path, ["getset", "-l", lineLength, "--fai", "--gzi", "-o", "x.gz", Golden.Archive(name), .. samples]).ExitCode);
                Expect.Success(Ragc.Shell(
                    _folder.Path,
                    "mv x.gz.fai our.fai; mv x.gz.gzi our.gzi; bgzip -t x.gz && samtools faidx x.gz 2>/dev/null "
                    + "&& cmp our.fai x.gz.fai && cmp our.gzi x.gz.gzi"));
            }
        }
    }

    [ToolFact(Samtools, "samtools", "bgzip")]
    public void Samtools_FindsRegionsByOurIndexes()
    {
        string archive = Golden.Archive("version2");
        Expect.Success(Ragc.Run(_folder.Path, "getset", "-l", "60", "--fai", "--gzi", "-o", "x.fa.gz", archive, "ref", "s1", "s2"));
        string expected = Expect.Success(Ragc.Run("/", "getctg", "-l", "60", archive, "chr1@ref:999-4999"));
        string found = Expect.Success(Ragc.Shell(_folder.Path, "samtools faidx x.fa.gz chr1:1000-5000"));
        Assert.Equal(expected[expected.IndexOf('\n', StringComparison.Ordinal)..], found[found.IndexOf('\n', StringComparison.Ordinal)..]);
    }
}
