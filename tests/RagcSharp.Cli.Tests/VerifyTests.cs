namespace RagcSharp.Cli.Tests;

public sealed class VerifyTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public VerifyTests() => Expect.Success(Ragc.Shell(_folder.Path, "$ragc create -s 5000 -o a.agc $demo/ref.fa $demo/s0.fa $demo/s1.fa"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Verify_SumsUpEachArchive()
    {
        string agc = Golden.Archive("toy");
        Assert.Matches("^a.agc: 3 samples, [0-9]+ contigs, [0-9]+ bases, [0-9]+ parts, checks, ok\n$", Expect.Success(Verify("a.agc")));
        Assert.Matches("^a.agc: [0-9]+ parts, checks, ok\n$", Expect.Success(Verify("--quick -t 1 a.agc")));
        Assert.Equal(
            $"{agc}: 3 samples, 5 contigs, 83 bases, 23 parts, no checks, ok\n", Expect.Success(Verify(agc)));
        Assert.Equal(2, Expect.Success(Verify($"a.agc {agc}")).Count(c => c == '\n'));
        Assert.Equal("", Expect.Success(Verify("-o sums a.agc")));
        Assert.EndsWith(", ok\n", File.ReadAllText(_folder.File("sums")), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_ComparesWithOriginals()
    {
        string sum = Expect.Success(Verify("a.agc --against $demo/s0.fa $demo/ref.fa"));
        Assert.EndsWith(", 2 samples compared, ok\n", sum, StringComparison.Ordinal);
        Assert.Equal("", Ragc.Shell(_folder.Path, "sed '2s/^./N/' $demo/s0.fa > s0.fa; gzip s0.fa").Errors);
        Expect.Failure(Verify("a.agc --against s0.fa.gz"), 1, "a.agc: sample s0, contig ");
        Expect.Failure(Verify("a.agc --against $demo/s3.fa"), 1, "a.agc: no sample s3, and ");
        Expect.Failure(Verify("a.agc --against nobody.fa"), 1, "nobody.fa: no such file");
    }

    // A byte in the middle of the file, one near its end, and one in its directory.
    [Fact]
    public void Verify_TellsEveryFaultAndExitsWith1()
    {
        byte[] bytes = File.ReadAllBytes(_folder.File("a.agc"));
        byte[] one = [.. bytes], two = [.. bytes], three = [.. bytes];
        one[bytes.Length / 2] ^= 1;
        two[bytes.Length / 2] ^= 1;
        two[bytes.Length / 3] ^= 1;
        three[^20] ^= 1;
        File.WriteAllBytes(_folder.File("one.agc"), one);
        File.WriteAllBytes(_folder.File("two.agc"), two);
        File.WriteAllBytes(_folder.File("three.agc"), three);
        Expect.Failure(Verify("one.agc"), 1, "one.agc: stream ");
        Expect.Failure(Verify("--quick one.agc"), 1, " damaged: ");
        Expect.Failure(Verify("three.agc"), 1, "three.agc: not an AGC archive, or damaged: directory: ");

        var all = Verify("one.agc two.agc nobody.agc a.agc three.agc");
        string[] lines = all.Errors.Split('\n')[..^1];
        Assert.Equal((1, 6), (all.ExitCode, lines.Length));
        Assert.All(lines, line => Assert.StartsWith("ragc: ", line, StringComparison.Ordinal));
        Assert.Contains("two.agc: 2 faults", lines[3], StringComparison.Ordinal);
        Assert.Matches("^a.agc: .*, ok\n$", all.Text);
    }

    // What every sample needs names every sample.
    [Fact]
    public void Verify_NamesTheSamplesAffected()
    {
        byte[] bytes = File.ReadAllBytes(_folder.File("a.agc"));
        bytes[0x10] ^= 1;
        File.WriteAllBytes(_folder.File("b.agc"), bytes);
        var whole = Verify("b.agc");
        Assert.Matches("^ragc: b.agc: stream x[^ ]+, part 0: damaged: .*; affects .*ref", whole.Errors);
        var sample = Ragc.Run(_folder.Path, "getset", "b.agc", "ref");
        Assert.Equal(1, sample.ExitCode);
        Assert.Matches("^ragc: b.agc: sample ref, contig .*, segment [0-9]+: stream x[^ ]+, part 0: damaged: [^\n]*\n$", sample.Errors);
    }

    [Theory]
    [InlineData("verify", "verify --help")]
    [InlineData("verify a.agc a.agc --against s0.fa", "--against compares files with one archive")]
    [InlineData("verify a.agc --quick --against s0.fa", "--against needs all that --quick leaves out")]
    [InlineData("verify a.agc --against", "no value")]
    [InlineData("verify -t 0 a.agc", "1 to 1024")]
    [InlineData("create --verify $demo/ref.fa", "--verify: an archive on standard output cannot be read again")]
    [InlineData("append --verify a.agc $demo/s2.fa", "--verify: an archive on standard output cannot be read again")]
    public void WrongUsage_IsToldInALine(string call, string expected) =>
        Expect.Failure(Ragc.Shell(_folder.Path, $"$ragc {call}"), 2, expected);

    [Fact]
    public void CreateAndAppend_VerifyAndLeaveChecksOut()
    {
        Expect.Success(Ragc.Shell(_folder.Path, """
            $ragc create --verify -s 5000 -o b.agc $demo/ref.fa <(cat $demo/s0.fa) && $ragc append --verify -o b.agc b.agc $demo/s1.fa &&
            $ragc create --no-checks -s 5000 -o c.agc $demo/ref.fa && $ragc append -o d.agc c.agc $demo/s0.fa &&
            $ragc append --no-checks -o e.agc a.agc $demo/s2.fa
            """));
        Assert.Matches("^b.agc: 3 samples, .*, checks, ok\n$", Expect.Success(Verify("b.agc")));
        Assert.Matches("^c.agc: 1 samples, .*, no checks, ok\n$", Expect.Success(Verify("c.agc")));
        Assert.Matches("^d.agc: 2 samples, .*, checks, ok\n$", Expect.Success(Verify("d.agc")));
        Assert.Matches("^e.agc: 4 samples, .*, no checks, ok\n$", Expect.Success(Verify("e.agc")));
        Assert.Contains("\nChecks           : none\n", Ragc.Run(_folder.Path, "info", "c.agc").Text, StringComparison.Ordinal);
        Assert.Contains("\nChecks           : CRC-32C ", Ragc.Run(_folder.Path, "info", "d.agc").Text, StringComparison.Ordinal);
        Expect.Failure(Ragc.Shell(_folder.Path, "$ragc create --verify -o /dev/null $demo/ref.fa"), 1, "/dev/null: no ordinary file");
    }

    private RagcResult Verify(string arguments) => Ragc.Shell(_folder.Path, $"$ragc verify {arguments}");
}
