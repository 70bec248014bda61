namespace RagcSharp.Cli.Tests;

public sealed class DenseTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Inputs of all kinds: odd letters, runs of N, empty contigs, single bases, repeats, names.</summary>
    public static TheoryData<string> Collections => new()
    {
        "adaptive-b3", "divergent", "fallback-estimates", "k21-l15", "letters-and-line-ends", "many-samples-b10", "names", "one-sided-candidates-b3",
        "repetitive", "small-segments", "toy",
    };

    [Theory]
    [MemberData(nameof(Collections))]
    public void Create_HoldsWhatAnOrdinaryArchiveHolds(string name)
    {
        string[] inputs = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(Golden.Archive(name))!, "args"))[1..];
        string files = string.Join(' ', inputs.Where(input => input.Length > 0).Select(input => Path.Combine(Path.GetDirectoryName(Golden.Archive(name))!, input)));
        Expect.Success(Ragc.Shell(_folder.Path, $"""
            $ragc create -q --dense -t 1 -o a.agc {files} && $ragc create -q --dense -t 3 -o b.agc {files} && cmp a.agc b.agc &&
            $ragc verify -q -o verified a.agc && $ragc getcol {Golden.Archive(name)} > expected.fa && $ragc getcol a.agc | cmp - expected.fa
            """));
    }

    [Fact]
    public void Concatenated_KeepsEveryContigAsASample() => Expect.Success(Ragc.Shell(_folder.Path, """
        $ragc create -c --dense -o a.agc $golden/concatenated/ref.fa.gz $golden/concatenated/all.fa.gz &&
        $ragc getcol a.agc > a.fa && $ragc getcol $golden/concatenated/archive.agc | cmp - a.fa &&
        $ragc create -c --dense -o b.agc $golden/concatenated/ref.fa.gz && $ragc append -c -o b.agc b.agc $golden/concatenated/all.fa.gz && cmp a.agc b.agc
        """.Replace("$golden", Path.Combine(Ragc.Root, "testdata", "golden"), StringComparison.Ordinal)));

    [Fact]
    public void Append_GivesTheSameBytes()
    {
        Expect.Success(Ragc.Shell(_folder.Path, """
            $ragc create --dense -o a.agc $demo/ref.fa $demo/s0.fa $demo/s1.fa $demo/s2.fa &&
            $ragc create --dense -o b.agc $demo/ref.fa && $ragc append -o b.agc b.agc $demo/s0.fa $demo/s1.fa && $ragc append -o b.agc b.agc $demo/s2.fa &&
            cmp a.agc b.agc && $ragc create --dense --expect 400 -o c.agc $demo/ref.fa $demo/s0.fa && $ragc append -o c.agc c.agc $demo/s1.fa $demo/s2.fa &&
            $ragc create --dense --expect 1400 $demo/ref.fa $demo/s0.fa $demo/s1.fa $demo/s2.fa | cmp - c.agc
            """));
        Assert.Contains("Modes            : --dense\n", Ragc.Run(_folder.Path, "info", "b.agc").Text, StringComparison.Ordinal);
        Assert.Contains("\"dense\":true", Ragc.Run(_folder.Path, "info", "--json", "b.agc").Text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_ReadIt() => Expect.Success(Ragc.Shell(_folder.Path, """
        $ragc create -s 5000 -o a.agc $demo/ref.fa $demo/s0.fa $demo/s1.fa && $ragc create --dense --verify -o d.agc $demo/ref.fa $demo/s0.fa $demo/s1.fa &&
        for command in "getset X s0 s1" "getcol X" "listset X" "listctg --lengths X s1" "digest X" "faidx X s1"; do
            $ragc ${command/X/a.agc} > 1 && $ragc ${command/X/d.agc} > 2 && cmp 1 2 || exit 1
        done
        printf "s1_ctg1.0@s1\t10\t4000\ns0_ctg3.0@s0\t0\t9\n" > regions.bed &&
        $ragc getctg a.agc -r regions.bed > 1 && $ragc getctg d.agc -r regions.bed | cmp - 1 &&
        $ragc rename -o e.agc d.agc s0 other && $ragc append -o e.agc e.agc $demo/s2.fa && $ragc getset e.agc s2 > 1 && $ragc getset -l 80 e.agc s2 | cmp - 1 &&
        $ragc verify -o verified e.agc --against $demo/s2.fa
        """));

    [Fact]
    public void Exact_KeepsEveryByte()
    {
        _folder.Write("strange.fa", ";by hand\r\n>a b\r\nACGTacgt--ACGT\r\nacgtXXacgt-aNN\r\n\r\n>M\u00c3\u00bcller\r\nAC*");
        Expect.Success(Ragc.Shell(_folder.Path, """
            $ragc create --exact --dense -o a.agc $demo/ref.fa strange.fa $demo/s0.fa && $ragc getset a.agc strange | cmp - strange.fa &&
            $ragc create --exact --dense -o b.agc $demo/ref.fa && $ragc append --exact -o b.agc b.agc strange.fa $demo/s0.fa && cmp a.agc b.agc
            """));
    }

    [Fact]
    public void Subset_IsWhatItsSamplesAloneWouldBecome() => Expect.Success(Ragc.Shell(_folder.Path, """
        $ragc create --dense -o a.agc $demo/ref.fa $demo/s0.fa $demo/s1.fa $demo/s2.fa && $ragc create --dense -o b.agc $demo/s0.fa $demo/s2.fa &&
        $ragc subset a.agc s2 s0 | cmp - b.agc && $ragc subset --purge -o c.agc a.agc --exclude ref s1 && cmp b.agc c.agc
        """));

    [Theory]
    [InlineData("create --dense -k 21 x", 2, "-k does not go with --dense, for which it says nothing")]
    [InlineData("create --dense --preset yeast x", 2, "--preset does not go with --dense, for which it says nothing")]
    [InlineData("create --dense -a x", 2, "-a does not go with --dense, for which it says nothing")]
    [InlineData("create --expect 5 x", 2, "--expect goes with --dense")]
    [InlineData("create --dense --expect 0 x", 2, "--expect 0: out of range, 1 to 2147483647")]
    public void Refusals(string command, int exitCode, string message)
    {
        Expect.Success(Ragc.Shell(_folder.Path, "$ragc create --dense -o a.agc $demo/ref.fa"));
        Expect.Failure(Ragc.Shell(_folder.Path, "$ragc " + command), exitCode, message);
        Assert.Equal(["a.agc"], _folder.Names());
    }
}
