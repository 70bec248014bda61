namespace RagcSharp.Cli.Tests;

/// <summary>Inputs and lists that people have by mistake: cut off, named twice, empty, endless, of another kind.</summary>
public sealed class DoubtfulInputTests : IDisposable
{
    private const string Fasta = ">a\nACGTACGT\n";

    // What bgzip ends a file with.
    private const int EndLength = 28;

    // Makes FILE.fa.gz of FILE.fa, in BGZF without its end.
    private static readonly string Cut = $"cut() {{ bgzip -c $1.fa | head -c -{EndLength} > $1.fa.gz; }}; ";

    private readonly WorkFolder _folder = new();

    public DoubtfulInputTests()
    {
        _folder.Write("ref.fa", ">r\nACGTACGTACGT\n");
        _folder.Write("s1.fa", Fasta);
        _folder.Write("s2.fa", ">a\nACGTACGTTT\n");
    }

    public void Dispose() => _folder.Dispose();

    [ToolFact("tabix", "bgzip")]
    public void Bgzf_WithoutItsEndIsToldOf()
    {
        const string One = "ragc: warning: s1.fa.gz: is BGZF without its end marker: it may be cut off\n";
        Assert.Equal((0, One), Run(Cut + "cut s1; $ragc create -o a.agc ref.fa s1.fa.gz"));
        Assert.Equal((0, One), Run("$ragc create -o r.agc ref.fa; $ragc append -o b.agc r.agc s1.fa.gz"));
        Assert.Equal((0, One), Run("$ragc create -o a.agc ref.fa s1.fa.gz --exact"));
        Assert.Equal(
            (0, One.Replace("s1.fa.gz", "/dev/stdin", StringComparison.Ordinal)),
            Run("$ragc create -o a.agc ref.fa /dev/stdin < s1.fa.gz"));
        Assert.Equal(
            (0, "ragc: warning: s1.fa.gz and another file: are BGZF without their end markers: they may be cut off\n"),
            Run(Cut + "cut s2; $ragc create -o a.agc ref.fa s1.fa.gz s2.fa.gz"));
        Assert.Equal((0, ""), Run("$ragc create -q -o a.agc ref.fa s1.fa.gz"));
        Assert.Equal((0, ""), Run("bgzip -k ref.fa; $ragc create -o a.agc ref.fa.gz s1.fa"));
        Assert.Equal((0, One), Run("$ragc create -q -o a.agc ref.fa s1.fa.gz; $ragc verify -o /dev/null a.agc --against s1.fa.gz"));
        Assert.Equal((0, One), Run("$ragc create -q --exact -o a.agc ref.fa s1.fa.gz; $ragc verify -o /dev/null a.agc --against s1.fa.gz"));
    }

    [ToolFact("tabix", "bgzip")]
    public void Lists_ThatMayBeCutOffAreToldOf()
    {
        const string Make = "echo s1.fa > n.fa; printf 's1\\tx\\n' > m.fa; echo a@s1 > r.fa; echo s1 > s.fa; "
            + "for i in n m r s; do cut $i; done; $ragc create -q -o a.agc ref.fa s1.fa; ";
        foreach (var (list, command) in ((string, string)[])[
            ("n", "create -o b.agc -i n.fa.gz ref.fa"), ("m", "rename -o b.agc --map m.fa.gz a.agc"),
            ("s", "subset -o b.agc --samples s.fa.gz a.agc"), ("r", "getctg -o b.agc -r r.fa.gz a.agc")])
        {
            string warning = $"{list}.fa.gz: is BGZF without its end marker: it may be cut off";
            Assert.Equal((0, $"ragc: warning: {warning}\n"), Run(Cut + Make + "$ragc " + command));
            File.Delete(_folder.File("b.agc"));
            var (exitCode, errors) = Run($"$ragc {command} --strict");
            Assert.EndsWith($"{warning} (an error because of --strict)\n", errors, StringComparison.Ordinal);
            Assert.Equal(1, exitCode);
            Assert.False(File.Exists(_folder.File("b.agc")), command);
        }
    }

