namespace RagcSharp.Cli.Tests;

public sealed class GetCtgTests : IDisposable
{
    private static readonly string Names = Golden.Archive("names");

    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("chr2@second:3-9", "chr2 a b", 3, 9, ">chr2 a b:3-9")]
    [InlineData("chr2 a b@second:3-9", "chr2 a b", 3, 9, ">chr2 a b:3-9")]
    [InlineData("chr1@second:0-0", "chr1", 0, 0, ">chr1:0-0")]
    [InlineData("chr1@second:599-599", "chr1", 599, 599, ">chr1:599-599")]
    [InlineData("chr1@second:590-700", "chr1", 590, 599, ">chr1:590-700")]
    [InlineData("chr1@second:005-0010", "chr1", 5, 10, ">chr1:005-0010")]
    [InlineData("chr22@second:100-300", "chr22  double  blank", 100, 300, ">chr22  double  blank:100-300")]
    [InlineData("tab@second:1-2", "tab\tseparated name", 1, 2, ">tab\tseparated name:1-2")]
    [InlineData("a:1-5@second:2-400", "a:1-5", 2, 400, ">a:1-5:2-400")]
    [InlineData("b@c@second:2-4", "b@c", 2, 4, ">b@c:2-4")]
    public void Ranges_AreCutAndTheHeaderSaysWhatWasAskedFor(string query, string contig, int from, int to, string header)
    {
        string letters = Golden.Contigs("names", "second")[contig];
        string text = Expect.Success(Ragc.Run("/", "getctg", "-l", "1000", Names, query));
        Assert.Equal($"{header}\n{letters[from..(to + 1)]}\n", text);
    }

    [Theory]
    [InlineData("version1", "s2", "s2_ctg1.0")]
    [InlineData("version2", "s1", "s1_ctg1.0")]
    [InlineData("appended-by-agc", "s6", "s6_ctg1.0")]
    public void Ranges_AreReadFromArchivesOfAnyOrigin(string name, string sample, string contig)
    {
        var (header, letters) = Golden.Contigs(name, sample).First(c => c.Key.StartsWith(contig + " ", StringComparison.Ordinal));
        string[] queries = [$"{contig}:900-2500", $"{contig}@{sample}:12000-12999", contig];
        string expected = $">{header}:900-2500\n{letters[900..2501]}\n"
            + $">{header}:12000-12999\n{letters[12000..13000]}\n>{header}\n{letters}\n";
        foreach (string threads in (string[])["1", "3"])
        {
            string[] arguments = ["getctg", "-t", threads, "-l", "1000000", Golden.Archive(name), .. queries];
            Assert.Equal(expected, Expect.Success(Ragc.Run("/", arguments)));
        }
    }

    [Theory]
    [InlineData("chr1@second:3-", true)]
    [InlineData("chr1@second:3", true)]
    [InlineData("chr1@second:1,000-2,000", true)]
    [InlineData("chr1@second:3..9", true)]
    [InlineData("chr1:-9", true)]
    [InlineData("chr1@second:", true)]
    [InlineData("chr9@second", false)]
    [InlineData("chr9@second:3-9", false)]
    [InlineData("chr9", false)]
    public void Ranges_ThatAreNoneGetAHint(string query, bool isHinted)
    {
        var result = Ragc.Run("/", "getctg", Names, query);
        Expect.Failure(result, 1, $"{query}: ");
        Assert.Equal(isHinted, result.Errors.Contains("a range is written contig:from-to", StringComparison.Ordinal));
    }

    [Fact]
    public void Contigs_ComeInTheOrderAskedForInLinesOf80()
    {
        var second = Golden.Contigs("names", "second");
        string text = Expect.Success(Ragc.Run("/", "getctg", Names, "a:1-5@second", "chr1@second:0-79", "a:1-5@second"));
        string expected = ">a:1-5\n" + string.Concat(second["a:1-5"].Chunk(80).Select(line => new string(line) + "\n"));
        Assert.Equal($"{expected}>chr1:0-79\n{second["chr1"][..80]}\n{expected}", text);
    }

    [Fact]
    public void Options_OfCppAgcAreAccepted()
    {
        string expected = Expect.Success(Ragc.Run("/", "getctg", Names, "chr22@ref:5-700"));
        string[][] variants =
        [
            ["-s", "-p", Names, "chr22@ref:5-700"],
            [Names, "chr22@ref:5-700", "-p", "-s", "-t", "2", "-v", "0"],
            [Names, "-l", "80", "chr22@ref:5-700", "-g", "0"],
            ["--stream", "--no-prefetch", "--threads", "2", "--line-length", "80", Names, "chr22@ref:5-700"],
            ["--gzip", "0", "--verbosity", "1", Names, "chr22@ref:5-700"],
        ];
        foreach (string[] arguments in variants)
            Assert.Equal(expected, Expect.Success(Ragc.Run("/", ["getctg", .. arguments])));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("9")]
    public void Output_CanBeAGzipFile(string level)
    {
        string[] queries = ["chr22@ref", "chr1@ref:1-3"];
        string expected = Expect.Success(Ragc.Run("/", ["getctg", Names, .. queries]));
        Assert.Equal(expected, Expect.Unzipped(Ragc.Run("/", ["getctg", "-g", level, Names, .. queries]).Output));
        Assert.Equal("", Expect.Success(Ragc.Run(_folder.Path, ["getctg", "-g", level, "-o", "x.gz", Names, .. queries])));
        Assert.Equal(expected, Expect.Unzipped(File.ReadAllBytes(_folder.File("x.gz"))));
    }

    [Theory]
    [InlineData("nobody", "nobody: no contig of that name")]
    [InlineData("chr1", "chr1: 2 samples have a contig chr1; say which: chr1@ref, chr1@second")]
    [InlineData("zzz@ref", "sample ref has no contig zzz")]
    [InlineData("chr1@nobody", "no sample nobody; there are ref, second")]
    [InlineData("chr1@ref:9-3", "chr1@ref:9-3: the range is reversed")]
    [InlineData("chr1@ref:-1-3", "negative")]
    [InlineData("chr1@ref:3--1", "negative")]
    [InlineData("chr1@ref:599-600", "behind the end")]
    [InlineData("chr1@ref:99999999999999999999-99999999999999999999", "begins behind the end")]
    [InlineData("a\nb@ref", "no contig a b")]
    public void Queries_ThatAreWrongWriteNothing(string wrong, string expected)
    {
        Expect.Failure(Ragc.Run("/", "getctg", Names, wrong), 1, expected);
        Expect.Failure(Ragc.Run("/", "getctg", "-g", "6", Names, "chr1@second", wrong), 1, expected);
        Expect.Failure(Ragc.Run(_folder.Path, "getctg", "-o", "x.fa", Names, "chr22@ref", "chr1@ref:1-3", wrong), 1, expected);
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void Queries_ThatAreWrongKeepTheFileThatIsThere()
    {
        _folder.Write("x.fa", "old");
        Expect.Failure(Ragc.Run(_folder.Path, "getctg", "-o", "x.fa", Names, "chr22@ref", "nobody"), 1, "nobody");
        Assert.Equal("old", File.ReadAllText(_folder.File("x.fa")));
        Assert.Equal(["x.fa"], _folder.Names());
    }

    [Fact]
    public void Query_MustBeGiven() => Expect.Failure(Ragc.Run("/", "getctg", Names), 2, "getctg --help");
}
