using System.Text.Json;

namespace RagcSharp.Cli.Tests;

public sealed class CreateTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Create_TakesTheArchiveInBothPlaces()
    {
        AssertSilent(Ragc.Shell(_folder.Path, "$ragc create -t 3 a.agc $demo/*.fa"));
        AssertSilent(Ragc.Shell(_folder.Path, "$ragc create -o b.agc $demo/*.fa"));
        AssertSilent(Ragc.Shell(_folder.Path, "$ragc create $demo/*.fa -t 1 > c.agc"));
        byte[] expected = File.ReadAllBytes(_folder.File("a.agc"));
        Assert.Equal(expected, File.ReadAllBytes(_folder.File("b.agc")));
        Assert.Equal(expected, File.ReadAllBytes(_folder.File("c.agc")));
        Assert.Equal(["a.agc", "b.agc", "c.agc"], _folder.Names());
    }

    [Fact]
    public void Create_PutsTheListBetweenTheReferenceAndTheOthers()
    {
        _folder.Write("list", $"{Ragc.Demo}/s1.fa\n\n  {Ragc.Demo}/s2.fa\t{Ragc.Demo}/ref.fa");
        AssertSilent(Ragc.Shell(_folder.Path, "$ragc create -q -o a.agc -i list $demo/ref.fa $demo/s0.fa $demo/s1.fa"));
        AssertSilent(Ragc.Shell(_folder.Path, "$ragc create -o b.agc $demo/ref.fa $demo/s1.fa $demo/s2.fa $demo/s0.fa"));
        Assert.Equal(File.ReadAllBytes(_folder.File("b.agc")), File.ReadAllBytes(_folder.File("a.agc")));
    }

    [Fact]
    public void Create_ReadsPipes()
    {
        AssertSilent(Ragc.Shell(_folder.Path, """
            mkfifo ref.fa s0.fa; gzip -c $demo/ref.fa > ref.fa & cat $demo/s0.fa > s0.fa &
            $ragc create -o a.agc ref.fa s0.fa
            """));
        AssertSilent(Ragc.Shell(_folder.Path, "$ragc create -o b.agc $demo/ref.fa $demo/s0.fa"));
        AssertSilent(Ragc.Shell(_folder.Path, "$ragc create -o c.agc <(cat $demo/ref.fa) <(gzip -c $demo/s0.fa)"));
        Assert.Equal(File.ReadAllBytes(_folder.File("b.agc")), File.ReadAllBytes(_folder.File("a.agc")));
        Assert.Equal(0, Ragc.Run(_folder.Path, "listset", "c.agc").ExitCode);
    }

    [Fact]
    public void Create_ReplacesAFileAndKeepsALink()
    {
        _folder.Write("old.agc", "");
        AssertSilent(Ragc.Shell(_folder.Path, "ln -s old.agc link.agc; $ragc create link.agc $demo/ref.fa; test -L link.agc"));
        Assert.Equal("ref\n", Ragc.Run(_folder.Path, "listset", "old.agc").Text);
    }

    [Fact]
    public void Create_WritesToADeviceWithoutReplacingIt()
    {
        AssertSilent(Ragc.Shell(_folder.Path, "$ragc create -o /dev/null $demo/ref.fa"));
        Assert.Equal("", Ragc.Shell(_folder.Path, "test -c /dev/null || echo replaced").Text);
    }

    [Fact]
    public void Create_WritesWhatItMeasured()
    {
        // While it waits for the second input, what it holds of the first one is seen.
        AssertSilent(Ragc.Shell(_folder.Path, """
            mkfifo late.fa
            (sleep 1; cat $demo/s0.fa > late.fa) &
            $ragc create --stats s.json --stats-interval 0.001 -o a.agc $demo/ref.fa late.fa
            """));
        using var stats = JsonDocument.Parse(File.ReadAllText(_folder.File("s.json")));
        var instruments = stats.RootElement.GetProperty("instruments");
        Assert.Equal(
            new FileInfo(_folder.File("a.agc")).Length, instruments.GetProperty("ragc.bytes.written").GetProperty("last").GetInt64());
        Assert.InRange(instruments.GetProperty("ragc.memory/references").GetProperty("peak").GetInt64(), 1, long.MaxValue);
        var largest = stats.RootElement.GetProperty("largest");
        Assert.InRange(
            largest.GetProperty("residentBytes").GetInt64(), 1, stats.RootElement.GetProperty("peakResidentBytes").GetInt64());
        Assert.NotEqual(0, stats.RootElement.GetProperty("series").GetArrayLength());
        AssertSilent(Ragc.Shell(_folder.Path, "$ragc append --stats s.json -t 1 -o b.agc a.agc <(sed 's/>/>x/' $demo/s0.fa)"));
        Assert.DoesNotContain("series", File.ReadAllText(_folder.File("s.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_DoesNotWriteToATerminal()
    {
        var result = Ragc.Shell(_folder.Path, "script -qec \"$ragc create $demo/ref.fa\" /dev/null");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("not written to a terminal", result.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-k 16", "17 to 32")]
    [InlineData("-k 33", "17 to 32")]
    [InlineData("-l 14", "15 to 32")]
    [InlineData("-l 33", "15 to 32")]
    [InlineData("-s 99", "100 to 1000000")]
    [InlineData("-s 1000001", "100 to 1000000")]
    [InlineData("-b 0", "1 to 1000000000")]
    [InlineData("-t 0", "1 to 1024")]
    [InlineData("-v 3", "0 to 2")]
    [InlineData("-k many", "-k many: is no whole number, 17 to 32 is possible")]
    [InlineData("-k 2,0", "-k 2,0: is no whole number, 17 to 32 is possible")]
    [InlineData("-f 0.06", "0 to 0.05")]
    [InlineData("-f 0,01", "-f 0,01: is no number (a fraction has a point), 0 to 0.05 is possible")]
    [InlineData("-f 0,0", "a fraction has a point")]
    [InlineData("-f nan", "0 to 0.05")]
    [InlineData("-f few", "is no number")]
    [InlineData("--unknown", "unknown")]
    public void Create_RefusesWrongUsage(string options, string expected)
    {
        var result = Ragc.Shell(_folder.Path, $"$ragc create -o a.agc {options} $demo/ref.fa");
        AssertFailure(result, 2, expected);
    }

    [Theory]
    [InlineData(17, 15, 100)]
    [InlineData(32, 32, 1000000)]
    public void Create_TakesTheLimitsOfItsOptions(int k, int l, int s)
    {
        AssertSilent(Ragc.Shell(_folder.Path, $"$ragc create -k {k} -l {l} -s {s} -b 1 -d -o a.agc $demo/ref.fa $demo/s0.fa"));
        Assert.Equal("ref\ns0\n", Ragc.Run(_folder.Path, "listset", "a.agc").Text);
    }

    [Fact]
    public void Create_NamesFileAndLineOfAContigThatIsASampleAlready()
    {
        _folder.Write("ref.fa", ">ref\nACGT\n");
        _folder.Write("more.fa", ">a\nACGT\n>b\nAC\nGT\n>a again\nACGT\n");
        _folder.Write("nameless.fa", ">a\nACGT\n> \t\nACGT\n");
        var result = Ragc.Run(_folder.Path, "create", "-c", "-o", "a.agc", "ref.fa", "more.fa");
        AssertFailure(result, 1, "more.fa: line 6: there is a sample named a already");
        result = Ragc.Run(_folder.Path, "create", "-c", "-o", "a.agc", "ref.fa", "nameless.fa");
        AssertFailure(result, 1, "nameless.fa: line 3: a header without a name");
        Assert.False(File.Exists(_folder.File("a.agc")));
    }

    [Fact]
    public void Create_SaysWhatHelpsWithNamesThatAreNotUtf8()
    {
        var result = Ragc.Shell(_folder.Path, "cp $demo/ref.fa $'\\xff.fa'; $ragc create -o a.agc $'\\xff.fa'");
        AssertFailure(result, 1, "its name is not UTF-8");
        AssertSilent(Ragc.Shell(_folder.Path, "ln -s $'\\xff.fa' ref.fa; $ragc create -o a.agc ref.fa; rm $'\\xff.fa'"));
    }

    [Theory]
    [InlineData("create -o $'x\\xff.agc' ref.fa")]
    [InlineData("create -o$'x\\xff.agc' ref.fa")]
    [InlineData("create --stats $'x\\xff' -o new.agc ref.fa")]
    [InlineData("append -o $'x\\xff.agc' $toy $demo/s0.fa")]
    [InlineData("subset -o $'x\\xff.agc' $toy a")]
    [InlineData("getset -o $'x\\xff.fa' $toy a")]
    [InlineData("getcol --output=$'x\\xff' $toy")]
    [InlineData("info -o $'x\\xff' $toy")]
    [InlineData("verify -o $'x\\xff' $toy")]
    [InlineData("getctg --header $'x\\xff' $toy chr1@ref:0-1")]
    public void Outputs_HaveNamesInUtf8(string command)
    {
        string toy = Golden.Archive("toy");
        _folder.Write("ref.fa", ">ref\nACGT\n");
        AssertFailure(Ragc.Shell(_folder.Path, $"toy={toy}; $ragc {command}"), 2, "x\ufffd");
        Assert.Equal(["ref.fa"], _folder.Names());
        // What stands for such bytes is a character, too, and may be meant.
        AssertSilent(Ragc.Shell(_folder.Path, "$ragc create -o $'x\\xef\\xbf\\xbd.agc' ref.fa"));
        Assert.Equal(["ref.fa", "x\ufffd.agc"], _folder.Names());
    }

    [Fact]
    public void Create_NamesTheFileWhoseNameIsNoSamples()
    {
        var result = Ragc.Shell(_folder.Path, "cp $demo/ref.fa $'x\\ty.fa'; $ragc create -o a.agc $'x\\ty.fa'");
        AssertFailure(result, 1, "ragc: x\\x09y.fa: a control character in the name of sample x\\x09y\n");
        AssertFailure(Ragc.Run(_folder.Path, "create", "-o", "a.agc", ""), 1, "ragc: '': no such file\n");
    }

    [Theory]
    [InlineData("missing.fa", "missing.fa: no such file")]
    [InlineData("folder", "folder: is a directory")]
    [InlineData("empty.fa", "empty.fa: is empty")]
    [InlineData("text.fa", "text.fa: line 2: text before the first '>'")]
    [InlineData("reads.fa", "reads.fa: line 1: begins with @: this is FASTQ")]
    [InlineData("nameless.fa", "nameless.fa: line 3: a header without a name")]
    [InlineData("utf8.fa", "utf8.fa: line 1: byte 0xc3 in a header")]
    [InlineData("bom.fa", "bom.fa: line 1: begins with a byte order mark")]
    [InlineData("digit.fa", "digit.fa: line 3: '1' at symbol 6 of the record")]
    [InlineData("gap.fa", "gap.fa: line 2: '-' at symbol 3 of the record")]
    [InlineData("joined.fa", "joined.fa: line 2: '>' at symbol 5 of the record")]
    [InlineData("cut.fa.gz", "cut.fa.gz: gzip data is cut off")]
    [InlineData("corrupt.fa.gz", "corrupt.fa.gz: gzip data is corrupt")]
    [InlineData("behind.fa.gz", "behind.fa.gz: gzip data is followed by something else")]
    [InlineData("x.fa.xz", "x.fa.xz: is compressed by xz")]
    [InlineData("x.fa.zst", "x.fa.zst: is compressed by zstd")]
    [InlineData("x.fa.bz2", "x.fa.bz2: is compressed by bzip2")]
    [InlineData("sub/ref.fa", "holds sample ref, and so does")]
    [InlineData("out.agc", "out.agc: is the output as well as an input")]
    [InlineData("hard.fa", "hard.fa: is the output as well as an input")]
    [InlineData("soft.fa", "soft.fa: is the output as well as an input")]
    public void Create_RefusesFaultyInputs(string input, string expected)
    {
        _folder.Write("empty.fa", "");
        _folder.Write("text.fa", "\nACGT\n>a\nACGT\n");
        _folder.Write("reads.fa", "@r1\nACGT\n+\nIIII\n");
        _folder.Write("nameless.fa", ">a\nACGT\n> \nACGT\n");
        _folder.Write("utf8.fa", ">M\u00c3\u00bcller\nACGT\n");
        _folder.Write("bom.fa", "\u00ef\u00bb\u00bf>a\nACGT\n");
        _folder.Write("digit.fa", ">a\nACGT\nA1\n");
        _folder.Write("gap.fa", ">a\nAC-GT\n");
        _folder.Write("joined.fa", ">a\nACGT>b\nACGT\n");
        _folder.Write("x.fa.xz", "\u00fd7zXZ\0....");
        _folder.Write("x.fa.zst", "\u0028\u00b5\u002f\u00fd....");
        _folder.Write("x.fa.bz2", "BZh9....");
        File.Copy(Golden.Archive("toy"), _folder.File("out.agc"));
        Assert.Equal("", Ragc.Shell(_folder.Path, """
            mkdir folder sub; cp $demo/ref.fa sub; gzip -c $demo/s0.fa > s0.fa.gz
            head -c 5000 s0.fa.gz > cut.fa.gz
            (head -c 3000 s0.fa.gz; printf '\0\0\0\0\0\0\0\0'; tail -c +3009 s0.fa.gz) > corrupt.fa.gz
            (cat s0.fa.gz; echo more) > behind.fa.gz
            ln out.agc hard.fa; ln -s out.agc soft.fa
            """).Errors);
        string[] before = _folder.Names();
        AssertFailure(Ragc.Shell(_folder.Path, $"$ragc create -o out.agc $demo/ref.fa {input}"), 1, expected);
        Assert.Equal(before, _folder.Names());
        Assert.Equal(File.ReadAllBytes(Golden.Archive("toy")), File.ReadAllBytes(_folder.File("out.agc")));
        // The same as the reference, but for faults that need another input.
        if (input != "sub/ref.fa")
            AssertFailure(Ragc.Shell(_folder.Path, $"$ragc create -o out.agc {input} $demo/s1.fa"), 1, expected);
    }

    [Fact]
    public void Create_RefusesAMissingFolder() =>
        AssertFailure(Ragc.Shell(_folder.Path, "$ragc create -o no/out.agc $demo/ref.fa"), 1, "no/out.agc: no such directory");

    [Fact]
    public void Create_KeepsEmptyRecordsAndEqualHeaders()
    {
        _folder.Write("a.fa", ">x\n>y\nACGT\n>x\nGGGG\n>x\n");
        AssertSilent(Ragc.Run(_folder.Path, "create", "-o", "a.agc", "a.fa"));
        Assert.Equal(">x\n>y\nACGT\n>x\nGGGG\n>x\n", Ragc.Run(_folder.Path, "getset", "a.agc", "a").Text);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Create_StopsCleanlyWhenInterrupted(string signal, int exitCode)
    {
        var result = Ragc.Shell(_folder.Path, $"""
            mkfifo pipe.fa; exec 5<>pipe.fa
            env --default-signal=INT $ragc create -o a.agc $demo/ref.fa pipe.fa & id=$!
            until ls | grep -q tmp; do sleep 0.05; done
            kill -{signal} $id; wait $id
            """);
        AssertFailure(result, exitCode, "interrupted");
        Assert.Equal(["pipe.fa"], _folder.Names());
    }

    [Fact]
    public void Create_FailsWhenTheDiskIsFull()
    {
        // A file size limit stands for the disk.
        var result = Ragc.Shell(_folder.Path, "trap '' XFSZ; ulimit -f 4; export DOTNET_EnableWriteXorExecute=0; $ragc create -o a.agc $demo/*.fa");
        Assert.Equal((1, "ragc: a.agc: "), (result.ExitCode, result.Errors[..13]));
        Assert.Empty(_folder.Names());
    }

    private static void AssertSilent(RagcResult result)
    {
        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
    }

    private static void AssertFailure(RagcResult result, int exitCode, string expected)
    {
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
        Assert.StartsWith("ragc: ", result.Errors, StringComparison.Ordinal);
        Assert.Equal(1, result.Errors.Count(c => c == '\n'));
        Assert.Equal(exitCode, result.ExitCode);
    }
}
