namespace RagcSharp.Cli.Tests;

public sealed class MergeTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public MergeTests() => Expect.Success(Ragc.Shell(_folder.Path, """
        $ragc create -s 5000 -o a.agc $demo/ref.fa $demo/s0.fa $demo/s1.fa && $ragc create -s 5000 -o b.agc $demo/ref.fa $demo/s2.fa &&
        $ragc create -s 5000 -o c.agc $demo/s3.fa
        """));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Merge_WritesToAFileToOneOfTheArchivesAndToStandardOutput() => Expect.Success(Ragc.Shell(_folder.Path, """
        $ragc merge -q -t 1 -o all.agc a.agc b.agc c.agc && $ragc merge -q -t 2 a.agc b.agc c.agc | cat > piped.agc && cp c.agc old.agc &&
        $ragc merge -q -t 3 -o c.agc a.agc b.agc c.agc && cmp all.agc piped.agc && cmp all.agc c.agc &&
        $ragc verify -o verified all.agc --against $demo/ref.fa $demo/s0.fa $demo/s1.fa $demo/s2.fa $demo/s3.fa
        """));

    [Fact]
    public void Samples_CanBeAdded() => Expect.Success(Ragc.Shell(_folder.Path, """
        $ragc merge -q -o all.agc c.agc b.agc && $ragc append -o all.agc all.agc $demo/s0.fa $demo/s1.fa &&
        $ragc verify -o verified all.agc --against $demo/ref.fa $demo/s0.fa $demo/s1.fa $demo/s2.fa $demo/s3.fa
        """));

    [Fact]
    public void SamplesOfOneName_AreTold()
    {
        Expect.Success(Ragc.Shell(_folder.Path, "$ragc rename b.agc s2 s1"));
        Expect.Failure(
            Ragc.Run(_folder.Path, "merge", "-o", "all.agc", "a.agc", "b.agc"), 1, "ragc: b.agc: sample s1 is in a.agc, too; --drop-equal");
        Expect.Failure(Ragc.Run(_folder.Path, "merge", "--drop-equal", "-o", "all.agc", "a.agc", "b.agc"), 1, "ragc: b.agc: sample s1 is in a.agc");
        Assert.Equal(["a.agc", "b.agc", "c.agc"], _folder.Names());
        var result = Ragc.Shell(_folder.Path, """
            $ragc merge --on-duplicate rename -o all.agc a.agc b.agc && $ragc listset all.agc | xargs &&
            $ragc merge --on-duplicate keep-first -o all.agc a.agc b.agc && $ragc listset all.agc | xargs
            """);
        Assert.Equal((0, "ref s0 s1 s1.2\nref s0 s1\n"), (result.ExitCode, result.Text));
        const string Equal = "ragc: all.agc: samples that equal an earlier one of their name and are stored once: ref\n";
        Assert.Equal(
            Equal + "ragc: all.agc: samples that have the name of an earlier one and are renamed: s1 as s1.2\n"
            + Equal + "ragc: all.agc: samples that have the name of an earlier one and are left out: s1\n",
            result.Errors);
        Expect.Success(Ragc.Shell(_folder.Path, "$ragc merge --drop-equal -q -o all.agc a.agc all.agc"));
    }

    [Theory]
    [InlineData("a.agc missing.agc", 1, "ragc: missing.agc: no such file\n")]
    [InlineData("a.agc $demo/ref.fa", 1, "not an AGC archive")]
    [InlineData("a.agc other.agc", 1, "ragc: other.agc: segment size 6000, 5000 as in a.agc was expected")]
    [InlineData("a.agc b.agc --on-duplicate never", 2, "--on-duplicate never: error, keep-first, rename are possible")]
    [InlineData("a.agc -t 0", 2, "1 to 1024")]
    [InlineData("a.agc --unknown", 2, "unknown")]
    [InlineData("", 2, "ragc merge --help")]
    public void Merge_RefusesBeforeAnythingIsWritten(string arguments, int exitCode, string expected)
    {
        Expect.Success(Ragc.Shell(_folder.Path, "$ragc create -s 6000 -o other.agc $demo/s3.fa"));
        byte[] before = File.ReadAllBytes(_folder.File("a.agc"));
        foreach (string output in (string[])["-o a.agc", "-o new.agc", ""])
        {
            var result = Ragc.Shell(_folder.Path, $"$ragc merge {output} {arguments} | cat; exit ${{PIPESTATUS[0]}}");
            Expect.Failure(result, exitCode, expected);
            Assert.Equal(["a.agc", "b.agc", "c.agc", "other.agc"], _folder.Names());
            Assert.Equal(before, File.ReadAllBytes(_folder.File("a.agc")));
        }
    }

    [Fact]
    public void DamagedArchive_GivesNoFile()
    {
        byte[] bytes = File.ReadAllBytes(_folder.File("b.agc"));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(_folder.File("b.agc"), bytes);
        Expect.Failure(Ragc.Run(_folder.Path, "merge", "-o", "all.agc", "a.agc", "b.agc"), 1, "damaged: ");
        Assert.Equal(["a.agc", "b.agc", "c.agc"], _folder.Names());
    }
}
