namespace RagcSharp.Cli.Tests;

/// <summary>Where outputs go, and what they must not replace.</summary>
public sealed class OutputTests : IDisposable
{
    private const string Busy = "ragc: a.agc: changed by another run meanwhile; nothing was written";

    private readonly WorkFolder _folder = new();

    public OutputTests()
    {
        File.Copy(Golden.Archive("toy"), _folder.File("a.agc"));
        _folder.Write("x.fa", ">c\nACGTACGT\n");
        _folder.Write("list", "x.fa\n");
        _folder.Write("names", "a\n");
        _folder.Write("map", "a\tx\n");
        _folder.Write("regions", "r1@ref\n");
        File.CreateSymbolicLink(_folder.File("soft.fa"), "x.fa");
        File.CreateSymbolicLink(_folder.File("soft.agc"), "new.agc");
        Expect.Success(Ragc.Shell(_folder.Path, "ln x.fa hard.fa; ln a.agc hard.agc; mkdir in out; ln -s ../a.agc in/b.fa; ln -s a.fa out/ref.fa"));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("create --stats x.fa -o new.agc x.fa")]
    [InlineData("create --stats ./x.fa x.fa")]
    [InlineData("create --stats hard.fa -o new.agc x.fa")]
    [InlineData("create --stats soft.fa -o new.agc x.fa")]
    [InlineData("create --stats x.fa -o new.agc $demo/ref.fa soft.fa")]
    [InlineData("create --stats x.fa -o new.agc -i list $demo/ref.fa")]
    [InlineData("create --stats list -o new.agc -i list $demo/ref.fa")]
    [InlineData("create -o list -i list $demo/ref.fa")]
    [InlineData("create x.fa >> x.fa")]
    [InlineData("create x.fa >> hard.fa")]
    [InlineData("append --stats a.agc -o new.agc a.agc x.fa")]
    [InlineData("append --stats hard.agc a.agc x.fa")]
    [InlineData("append --stats x.fa -o a.agc a.agc x.fa")]
    [InlineData("append -o x.fa a.agc x.fa")]
    [InlineData("append a.agc x.fa >> a.agc")]
    [InlineData("subset -o names --samples names a.agc")]
    [InlineData("subset -o names --samples - a.agc < names")]
    [InlineData("subset a.agc a >> a.agc")]
    [InlineData("merge a.agc >> a.agc")]
    [InlineData("rename -o map --map map a.agc")]
    [InlineData("rename -o map --map - a.agc < map")]
    [InlineData("getctg -r regions -o regions a.agc")]
    [InlineData("getctg -r - -o regions a.agc < regions")]
    [InlineData("getctg a.agc r1@ref >> hard.agc")]
    [InlineData("getset a.agc a >> a.agc")]
    [InlineData("getcol a.agc >> a.agc")]
    [InlineData("getcol -o in a.agc")]
    [InlineData("listset a.agc >> a.agc")]
    [InlineData("digest a.agc >> a.agc")]
    [InlineData("verify -o x.fa a.agc --against x.fa")]
    [InlineData("verify a.agc >> a.agc")]
    public void Output_IsNoInput(string arguments) => AssertRefused(arguments, 1, "is the output as well as an input");

    [Theory]
    [InlineData("create --stats new.agc -o new.agc x.fa", "new.agc: is the name of two outputs")]
    [InlineData("create --stats ./new.agc -o new.agc x.fa", "./new.agc: is the same file as another output, new.agc")]
    [InlineData("create --stats soft.agc -o new.agc x.fa", "soft.agc: is the same file as another output, new.agc")]
    [InlineData("create --stats new.agc -o soft.agc x.fa", "new.agc: is the same file as another output, soft.agc")]
    [InlineData("create --stats a.agc -o a.agc x.fa", "a.agc: is the name of two outputs")]
    [InlineData("append --stats a.agc -o a.agc a.agc x.fa", "a.agc: is the name of two outputs")]
    [InlineData("append --stats hard.agc -o a.agc a.agc x.fa", "hard.agc: is the same file as another output, a.agc")]
    [InlineData("create --stats /dev/stdout x.fa | cat", "/dev/stdout: is the name of two outputs")]
    [InlineData("getcol -o out a.agc", "ragc: out/a.fa: is the same file as another output, out/ref.fa")]
    public void Outputs_AreDifferentFiles(string arguments, string expected) => AssertRefused(arguments, 1, expected);