    [Theory]
    [InlineData("create -o out ref.fa low.fa", "low.fa: lower-case letters become upper-case ones; --exact keeps their case")]
    [InlineData("create ref.fa low.fa", "low.fa: lower-case letters become upper-case ones; --exact keeps their case")]
    [InlineData("create -q -o out ref.fa low.fa", "low.fa: lower-case letters become upper-case ones; --exact keeps their case")]
    [InlineData("create -o out ref.fa s1.fa s1.fa", "s1.fa: is named more than once, and is read once")]
    [InlineData("append -o out a.agc low.fa", "low.fa: lower-case letters become upper-case ones; --exact keeps their case")]
    [InlineData("append -o a.agc a.agc low.fa", "low.fa: lower-case letters become upper-case ones; --exact keeps their case")]
    [InlineData("getset --fai -o out a.agc e", "1 contigs without letters, or with a name that was there before, are not in the index: x")]
    [InlineData("getctg --fai -o out a.agc x@e", "1 contigs without letters, or with a name that was there before, are not in the index: x")]
    [InlineData("create -o out.xz ref.fa", "out.xz: is an AGC archive, although its name says xz")]
    [InlineData("subset -o out.xz a.agc e", "out.xz: is an AGC archive, although its name says xz")]
    [InlineData("getset -o out.xz a.agc e", "out.xz: is plain text, although its name says xz")]
    [InlineData("listset -o out.xz a.agc", "out.xz: is plain text, although its name says xz")]
    [InlineData("faidx -o out a.agc e", "1 contigs without letters, or with a name that was there before, are not in the index: x")]
    public void Strict_MakesErrorsOfWarningsAndLeavesNothing(string command, string warning)
    {
        _folder.Write("low.fa", ">a\nacgt\n");
        _folder.Write("e.fa", ">x\n>y\nACGT\n");
        Assert.Equal((0, ""), Run("$ragc create -o a.agc ref.fa e.fa"));
        byte[] before = File.ReadAllBytes(_folder.File("a.agc"));
        string[] names = _folder.Names();
        CheckRefuses($"$ragc {command} --strict > /dev/null", $"{warning} (an error because of --strict)\n");
        Assert.Equal(names, _folder.Names());
        Assert.Equal(before, File.ReadAllBytes(_folder.File("a.agc")));
        var (exitCode, errors) = Run($"$ragc {command} > /dev/null");
        Assert.Equal(0, exitCode);
        Assert.Equal(command.Contains("-q", StringComparison.Ordinal) ? "" : $"ragc: warning: {warning}\n", errors);
    }

    [Fact]
    public void Strict_DeletesNoIndex()
    {
        Assert.Equal((0, ""), Run("$ragc create -o a.agc ref.fa s1.fa && $ragc getset --fai -o o.fa a.agc s1"));
        CheckRefuses("$ragc getset --strict -o o.fa a.agc ref", "o.fa.fai: would be deleted, as indexes of what is replaced");
        Assert.Equal(">a\nACGTACGT\n", File.ReadAllText(_folder.File("o.fa")));
        Assert.True(File.Exists(_folder.File("o.fa.fai")));
        Assert.Equal(0, Run("$ragc getset -o o.fa a.agc ref").ExitCode);
        Assert.False(File.Exists(_folder.File("o.fa.fai")));
    }

    [Fact]
    public void Strict_LetsThroughWhatIsInOrder()
    {
        Assert.Equal((0, ""), Run("$ragc create --strict -o a.agc ref.fa s1.fa && $ragc getset --strict --fai -o o.fa a.agc s1"));
        Assert.Equal((0, ""), Run("$ragc verify --strict -o /dev/null a.agc --against ref.fa s1.fa"));
    }

    [Fact]
    public void Input_NamedAgainIsReadOnceAndToldOf()
    {
        string two = "ref\ns1\n";
        Check("s1.fa s1.fa", "s1.fa: is named more than once, and is read once", two);
        Check("s1.fa ./s1.fa", "./s1.fa: is the same file as s1.fa, and is read once", two);
        Check("s1.fa ./s1.fa $PWD/s1.fa", "./s1.fa and another file: are named more than once, and are read once each", two);
        Check("/dev/stdin /dev/stdin < s1.fa", "/dev/stdin: is named more than once, and is read once", "ref\nstdin\n");
        Check("/dev/stdin /dev/stdin < <(cat s1.fa)", "/dev/stdin: is named more than once, and is read once", "ref\nstdin\n");
        Run("ln -s s1.fa link.fa");
        Check("s1.fa link.fa", "link.fa: is the same file as s1.fa; each is a sample", "link\nref\ns1\n");
        Check("-c s1.fa link.fa", "link.fa: is the same file as s1.fa, and is read once", "a\nr\n");
        Assert.Equal(
            (1, "ragc: /dev/fd/0: is the same pipe as /dev/stdin, and can be read only once\n"),
            Run("cat s1.fa | $ragc create -o b.agc ref.fa /dev/stdin /dev/fd/0"));
    }

