namespace RagcSharp.Cli.Tests;

public sealed class ExactTests : IDisposable
{
    // Soft-masked, with gaps and letters of others, in lines of CR LF, the last one without an end.
    private const string Strange = ";by hand\r\n>a b\r\nACGTacgt--ACGT\r\nacgtXXacgt-aNN\r\n\r\n>M\u00c3\u00bcller\r\nAC*";

    private readonly WorkFolder _folder = new();

    public ExactTests()
    {
        _folder.Write("strange.fa", Strange);
        _folder.Write("lower.fa", ">a\nacgt\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Create_KeepsEveryByte()
    {
        Expect.Success(Ragc.Shell(_folder.Path, """
            gzip -k strange.fa && $ragc create --exact -o a.agc $demo/ref.fa strange.fa.gz $demo/s0.fa lower.fa &&
            $ragc getset a.agc strange > 1.fa && cmp strange.fa 1.fa && $ragc getset -o 2.fa a.agc ref && cmp $demo/ref.fa 2.fa &&
            $ragc getcol -g 6 -o folder a.agc && gunzip folder/*.gz && cmp folder/lower.fa lower.fa && cmp folder/strange.fa strange.fa &&
            $ragc getcol a.agc > all.fa && (cat $demo/ref.fa strange.fa; echo; cat $demo/s0.fa lower.fa) | cmp - all.fa
            """));
        Assert.Contains("exact text", Ragc.Run(_folder.Path, "info", "a.agc").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("getset --plain a.agc strange", ">a b\nACGTACGTACGTACGTNNACGTANN\n>M__ller\nAC\n")]
    [InlineData("getset --plain -l 12 a.agc strange", ">a b\nACGTACGTACGT\nACGTNNACGTAN\nN\n>M__ller\nAC\n")]
    [InlineData("getset -l 20 a.agc strange", ">a b\nACGTacgt--ACGTacgtXX\nacgt-aNN\n>M\u00fcller\nAC*\n")]
    [InlineData("getctg a.agc a@strange:6-17 M__ller", ">a b:6-17\ngt--ACGTacgtXX\n>M\u00fcller\nAC*\n")]
    [InlineData("getctg --plain a.agc a@strange:6-17", ">a b:6-17\nGTACGTACGTNN\n")]
    [InlineData("getctg -l 4 a.agc a@lower:1-9", ">a:1-9\ncgt\n")]
    [InlineData("listctg --lengths a.agc strange", "strange\n   a b\t25\n   M__ller\t2\n")]
    public void Read_GivesWhatIsAskedFor(string command, string expected)
    {
        Expect.Success(Ragc.Shell(_folder.Path, "$ragc create --exact -o a.agc $demo/ref.fa strange.fa lower.fa"));
        Assert.Equal(expected, Expect.Success(Ragc.Shell(_folder.Path, "$ragc " + command)));
    }

    [Fact]
    public void Append_DoesNotLoseTextUnasked()
    {
        Expect.Success(Ragc.Shell(_folder.Path, "$ragc create --exact -o a.agc $demo/ref.fa strange.fa && cp a.agc old.agc"));
        Expect.Failure(
            Ragc.Shell(_folder.Path, "$ragc append -o a.agc a.agc $demo/s0.fa"),
            1,
            "a.agc: keeps the text of samples; add more with --exact, or let that go with --plain");
        Expect.Failure(
            Ragc.Shell(_folder.Path, "$ragc append --exact --plain -o a.agc a.agc $demo/s0.fa"), 2, "--exact and --plain contradict");
        Assert.Equal(File.ReadAllBytes(_folder.File("old.agc")), File.ReadAllBytes(_folder.File("a.agc")));
        Expect.Success(Ragc.Shell(_folder.Path, """
            $ragc append --exact -o a.agc a.agc lower.fa && $ragc getset a.agc lower | cmp - lower.fa &&
            $ragc getset a.agc strange | cmp - strange.fa
            """));
        Expect.Success(Ragc.Shell(_folder.Path, "$ragc append --plain -o b.agc a.agc $demo/s0.fa"));
        Assert.Equal(">a\nACGT\n", Expect.Success(Ragc.Run(_folder.Path, "getset", "b.agc", "lower")));
    }

    [Fact]
    public void Create_TellsOnceThatCaseIsLost()
    {
        _folder.Write("lower2.fa", ">a\nacgt\n");
        var result = Ragc.Shell(_folder.Path, "$ragc create -o a.agc $demo/ref.fa lower.fa $demo/s0.fa lower2.fa");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            "ragc: warning: lower.fa and another file: lower-case letters become upper-case ones; --exact keeps their case\n", result.Errors);
        Assert.Equal(">a\nACGT\n", Expect.Success(Ragc.Run(_folder.Path, "getset", "a.agc", "lower2")));
        result = Ragc.Shell(_folder.Path, "$ragc append a.agc <(printf '>x\\nACgT\\n') > b.agc");
        Assert.Equal(0, result.ExitCode);
        Assert.Matches("^ragc: warning: [^\n]*--exact[^\n]*\n\\z", result.Errors);
    }

    [Theory]
    [InlineData(">a\nAC-GT\n")]
    [InlineData(">a\nAXA\n")]
    [InlineData(">a\nAC>b\n")]
    [InlineData(">\u00e9\nA\n")]
    [InlineData(">a\rA\r")]
    [InlineData(">\nA\n")]
    [InlineData(">a\0\nA\n")]
    [InlineData(";x\n>a\nA\n")]
    [InlineData("\u00ef\u00bb\u00bf>a\nA\n")]
    public void Create_NamesTheOptionThatKeepsAnInput(string input)
    {
        _folder.Write("x.fa", input);
        Expect.Failure(Ragc.Shell(_folder.Path, "$ragc create -o a.agc $demo/ref.fa x.fa"), 1, "--exact");
        Expect.Success(Ragc.Shell(_folder.Path, "$ragc create --exact -o a.agc $demo/ref.fa x.fa && $ragc getset a.agc x | cmp - x.fa"));
    }

    [Fact]
    public void Create_KeepsFilesWhoseRecordsAreSamples()
    {
        Expect.Success(Ragc.Shell(_folder.Path, """
            $ragc create -c --exact -o a.agc $demo/ref.fa strange.fa && $ragc getset a.agc a M__ller | cmp - strange.fa &&
            (cat $demo/ref.fa strange.fa) | cmp - <($ragc getcol a.agc)
            """));
    }

    [Fact]
    public void BrokenGzip_IsNamedOnce()
    {
        using var folder = new WorkFolder();
        Expect.Success(Ragc.Shell(folder.Path, "gzip -c $demo/s0.fa | head -c 5000 > cut.fa.gz; (gzip -c $demo/s0.fa; echo junk) > more.fa.gz"));
        foreach (var (file, wrong) in ((string, string)[])[("cut", "is cut off"), ("more", "is followed by something else")])
        {
            var result = Ragc.Shell(folder.Path, $"$ragc create --exact -o a.agc $demo/ref.fa {file}.fa.gz");
            Assert.Equal((1, $"ragc: {file}.fa.gz: gzip data {wrong}\n"), (result.ExitCode, result.Errors));
        }
    }
}