    [Theory]
    [InlineData("create --stats '' -o new.agc x.fa", 2, "--stats: an empty name")]
    [InlineData("create --stats - -o new.agc x.fa", 2, "--stats -: is no name of a file")]
    [InlineData("create --stats none/s.json -o new.agc x.fa", 1, "none/s.json: no such directory")]
    [InlineData("create -o x.fa $demo/ref.fa", 1, "x.fa: exists, and is no AGC archive; --force replaces it")]
    [InlineData("create -o soft.fa $demo/ref.fa", 1, "soft.fa: exists, and is no AGC archive; --force replaces it")]
    [InlineData("append -o x.fa a.agc $demo/ref.fa", 1, "x.fa: exists, and is no AGC archive; --force replaces it")]
    [InlineData("append -o x.fa x.fa $demo/ref.fa", 1, "x.fa: not an AGC archive")]
    [InlineData("subset -o x.fa a.agc a", 1, "x.fa: exists, and is no AGC archive; --force replaces it")]
    [InlineData("merge -o x.fa a.agc", 1, "x.fa: exists, and is no AGC archive; --force replaces it")]
    [InlineData("rename -o x.fa a.agc a x", 1, "x.fa: exists, and is no AGC archive; --force replaces it")]
    [InlineData("rename x.fa a x", 1, "x.fa: not an AGC archive")]
    public void Output_ThatCannotBeIsToldBeforehand(string arguments, int exitCode, string expected) =>
        AssertRefused(arguments, exitCode, expected);

    [Theory]
    [InlineData("create -o $out $demo/ref.fa")]
    [InlineData("append -o $out a.agc $demo/s0.fa")]
    [InlineData("subset -o $out a.agc a")]
    [InlineData("rename -o $out a.agc a x")]
    public void Force_AndEmptyFilesAndArchivesLetAnArchiveBeWritten(string arguments)
    {
        var result = Ragc.Shell(_folder.Path, $"""
            cp names other; : > empty; cp '{Golden.Archive("version1")}' old; ln -s empty link
            out=other; $ragc {arguments} --force && for out in old link new; do $ragc {arguments} || exit; done
            cmp other old && cmp old new && cmp old empty && $ragc verify -q -o verified other
            """);
        Expect.Success(result);
    }

