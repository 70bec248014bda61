using System.IO.Compression;

namespace RagcSharp.Cli.Tests;

/// <summary>Regions from files, as people have them.</summary>
public sealed class RegionFileTests : IDisposable
{
    private static readonly string Names = Golden.Archive("names");

    private readonly WorkFolder _folder = new();
    private readonly string _chr22 = Golden.Contigs("names", "second")["chr22  double  blank"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_AreQueriesInTheirOrder()
    {
        _folder.Write("regions.txt", "chr22@second:3-9\r\n\n# a comment\nchr1@ref:0-1\nchr22@second:0-0\n");
        string one = Expect.Success(Run("getctg", Names, "chr22@second:3-9", "chr1@ref:0-1", "chr22@second:0-0"));
        Assert.Equal(one, Expect.Success(Run("getctg", "-r", "regions.txt", Names)));
        Assert.Equal(one, Expect.Success(Ragc.Shell(_folder.Path, $"cat regions.txt | $ragc getctg -r - {Names}")));
        Assert.Equal(one + one, Expect.Success(Run(
            "getctg", "--regions", "regions.txt", Names, "chr22@second:3-9", "chr1@ref:0-1", "chr22@second:0-0")));
    }

    [Fact]
    public void Bed_NamesItsRecordsAndTheirStrands()
    {
        _folder.Write(
            "a.bed",
            "track name=x\nbrowser position chr1\n#c\n"
            + "chr22\t10\t20\nchr22\t10\t20\tgene\t0\t-\nchr22\t12\t14\t.\t1\t+\textra\n");
        string letters = _chr22[10..20];
        string complement = string.Concat(letters.Reverse().Select(letter => "TGCA"["ACGT".IndexOf(letter, StringComparison.Ordinal)]));
        string expected = $">chr22  double  blank:10-20\n{letters}\n>gene\n{complement}\n>chr22  double  blank:12-14\n{letters[2..4]}\n";
        Assert.Equal(expected, Expect.Success(Run("getctg", "--sample", "second", "-r", "a.bed", Names)));
        using (var gzip = new GZipStream(File.Create(_folder.File("a.bed.gz")), CompressionLevel.Fastest))
            gzip.Write(File.ReadAllBytes(_folder.File("a.bed")));
        Assert.Equal(expected, Expect.Success(Run("getctg", "--sample", "second", "-r", "a.bed.gz", Names)));
        _folder.Write("b.bed", "chr22@second\t10\t20\n");
        Assert.Equal(
            $">second|chr22|10|20|+\n{letters}\n",
            Expect.Success(Run("getctg", "-r", "b.bed", "--header", "{sample}|{contig}|{start}|{end}|{strand}", Names)));
    }

    [Fact]
    public void OneBased_CountsAsSamtools()
    {
        string expected = $">chr22  double  blank:1,1-20\n{_chr22[10..20]}\n>chr22  double  blank:850\n{_chr22[849..]}\n";
        Assert.Equal(expected, Expect.Success(Run("getctg", "--one-based", Names, "chr22@second:1,1-20", "chr22@second:850")));
        _folder.Write("r.txt", "chr22:1,1-20\nchr22:850\n");
        Assert.Equal(expected, Expect.Success(Run("getctg", "--one-based", "--sample", "second", "-r", "r.txt", Names)));
    }

    [ToolFact("samtools", "samtools")]
    public void Regions_AreThoseOfSamtools()
    {
        string commands = """
            $ragc create -s 1000 -o a.agc $demo/*.fa && $ragc getset a.agc s0 > s0.fa && samtools faidx s0.fa &&
            awk '$2 > 900 { for (i = 1; i < $2 - 800; i += 777) print $1 ":" i "-" i + 799 }' s0.fa.fai > regions &&
            samtools faidx -n 80 -r regions s0.fa > expected &&
            $ragc getctg --one-based --sample s0 --header '{contig}:{start}-{end}' -r regions a.agc | cmp - expected &&
            samtools faidx -n 80 -i --mark-strand no -r regions s0.fa > expected &&
            tr ':-' '\t\t' < regions | awk -v OFS='\t' '{ print $1, $2 - 1, $3, $1 ":" $2 "-" $3, 0, "-" }' > regions.bed &&
            $ragc getctg --sample s0 -r regions.bed a.agc | cmp - expected && wc -l < regions
            """;
        Assert.InRange(int.Parse(Expect.Success(Ragc.Shell(_folder.Path, commands)), null), 50, 200);
    }

    [Fact]
    public void HundredThousandRegions_ComeInOneRun()
    {
        const int Count = 100_000;
        var random = new Random(1);
        int[] starts = [.. Enumerable.Range(0, Count).Select(_ => random.Next(800))];
        _folder.Write("many.txt", string.Concat(starts.Select(start => $"chr22@second:{start}-{start + 19}\n")));
        string[] lines = Expect.Success(Run("getctg", "-r", "many.txt", Names)).Split('\n');
        Assert.Equal(2 * Count + 1, lines.Length);
        for (int i = 0; i < Count; i++)
            Assert.Equal(_chr22[starts[i]..(starts[i] + 20)], lines[2 * i + 1]);
    }

    [Theory]
    [InlineData("chr22@second:3-9\nnobody@second\n", "r.txt: line 2: nobody@second: sample second has no contig nobody")]
    [InlineData("chr22@second\t9\t3\n", "r.txt: line 1: chr22@second:9-3: the range is reversed")]
    [InlineData("chr22@second\t1\t3\tn\t0\tx\n", "r.txt: line 1: chr22@second 1 3 n 0 x: strand x")]
    [InlineData("chr22@second:5000-5001\n", "r.txt: line 1: chr22@second:5000-5001: begins behind the end of the contig")]
    [InlineData("chr22@second\t-5\t3\n", "r.txt: line 1: chr22@second -5 3: no line of BED")]
    [InlineData("\nchr22@second\t1,000\t1e4\n", "r.txt: line 2: chr22@second 1,000 1e4: no line of BED")]
    [InlineData("chr22@second\t0\t99999999999999999999\n", "r.txt: line 1: chr22@second 0 99999999999999999999: no line of BED")]
    [InlineData("chr22@second\t0\t9\tn\0x\n", "r.txt: line 1: control characters")]
    [InlineData("chr22@second\t0\t9\tn\u00ffx\n", "is not UTF-8")]
    [InlineData(" \n\t\n", "r.txt: no region in it")]
    [InlineData("", "r.txt: no region in it")]
    [InlineData("# nothing\n", "r.txt: no region in it")]
    public void Lines_ThatAreWrongAreNamed(string text, string expected)
    {
        _folder.Write("r.txt", text);
        Expect.Failure(Run("getctg", "-o", "x.fa", "-r", "r.txt", Names), 1, expected);
        Assert.Equal(["r.txt"], _folder.Names());
    }

    [Fact]
    public void Bed_ThatIsEmptyIsAWarning()
    {
        _folder.Write("r.bed", "chr22\t0\t4\tone\nchr22\t5\t5\tnone\nchr22\t8\t12\ttwo\n");
        string expected = $">one\n{_chr22[..4]}\n>none\n>two\n{_chr22[8..12]}\n";
        var result = Run("getctg", "--sample", "second", "-r", "r.bed", Names);
        Assert.Equal((0, expected), (result.ExitCode, result.Text));
        Assert.Equal("ragc: warning: r.bed: line 2: chr22@second:5-5: the range is empty\n", result.Errors);
        Assert.Equal(expected, Expect.Success(Run("getctg", "-q", "--sample", "second", "-r", "r.bed", Names)));
    }

    [Fact]
    public void OpenRanges_KeepTheirForm()
    {
        string expected = $">chr22  double  blank:850-\n{_chr22[849..]}\n>chr22  double  blank:-3\n{_chr22[..3]}\n";
        Assert.Equal(expected, Expect.Success(Run("getctg", "--one-based", Names, "chr22@second:850-", "chr22@second:-3")));
        Expect.Failure(Run("getctg", Names, "chr22@second:-3"), 1, "a range is written contig:from-to");
    }

    [Fact]
    public void Ambiguity_IsAnErrorThatNamesItsLine()
    {
        _folder.Write("r.fa", ">chr1\nACGTACGTACGTACGTACGT\n>chr1:3-5\nTTTTTTTTTTTTTTT\n");
        Expect.Success(Run("create", "-q", "-o", "a.agc", "r.fa"));
        _folder.Write("r.txt", "chr1:0-1\nchr1:3-5\n");
        const string Expected = "chr1:3-5: is a contig as well as a range of chr1; say which: chr1:3-5@r, chr1@r:3-5";
        Expect.Failure(Run("getctg", "a.agc", "chr1:3-5"), 1, "ragc: a.agc: " + Expected);
        Expect.Failure(Run("getctg", "-r", "r.txt", "a.agc"), 1, "r.txt: line 2: " + Expected);
        _folder.Write("r.bed", "chr1\t3\t5\nchr1:3-5\t0\t1\n");
        Assert.Equal(">chr1:3-5\nTA\n>chr1:3-5:0-1\nT\n", Expect.Success(Run("getctg", "-r", "r.bed", "a.agc")));
        Assert.Equal(">chr1:3-5\nTAC\n", Expect.Success(Run("getctg", "a.agc", "{chr1}:3-5")));
        Assert.Equal(">chr1:3-5\nTTTTTTTTTTTTTTT\n", Expect.Success(Run("getctg", "a.agc", "{chr1:3-5}")));
    }

    [Fact]
    public void Files_ThatCannotBeReadAreErrors()
    {
        Expect.Failure(Run("getctg", "-r", "none.txt", Names), 1, "none.txt: no such file");
        Expect.Failure(Run("getctg", "-r", ".", Names), 1, ".: is a directory");
        _folder.Write("x.bed.gz", "\x1f\x8b no gzip");
        Expect.Failure(Run("getctg", "-r", "x.bed.gz", Names), 1, "x.bed.gz: gzip data is c");
        Expect.Failure(Run("getctg", "-r", "x.bed.gz", "-o", "x.bed.gz", Names), 1, "x.bed.gz");
        Expect.Failure(Run("getctg", "--sample", "nobody", Names, "chr1"), 1, "no sample nobody");
    }

    [Theory]
    [InlineData("chr22@second 0 9")]
    [InlineData("chr22@second\t0")]
    public void BedFiles_HoldNothingElse(string line)
    {
        _folder.Write("r.bed", $"chr22@second\t0\t9\n{line}\n");
        Expect.Failure(Run("getctg", "-r", "r.bed", Names), 1, "r.bed: line 2: ");
        Expect.Failure(Run("getctg", "-r", "r.bed", Names), 1, "no line of BED");
    }

    [Fact]
    public void StandardInput_MayBeGzip()
    {
        _folder.Write("r.txt", "chr22@second:3-9\nchr1@ref:0-1\n");
        string expected = Expect.Success(Run("getctg", "-r", "r.txt", Names));
        Assert.Equal(expected, Expect.Success(Ragc.Shell(_folder.Path, $"gzip -c r.txt | $ragc getctg -r - {Names}")));
    }

    [Theory]
    [InlineData("r.fa.fai", "--fai -o r.fa")]
    [InlineData("r.fa.gz.gzi", "--gzi -o r.fa.gz")]
    [InlineData("r.fa", "-o r.fa")]
    public void File_IsNotWrittenOver(string file, string output)
    {
        _folder.Write(file, "chr22@second:3-9\n");
        var result = Ragc.Shell(_folder.Path, $"$ragc getctg -r {file} {output} {Names}");
        Expect.Failure(result, 1, file);
        Assert.Equal([file], _folder.Names());
        Assert.Equal("chr22@second:3-9\n", File.ReadAllText(_folder.File(file)));
    }

    [Theory]
    [InlineData("--header", "{nothing}", "--header '{nothing}': no field {nothing}")]
    [InlineData("--header", "{", "--header '{': a brace")]
    [InlineData("--header", "", "--header '': no text and no field")]
    [InlineData("--header", " \t", "no text and no field")]
    [InlineData("--cache-size", "-1", "--cache-size -1: out of range")]
    [InlineData("-r", "", "-r: an empty name")]
    public void Options_ThatAreWrongAreUsageErrors(string option, string value, string expected) =>
        Expect.Failure(Run("getctg", option, value, Names, "chr1@ref"), 2, expected);

    private RagcResult Run(params string[] arguments) => Ragc.Run(_folder.Path, arguments);
}
