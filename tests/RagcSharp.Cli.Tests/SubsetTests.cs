namespace RagcSharp.Cli.Tests;

public sealed class SubsetTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public SubsetTests() => Expect.Success(
        Ragc.Shell(_folder.Path, "$ragc create -s 5000 -o a.agc $demo/ref.fa $demo/s0.fa $demo/s1.fa $demo/s2.fa"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.agc ref s2", "ref s2")]
    [InlineData("a.agc s2 ref", "ref s2")]
    [InlineData("--purge a.agc s2 s0", "s0 s2")]
    [InlineData("a.agc --exclude s0", "ref s1 s2")]
    [InlineData("a.agc --exclude=s0", "ref s1 s2")]
    [InlineData("a.agc --purge --exclude ref s1", "s0 s2")]
    [InlineData("a.agc --samples list", "ref s1")]
    [InlineData("a.agc s2 --samples list", "ref s1 s2")]
    [InlineData("a.agc --samples - < list", "ref s1")]
    public void Subset_WritesToAFileToItselfAndToStandardOutput(string arguments, string samples)
    {
        _folder.Write("list", "s1\n\n  \nref\n");
        var result = Ragc.Shell(_folder.Path, $"""
            $ragc subset -t 2 -o b.agc {arguments} && $ragc subset {arguments} | cat > c.agc &&
            cp a.agc old.agc && $ragc subset -o a.agc {arguments} &&
            cmp b.agc c.agc && cmp b.agc a.agc && $ragc verify -o verified b.agc &&
            $ragc getset b.agc {samples} > b.fa && $ragc getset old.agc {samples} | cmp - b.fa && $ragc listset b.agc | xargs
            """);
        Assert.Equal((0, samples + "\n"), (result.ExitCode, result.Text));
        Assert.All(
            result.Errors.Split('\n')[..^1], line => Assert.Contains("bases of dropped samples stay", line, StringComparison.Ordinal));
        Assert.Equal(["a.agc", "b.agc", "b.fa", "c.agc", "list", "old.agc", "verified"], _folder.Names());
    }

    [Fact]
    public void BasesThatStay_AreTold()
    {
        string arguments = $"{Golden.Archive("many-samples-b10")} --exclude ref";
        var result = Ragc.Shell(_folder.Path, $"$ragc subset -o b.agc {arguments} && $ragc subset {arguments} > b.agc");
        Assert.Equal(0, result.ExitCode);
        Expect.Success(Ragc.Shell(_folder.Path, $"$ragc subset --quiet -o b.agc {arguments}"));
        const string Rest =
            ": [1-9][0-9]* bases of dropped samples stay readable, in references of [1-9][0-9]* groups; --purge removes them\n";
        Assert.Matches($@"\Aragc: b\.agc{Rest}ragc: standard output{Rest}\z", result.Errors);
        Expect.Success(Ragc.Shell(_folder.Path, "$ragc subset --purge -o b.agc a.agc s1 && $ragc subset -o b.agc a.agc ref s0"));
    }

    [Fact]
    public void Samples_CanBeAdded() => Expect.Success(Ragc.Shell(_folder.Path, """
        $ragc subset --purge -o b.agc a.agc s1 s2 && $ragc append -o b.agc b.agc $demo/ref.fa $demo/s3.fa &&
        $ragc verify -o verified b.agc --against $demo/ref.fa $demo/s1.fa $demo/s2.fa $demo/s3.fa
        """));

    [Theory]
    [InlineData("a.agc nobody", 1, "ragc: a.agc: no sample nobody\n")]
    [InlineData("a.agc --exclude ref nobody", 1, "ragc: a.agc: no sample nobody\n")]
    [InlineData("a.agc s0 s0", 1, "ragc: a.agc: sample s0 is named twice\n")]
    [InlineData("a.agc --exclude ref s0 s1 s2", 1, "ragc: a.agc: no sample would be left")]
    [InlineData("a.agc --samples /dev/null", 1, "ragc: /dev/null: no name in it")]
    [InlineData("a.agc --samples missing", 1, "ragc: missing: no such file\n")]
    [InlineData("a.agc --samples .", 1, "ragc: .: is a directory")]
    [InlineData("missing.agc s0", 1, "ragc: missing.agc: no such file\n")]
    [InlineData("$demo/ref.fa s0", 1, "not an AGC archive")]
    [InlineData("a.agc", 2, "no sample was named")]
    [InlineData("a.agc s0 --exclude s1", 2, "and not both")]
    [InlineData("a.agc --samples missing --exclude s1", 2, "and not both")]
    [InlineData("a.agc s0 -t 0", 2, "1 to 1024")]
    [InlineData("a.agc s0 --unknown", 2, "unknown")]
    [InlineData("a.agc s0 --samples", 2, "'--samples' has no value")]
    [InlineData("", 2, "ragc subset --help")]
    public void Subset_RefusesBeforeAnythingIsWritten(string arguments, int exitCode, string expected)
    {
        byte[] before = File.ReadAllBytes(_folder.File("a.agc"));
        foreach (string output in (string[])["-o a.agc", "-o new.agc", ""])
        {
            var result = Ragc.Shell(_folder.Path, $"$ragc subset {output} {arguments} | cat; exit ${{PIPESTATUS[0]}}");
            Expect.Failure(result, exitCode, expected);
            Assert.Equal(["a.agc"], _folder.Names());
            Assert.Equal(before, File.ReadAllBytes(_folder.File("a.agc")));
        }
    }

    [Fact]
    public void DamagedArchive_GivesNoFile()
    {
        byte[] bytes = File.ReadAllBytes(_folder.File("a.agc"));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(_folder.File("a.agc"), bytes);
        Expect.Failure(Ragc.Run(_folder.Path, "subset", "-o", "b.agc", "a.agc", "ref", "s0", "s1", "s2"), 1, "ragc: a.agc: stream ");
        Assert.Equal(["a.agc"], _folder.Names());
    }

    [Fact]
    public void ClosedPipe_EndsTheRunWithoutAWord()
    {
        var result = Ragc.Shell(_folder.Path, """
            mkfifo pipe; exec 3<>pipe 4>pipe 3<&-
            $ragc subset a.agc ref s0 >&4
            """);
        Assert.Equal((141, ""), (result.ExitCode, result.Errors));
    }
}