    [Theory]
    [InlineData("names", "create -o out -i names ref.fa", "names: no name of a file in it; a list of file names was expected")]
    [InlineData("names", "append -o out -i names a.agc s1.fa", "names: no name of a file in it; a list of file names was expected")]
    [InlineData("names", "subset -o out --samples names a.agc", "names: no name in it; a list of names was expected")]
    [InlineData("names", "subset -o out --samples names a.agc ref", "names: no name in it; a list of names was expected")]
    [InlineData("names", "rename -o out --map names a.agc", "names: no name in it; a list of names was expected")]
    [InlineData("names", "getctg -o out -r names a.agc", "names: no region in it; a region a line, or BED was expected")]
    public void Lists_AreTextWithSomethingInIt(string list, string command, string expected)
    {
        Assert.Equal((0, ""), Run("$ragc create -o a.agc ref.fa"));
        foreach (string empty in (string[])[": >", "printf '\\n \\t\\n' >", "printf '\\n' | gzip >", ": | gzip >"])
            CheckRefuses($"{empty} {list}; $ragc {command}", expected + "\n");
        CheckRefuses(
            $"$ragc {command.Replace(" names", " -", StringComparison.Ordinal)} < /dev/null",
            expected.Replace("names:", "standard input:", StringComparison.Ordinal) + "\n");
        foreach (var (content, wrong) in ((string, string)[])[
            ("printf 's\\xff\\n'", "names: line 1: is not UTF-8"), ("printf 'a\\0b\\n'", "names: line 1: control characters"),
            ("printf '\\xff\\xfea\\0\\n\\0'", "names: is text in UTF-16"), ("printf '\\x28\\xb5\\x2f\\xfd....'", "names: is compressed by zstd"),
            ("tar c ref.fa", "names: is a tar archive"), ("gzip -c ref.fa | gzip -c", "names: is compressed by gzip inside gzip"),
            ("gzip -c ref.fa | head -c 20", "names: gzip data is cut off"),
            ("printf '\\n'; head -c 1048577 /dev/zero | tr '\\0' x", "names: line 2: is longer than 1 MiB")])
        {
            CheckRefuses($"({content}) > {list}; $ragc {command}", wrong);
        }

        Assert.False(File.Exists(_folder.File("out")));
    }

    [Fact]
    public void ListOfInputs_MayBeGzipAndComeThroughAPipe()
    {
        _folder.Write("names.txt", "s1.fa\r\n\n s2.fa");
        const string Expected = "ref\ns1\ns2\n";
        foreach (string list in (string[])[
            "-i names.txt", "-i names.txt.gz", "-i - < names.txt", "-i - < names.txt.gz", "-i <(cat names.txt)", "-i bom.txt"])
        {
            Assert.Equal((0, ""), Run(
                $"(printf '\\xef\\xbb\\xbf'; cat names.txt) > bom.txt; gzip -kf names.txt; $ragc create -o a.agc ref.fa {list}"));
            Assert.Equal(Expected, Ragc.Run(_folder.Path, "listset", "a.agc").Text);
        }

        Assert.Equal((0, ""), Run("$ragc create -o r.agc ref.fa; $ragc append -o a.agc -i names.txt.gz r.agc"));
        Assert.Equal(Expected, Ragc.Run(_folder.Path, "listset", "a.agc").Text);
    }

