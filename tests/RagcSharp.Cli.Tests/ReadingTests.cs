namespace RagcSharp.Cli.Tests;

public sealed class ReadingTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public ReadingTests() => Assert.Equal(0, Ragc.Shell(_folder.Path, "$ragc create -s 5000 -o a.agc $demo/*.fa").ExitCode);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ListSet_SortsNamesAsBytes()
    {
        foreach (string name in (string[])["b", "B", "a10", "a9", "\u00fc"])
            File.WriteAllText(_folder.File(name + ".fa"), ">x\nACGT\n");
        Assert.Equal(0, Ragc.Shell(_folder.Path, "$ragc create -o b.agc a9.fa b.fa ü.fa B.fa a10.fa").ExitCode);
        Assert.Equal("B\na10\na9\nb\n\u00fc\n", Ragc.Run(_folder.Path, "listset", "b.agc").Text);
        Assert.Equal("", Ragc.Run(_folder.Path, "listset", "-o", "names", "b.agc").Text);
        Assert.Equal("B\na10\na9\nb\n\u00fc\n", File.ReadAllText(_folder.File("names")));
    }

    [Theory]
    [InlineData(1, 70)]
    [InlineData(3, 70)]
    public void GetSet_GivesTheInputBack(int threads, int width)
    {
        // The demo files have lines of 70 letters, in upper case.
        string[] samples = ["s2", "ref", "s0"];
        var result = Ragc.Run(_folder.Path, ["getset", "-t", $"{threads}", "-l", $"{width}", "a.agc", .. samples]);
        Assert.Equal("", result.Errors);
        Assert.Equal(string.Concat(samples.Select(name => File.ReadAllText(Path.Combine(Ragc.Demo, name + ".fa")))), result.Text);
    }

    [Fact]
    public void GetSet_WritesToAFile()
    {
        Assert.Equal("", Ragc.Run(_folder.Path, "getset", "-l", "70", "-o", "s1.fa", "a.agc", "s1").Text);
        Assert.Equal(File.ReadAllText(Path.Combine(Ragc.Demo, "s1.fa")), File.ReadAllText(_folder.File("s1.fa")));
    }

    [Fact]
    public void GetSet_ChecksAllNamesFirst()
    {
        var result = Ragc.Run(_folder.Path, "getset", "a.agc", "s0", "nobody");
        Assert.Equal((1, "", "ragc: a.agc: no sample nobody\n"), (result.ExitCode, result.Text, result.Errors));
        Assert.Equal(1, Ragc.Run(_folder.Path, "getset", "-o", "x.fa", "a.agc", "nobody").ExitCode);
        Assert.Equal(["a.agc"], _folder.Names());
    }

    [Fact]
    public void Output_GoesBehindWhatIsThereAlready()
    {
        Assert.Equal(0, Ragc.Shell(_folder.Path, "(echo first; $ragc listset a.agc; $ragc listset a.agc) > list; $ragc listset a.agc >> list").ExitCode);
        const string Names = "ref\ns0\ns1\ns2\ns3\n";
        Assert.Equal("first\n" + Names + Names + Names, File.ReadAllText(_folder.File("list")));
    }

    [Theory]
    [InlineData("getset -o b.agc b.agc s0")]
    [InlineData("getset -o hard.agc b.agc s0")]
    [InlineData("getset -o soft.agc b.agc s0")]
    [InlineData("getctg -o b.agc b.agc chr1@ref")]
    [InlineData("listset -o b.agc b.agc")]
    [InlineData("listctg -o b.agc b.agc s0")]
    [InlineData("info --json -o b.agc b.agc")]
    [InlineData("getcol -o folder folder/s0.fa")]
    [InlineData("create -i list -o list $demo/ref.fa")]
    public void Output_IsNeverTheInput(string arguments)
    {
        Assert.Equal(0, Ragc.Shell(_folder.Path, """
            cp a.agc b.agc; ln b.agc hard.agc; ln -s b.agc soft.agc; mkdir folder; cp a.agc folder/s0.fa; echo $demo/s0.fa > list
            """).ExitCode);
        string list = File.ReadAllText(_folder.File("list"));
        var result = Ragc.Shell(_folder.Path, "$ragc " + arguments);
        Assert.Equal((1, ""), (result.ExitCode, result.Text));
        Assert.EndsWith(": is the output as well as an input\n", result.Errors, StringComparison.Ordinal);
        foreach (string copy in (string[])["b.agc", "folder/s0.fa"])
            Assert.Equal(File.ReadAllBytes(_folder.File("a.agc")), File.ReadAllBytes(_folder.File(copy)));
        Assert.Equal(list, File.ReadAllText(_folder.File("list")));
        Assert.Equal(["s0.fa"], Directory.GetFiles(_folder.File("folder")).Select(Path.GetFileName));
    }

    [Fact]
    public void Archives_ThatArePipesAreRefused()
    {
        var result = Ragc.Shell(_folder.Path, "$ragc listset <(cat a.agc)");
        Assert.Equal((1, ""), (result.ExitCode, result.Text));
        Assert.Matches("^ragc: /dev/fd/[0-9]+: is a pipe; [^\n]*\n$", result.Errors);
    }

    [Fact]
    public void Output_ThatCannotBeWrittenIsAnError()
    {
        var result = Ragc.Shell(_folder.Path, "$ragc getset a.agc s0 > /dev/full");
        Assert.Equal((1, "ragc: standard output: No space left on device\n"), (result.ExitCode, result.Errors));
        result = Ragc.Shell(_folder.Path, "$ragc --help > /dev/full");
        Assert.Equal((1, "ragc: standard output: No space left on device\n"), (result.ExitCode, result.Errors));
        result = Ragc.Shell(_folder.Path, "$ragc getset -o /dev/full a.agc s0");
        Assert.Equal((1, "ragc: /dev/full: No space left on device\n"), (result.ExitCode, result.Errors));
    }

    [Fact]
    public void GetSet_EndsQuietlyWhenNobodyReads()
    {
        var result = Ragc.Shell(_folder.Path, "$ragc getset a.agc ref s0 s1 s2 s3 ref s0 s1 s2 s3 | head -1; exit ${PIPESTATUS[0]}");
        Assert.Equal((141, ">chr1 reference length=40000\n", ""), (result.ExitCode, result.Text, result.Errors));
    }

    [Theory]
    [InlineData("missing.agc", "missing.agc: no such file")]
    [InlineData("folder.agc", "folder.agc: is a directory")]
    [InlineData("text.agc", "text.agc: not an AGC archive")]
    [InlineData("empty.agc", "empty.agc: not an AGC archive")]
    [InlineData("cut.agc", "cut.agc: not an AGC archive")]
    public void Archives_ThatAreNoneAreRefused(string name, string expected)
    {
        Directory.CreateDirectory(_folder.File("folder.agc"));
        _folder.Write("text.agc", "This is some text, and long enough.");
        _folder.Write("empty.agc", "");
        Assert.Equal(0, Ragc.Shell(_folder.Path, "head -c 30000 a.agc > cut.agc").ExitCode);
        foreach (string[] command in (string[][])[["listset", name], ["getset", name, "s0"]])
        {
            var result = Ragc.Run(_folder.Path, command);
            Assert.Equal((1, ""), (result.ExitCode, result.Text));
            Assert.StartsWith("ragc: " + expected, result.Errors, StringComparison.Ordinal);
        }
    }
}