    [Theory]
    [InlineData("getset --bgzf a.agc a")]
    [InlineData("getset -g 1 a.agc a")]
    [InlineData("getset -g 1 -o /dev/stdout a.agc a")]
    [InlineData("getset -g 1 -o /dev/tty a.agc a")]
    [InlineData("getctg --bgzf a.agc r1@ref")]
    [InlineData("getcol -g 9 a.agc")]
    [InlineData("create x.fa")]
    [InlineData("create -o /dev/stdout x.fa")]
    [InlineData("append a.agc x.fa")]
    [InlineData("subset a.agc a")]
    [InlineData("merge a.agc")]
    public void Terminal_GetsTextOnly(string arguments)
    {
        var result = Ragc.Shell(_folder.Path, $"script -qec \"$ragc {arguments}\" /dev/null");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(" is not written to a terminal; name a file with -o, or redirect the output\r\n", result.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("getset -o o.fa.zst a.agc a", "o.fa.zst: is plain text, although its name says zstd")]
    [InlineData("getset -o o.FA.XZ a.agc a", "o.FA.XZ: is plain text, although its name says xz")]
    [InlineData("getset -g 0 -o o.gz a.agc a", null)]
    [InlineData("getset --bgzf -o o.bz2 a.agc a", "o.bz2: is gzip, although its name says bzip2")]
    [InlineData("getset -o o.fa.GZ a.agc a", null)]
    [InlineData("getctg -o o.zip a.agc r1@ref", "o.zip: is plain text, although its name says zip")]
    [InlineData("listset -o o.gz a.agc", "o.gz: is plain text, although its name says gzip")]
    [InlineData("create -o o.agc.zst x.fa", "o.agc.zst: is an AGC archive, although its name says zstd")]
    public void Name_OfAnotherCompressionIsWarnedOf(string arguments, string? warning)
    {
        var result = Ragc.Shell(_folder.Path, "$ragc " + arguments);
        Assert.Equal((0, warning is null ? "" : $"ragc: warning: {warning}\n"), (result.ExitCode, result.Errors));
    }

    [Fact]
    public void Name_InCapitalsCountsAsGzip()
    {
        foreach (string name in (string[])["o.fa.GZ", "o.BGZ", "o.Gz"])
        {
            Expect.Success(Ragc.Run(_folder.Path, "getset", "-o", name, "a.agc", "a"));
            Assert.StartsWith(">", Expect.Unzipped(File.ReadAllBytes(_folder.File(name))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Indexes_OfWhatIsReplacedAreDeleted()
    {
        const string Warning = "ragc: warning: o.gz.fai, o.gz.gzi: deleted, as indexes of what was replaced; --fai and --gzi make new ones\n";
        var result = Ragc.Shell(_folder.Path, "$ragc getset --fai --gzi -o o.gz a.agc a && $ragc getset -o o.gz a.agc ref && ls o.*");
        Assert.Equal((0, "o.gz\n", Warning), (result.ExitCode, result.Text, result.Errors));
        result = Ragc.Shell(_folder.Path, "$ragc getcol --fai -o all a.agc && $ragc getcol -o all a.agc && ls all");
        Assert.Equal("a.fa\nb.fa\nref.fa\n", result.Text);
        Assert.Equal(Warning.Replace("o.gz.fai, o.gz.gzi", "all/ref.fa.fai, all/a.fa.fai, all/b.fa.fai", StringComparison.Ordinal), result.Errors);
    }

    // The pipe holds the first run up until it is written to; nobody else may have it open.
    [Theory]
    [InlineData("append -o a.agc a.agc x.fa", "x")]
    [InlineData("rename a.agc a x", "x")]
    [InlineData("subset -q a.agc -o a.agc --exclude b", "a")]
    public void Second_RunOnAnArchiveIsRefusedOrWaits(string arguments, string sample)
    {
        var result = Ragc.Shell(_folder.Path, $"""
            mkfifo pipe; $ragc append -o a.agc a.agc pipe & exec 5>pipe
            $ragc {arguments} 5>&-; echo $?
            $ragc {arguments} --wait 5>&- & second=$!
            $ragc listset a.agc 5>&-
            printf '>c\nACGTACGT\n' >&5; exec 5>&-; wait $second; echo $?; $ragc listset a.agc
            """);
        Assert.Equal(Busy + "; that run is still at work (--wait waits for it)\n", result.Errors);
        string[] lines = result.Text.Split('\n');
        Assert.Equal(["1", "a", "b", "ref", "0"], lines[..5]);
        Assert.Contains("pipe", lines[5..]);
        Assert.Contains(sample, lines[5..]);
    }

    [Fact]
    public void Archive_ThatIsReplacedMeanwhileStays()
    {
        var result = Ragc.Shell(_folder.Path, """
            mkfifo pipe; $ragc append -o a.agc a.agc pipe & exec 5>pipe
            $ragc create -o a.agc x.fa 5>&-; printf '>c\nACGTACGT\n' >&5; exec 5>&-; wait %1; echo $?; $ragc listset a.agc
            """);
        Assert.Equal((Busy + "\n", "1\nx\n"), (result.Errors, result.Text));
        Assert.DoesNotContain(_folder.Names(), name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private void AssertRefused(string arguments, int exitCode, string expected)
    {
        string[] names = _folder.Names(), files = [.. names.Where(name => name is not ("in" or "out" or "soft.agc"))];
        byte[][] before = [.. files.Select(name => File.ReadAllBytes(_folder.File(name)))];
        Expect.Failure(Ragc.Shell(_folder.Path, $"set -o pipefail; $ragc {arguments}"), exitCode, expected);
        Assert.Equal(names, _folder.Names());
        foreach (var (name, content) in files.Zip(before))
            Assert.Equal(content, File.ReadAllBytes(_folder.File(name)));
    }
}