    // Longer than what .NET holds in an array, without blocks on the disk.
    [Theory]
    [InlineData("zeros", "create -o out.agc zeros", "zeros: is a binary file; FASTA, plain or gzip, was expected")]
    [InlineData("zeros", "create --exact -o out.agc zeros", "zeros: is a binary file; FASTA, plain or gzip, was expected")]
    [InlineData("zeros", "create --exact --any-bytes -o out.agc zeros", "zeros: no record in the first 1048576 bytes, FASTA was expected")]
    [InlineData("zeros", "create -o out.agc -i zeros ref.fa", "zeros: is a binary file; a list of file names, plain or gzip, was expected")]
    [InlineData("zeros", "subset -o out.agc --samples zeros a.agc", "zeros: is a binary file; a list of names, plain or gzip, was expected")]
    [InlineData("zeros", "getctg -o out.agc -r zeros a.agc", "zeros: is a binary file; a region a line, or BED, plain or gzip, was expected")]
    [InlineData("pipe", "create -o out.agc pipe", "pipe: line 1: a header of more than 16 MiB")]
    [InlineData("pipe", "create --exact -o out.agc pipe", "pipe: a header of more than 16 MiB")]
    [InlineData("pipe", "create -o out.agc -i pipe ref.fa", "pipe: line 1: is longer than 1 MiB; a list of file names was expected")]
    [InlineData("pipe", "rename -o out.agc --map pipe a.agc", "pipe: line 1: is longer than 1 MiB; a list of names was expected")]
    [InlineData("pipe", "getctg -o out.agc -r pipe a.agc", "pipe: line 1: is longer than 1 MiB; a region a line, or BED was expected")]
    public void LongLines_AreErrorsAndTakeLittleMemory(string file, string command, string expected)
    {
        const long Most = 256L << 20;
        const string Endless = "(printf '>'; head -c 3000000000 /dev/zero | tr '\\0' x) > pipe";
        Assert.Equal((0, ""), Run("$ragc create -o a.agc ref.fa; truncate -s 3G zeros; mkfifo pipe"));
        // Who writes to the pipe ends when nobody reads it any more.
        if (file == "pipe")
            Assert.Equal((0, ""), Run($"timeout 300 bash -c \"{Endless}\" > /dev/null 2>&1 &"));
        var (bytes, exitCode, _, errors) = PeakMemory.Of(_folder.Path, command.Split(' '));
        Assert.EndsWith($": {expected}\n", errors, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
        Assert.InRange(bytes, 0, Most);
        Assert.False(File.Exists(_folder.File("out.agc")));
    }

    [Fact]
    public void LinesAtTheLimit_AreTaken()
    {
        Assert.Equal((0, ""), Run("""
            head -c 393216 /dev/urandom | base64 -w 0 > x
            (printf '>'; for i in $(seq 32); do cat x; done; printf '\nACGT\n') > long.fa
            for exact in '' --exact; do $ragc create $exact -o a.agc ref.fa long.fa && $ragc getset a.agc long | cmp - long.fa; done
            (printf 's1.fa'; head -c 1048571 /dev/zero | tr '\0' ' '; printf '\n') > names
            $ragc create -o b.agc -i names ref.fa
            """));
        Assert.Equal("ref\ns1\n", Ragc.Run(_folder.Path, "listset", "b.agc").Text);
    }

    [Fact]
    public void AnyBytes_TakesWhatExactRefuses()
    {
        Run("mkdir d; (echo; cat s1.fa) > d/s1.fa; tar c d/s1.fa > t.tar");
        const string Refused = "ragc: t.tar: is a tar archive; FASTA, plain or gzip, was expected\n";
        Assert.Equal((1, Refused), Run("$ragc create -o a.agc ref.fa t.tar"));
        Assert.Equal((1, Refused), Run("$ragc create --exact -o a.agc ref.fa t.tar"));
        Assert.Equal(
            (1, "ragc: t.tar.gz: is a tar archive inside gzip; FASTA, plain or gzip, was expected\n"),
            Run("gzip -k t.tar; $ragc create --exact -o a.agc ref.fa t.tar.gz"));
        Assert.Equal((2, "ragc: --any-bytes goes with --exact, which keeps them\n"), Run("$ragc create --any-bytes -o a.agc ref.fa t.tar"));
        Assert.Equal((0, ""), Run("$ragc create --exact --any-bytes --verify -o a.agc ref.fa t.tar && $ragc getset a.agc t | cmp - t.tar"));
        Assert.Equal((0, ""), Run("$ragc create --exact -o r.agc ref.fa && $ragc append --exact --any-bytes -o a.agc r.agc t.tar"));
        Assert.Equal((0, ""), Run("$ragc verify -o /dev/null a.agc --against t.tar"));
    }

    [Fact]
    public void ReferenceContigs_MakeTheFirstGenomesTheReference()
    {
        Assert.Equal((0, ""), Run("""
            sed -n 1,2p $demo/ref.fa > x; cat $demo/s?.fa | awk '/^>/ { $0 = ">c" ++n } 1' > all.fa
            awk '/^>/ { n++ } { print > (n == 1 ? "first.fa" : "rest.fa") }' all.fa
            $ragc create -c --reference-contigs 1 -s 1000 -o one.agc all.fa && $ragc create -c -s 1000 -o two.agc first.fa rest.fa
            cmp one.agc two.agc
            """));
        Assert.Equal(
            (2, "ragc: --reference-contigs goes with -c; without it the whole first file is the reference\n"),
            Run("$ragc create --reference-contigs 1 -o a.agc ref.fa"));
        Assert.Equal(2, Run("$ragc create -c --reference-contigs 0 -o a.agc ref.fa").ExitCode);
    }

    private void CheckRefuses(string line, string expected)
    {
        var (exitCode, errors) = Run(line);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("ragc: ", errors, StringComparison.Ordinal);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.Equal(1, errors.Count(c => c == '\n'));
    }

    private void Check(string inputs, string warning, string samples)
    {
        Assert.Equal((0, $"ragc: warning: {warning}\n"), Run($"$ragc create -o a.agc ref.fa {inputs}"));
        Assert.Equal(samples, Ragc.Run(_folder.Path, "listset", "a.agc").Text);
        Assert.Equal(1, Run($"$ragc create --strict -o no.agc ref.fa {inputs}").ExitCode);
        Assert.False(File.Exists(_folder.File("no.agc")));
    }

    private (int ExitCode, string Errors) Run(string line)
    {
        var result = Ragc.Shell(_folder.Path, line);
        return (result.ExitCode, result.Errors);
    }
}
