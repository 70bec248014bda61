namespace RagcSharp.Cli.Tests;

/// <summary>The program under the name of C++ AGC's: what scripts rely on. Under its own name it does only what is right.</summary>
public sealed class AgcNameTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public AgcNameTests()
    {
        // The script would call the program by its own name.
        string program = Environment.GetEnvironmentVariable("RAGC") is { Length: > 0 } installed
            ? installed
            : Path.Combine(Ragc.Root, "artifacts", "publish", "ragc", "ragc");
        _ = Expect.Success(Ragc.Run(_folder.Path, "--version"));
        File.CreateSymbolicLink(_folder.File("agc"), program);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ListRef_EndsWithoutALineEnd() => Assert.Equal("ref", Expect.Success(Agc("listref", Golden.Archive("toy"))));

    [Fact]
    public void ListCtg_PrintsNamesOfUnknownSamples()
    {
        var result = Agc("listctg", Golden.Archive("toy"), "nope", "b");
        Assert.Equal(("nope\nb\n   q\n   r2\n", 1), (result.Text, result.ExitCode));
        Assert.Contains("no sample nope", result.Errors, StringComparison.Ordinal);
        result = Ragc.Run(_folder.Path, "listctg", Golden.Archive("toy"), "nope", "b");
        Assert.Equal(("", 1), (result.Text, result.ExitCode));
    }

    [Fact]
    public void GetCtg_ReversedRangeIsTheWholeContig()
    {
        string whole = Expect.Success(Ragc.Run(_folder.Path, "getctg", Golden.Archive("toy"), "r1@ref"));
        Assert.Equal(whole, Expect.Success(Agc("getctg", Golden.Archive("toy"), "r1@ref:9-3")));
        Assert.Equal(1, Ragc.Run(_folder.Path, "getctg", Golden.Archive("toy"), "r1@ref:9-3").ExitCode);
    }

    [Fact]
    public void GetCtgAndGetSet_WriteNothingToStandardError()
    {
        string fasta = Expect.Success(Agc("getctg", Golden.Archive("names"), "chr1@second:0-9"));
        Assert.StartsWith(">chr1:0-9\n", fasta, StringComparison.Ordinal);
        _ = Expect.Success(Agc("getset", "-o", "out.gz.txt", Golden.Archive("toy"), "ref"));
        File.WriteAllText(_folder.File("empty.bed"), "r1\t3\t3\n");
        _ = Expect.Success(Agc("getctg", "--sample", "ref", "-r", "empty.bed", Golden.Archive("toy")));
        Assert.Equal(1, Agc("getset", Golden.Archive("toy"), "nope").ExitCode);
    }

    [Fact]
    public void ScriptsOfPggb_FindContigs()
    {
        string script = $"./agc listctg {Golden.Archive("toy")} $(./agc listset {Golden.Archive("toy")}) | grep '^ ' | awk '{{ print $1 }}'";
        Assert.Equal("r1\nq\nr2\nr1\nr2\n", Ragc.Shell(_folder.Path, script).Text);
    }

    private RagcResult Agc(params string[] arguments) => Ragc.Shell(_folder.Path, "./agc " + string.Join(' ', arguments));
}
