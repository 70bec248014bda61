namespace RagcSharp.Cli.Tests;

/// <summary>What the program tells of how far it is: on a terminal, which <c>script</c> makes, and elsewhere.</summary>
public sealed class ProgressTests : IDisposable
{
    private const string Tool = "script", Package = "bsdutils";

    // The second input comes once the line has counted the first.
    private const string UntilDrawn = "until grep -q 1/2.files shown; do sleep 0.05; done";
    private const string Slowly = $"<(cat $demo/ref.fa) <({UntilDrawn}; cat $demo/s0.fa)";
    private const string Later = "<(cat $demo/ref.fa) <(sleep 1; cat $demo/s0.fa)";

    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ToolFact(Package, Tool)]
    public void Create_ShowsALineOnATerminalAndWipesItAway()
    {
        string shown = OnTerminal($"$ragc create -s 1000 -o a.agc {Slowly}");
        Assert.Contains("1/2 files\e[0m  ", shown, StringComparison.Ordinal);
        Assert.Matches("  [0-9.]+ kb  [0-9.]+ [kM]?b/s  [0-9]+ MiB  ", shown);
        Assert.Matches(
            "\r\e\\[Kragc: a.agc: 2 samples, [0-9,]+ bases, [0-9,]+ bytes \\(1:[0-9.]+\\), [0-9.]+ s, [0-9]+ MiB at most\r\n\\z", shown);
        // One line: nothing but the summary ends one.
        Assert.Equal(1, shown.Count(c => c == '\n'));
    }

    [ToolFact(Package, Tool)]
    public void Line_FitsTheTerminal()
    {
        string shown = OnTerminal($"stty cols 30; $ragc create -o a.agc {Slowly}");
        string[] lines = [.. shown.Split('\r').Where(line => line.Contains("files", StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.InRange(WithoutCodes(line).Length, 1, 29));
    }

    [ToolFact(Package, Tool)]
    public void Line_HasNoColourWhereNoneIsWanted()
    {
        string shown = OnTerminal($"NO_COLOR=1 $ragc create -o a.agc {Slowly}");
        Assert.Contains("1/2 files  ", shown, StringComparison.Ordinal);
        Assert.DoesNotMatch("\e\\[[0-9;]*m", shown);
    }

    [ToolFact(Package, Tool)]
    public void Line_IsNotDrawnWhereItIsNotWanted()
    {
        string quiet = OnTerminal($"$ragc create --quiet -o a.agc {Later}");
        string silent = OnTerminal($"$ragc create --no-progress -o a.agc {Later}");
        string dumb = OnTerminal($"TERM=dumb $ragc create -o a.agc {Later}");
        string redirected = OnTerminal($"$ragc create -o a.agc {Later} 2> errors; cat errors");
        string extracted = OnTerminal("$ragc getset a.agc 62 > /dev/null; $ragc listset a.agc > names");
        foreach (string shown in (string[])[quiet, silent, dumb, redirected, extracted])
            Assert.DoesNotContain("files", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("ragc", quiet + redirected, StringComparison.Ordinal);
        Assert.Contains("ragc: a.agc: 2 samples, ", silent, StringComparison.Ordinal);
    }

    [ToolFact(Package, Tool)]
    public void Error_HasALineOfItsOwn()
    {
        string shown = OnTerminal($"$ragc create -o a.agc <(cat $demo/ref.fa) <({UntilDrawn}; echo ACGT)", exitCode: 1);
        Assert.Contains("1/2 files", shown, StringComparison.Ordinal);
        Assert.Matches("\r\e\\[Kragc: [^\r\n]*text before the first '>'[^\r\n]*\r\n\\z", shown);
    }

    [ToolFact(Package, Tool)]
    public void Interruption_HasALineOfItsOwn()
    {
        string shown = OnTerminal(
            $"mkfifo never.fa; exec 5<>never.fa; ({UntilDrawn}; kill -INT $$) & exec $ragc create -o a.agc $demo/ref.fa never.fa", exitCode: 130);
        Assert.Contains("1/2 files", shown, StringComparison.Ordinal);
        Assert.EndsWith("\r\e[Kragc: interrupted\r\n", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Names(), name => name.EndsWith(".agc", StringComparison.Ordinal));
    }

    [ToolFact(Package, Tool)]
    public void OtherCommands_ShowOneForWhatGoesToFiles()
    {
        Expect.Success(Ragc.Shell(_folder.Path, "$ragc create -o a.agc $demo/*.fa"));
        foreach (string command in (string[])["getcol -o out", "getset -o x.fa", "digest -o x.tsv", "verify -o x.txt"])
        {
            string shown = OnTerminal($"$ragc {command} a.agc {(command[0] == 'g' && command[3] == 's' ? "s0" : "")}");
            Assert.DoesNotContain("\n", shown, StringComparison.Ordinal);
        }

        Assert.Equal(["a.agc", "out", "x.fa", "x.tsv", "x.txt"], _folder.Names());
    }

    [Fact]
    public void Verbosity_TellsStagesCountsAndASummary()
    {
        string[] stages = ["Gathering reference k-mers", "Determination of splitters", "Start of compression", "Compressed: 0 Mb"];
        string[] create = Lines("create -v 1 -s 1000 -o a.agc $demo/ref.fa $demo/s0.fa");
        Assert.Matches("^Memory for budgets: [0-9]+ MiB$", create[0]);
        Assert.Equal([.. stages, "", "*** Component sizes ***"], create[1..7]);
        Assert.Matches("^ragc: a.agc: 2 samples, [0-9,]+ bases, [0-9,]+ bytes \\(1:[0-9.]+\\), ", create[^1]);
        string[] append = Lines("append -v 2 --memory 100M -o b.agc a.agc $demo/s1.fa");
        Assert.Equal(["Memory for budgets: 100 MiB", .. stages[2..]], append[..3]);
        Assert.Matches("^No. of splitters: [1-9]", append[3]);
        Assert.Matches("^ragc: b.agc: 3 samples, 1 of them new with [0-9,]+ bases, [0-9,]+ bytes, ", append[^1]);
        Assert.Equal([], Lines("append --quiet -v 2 -o b.agc a.agc $demo/s1.fa"));
        Assert.StartsWith("ragc: standard output: 1 sample, ", Lines("create -v 1 $demo/ref.fa > c.agc")[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Warning_IsToldOnceWithItsCauses()
    {
        _folder.Write("a.fa", ">x\nACGTACGT\n");
        foreach (string name in (string[])["b.fa", "c.fa", "d.fa"])
            _folder.Write(name, ">x\nacgtACGT\n");
        const string Warning = ": lower-case letters become upper-case ones; --exact keeps their case";
        Assert.Equal([$"ragc: warning: b.fa{Warning}"], Lines("create -o a.agc a.fa b.fa"));
        Assert.Equal([$"ragc: warning: b.fa and another file{Warning}"], Lines("create -o a.agc a.fa b.fa c.fa"));
        Assert.Equal([$"ragc: warning: b.fa and 2 other files{Warning}"], Lines("create -o a.agc a.fa b.fa c.fa d.fa"));
        Assert.Equal([], Lines("create --quiet -o a.agc a.fa b.fa"));
    }

    [Fact]
    public void Hints_ComeOnceAndOnlyWhereSomebodyLooksOn()
    {
        const string ByPreset = "ragc: hint: the reference has 400 bases; --preset virus, bacteria or yeast makes smaller archives of such genomes";
        const string ByMode = "ragc: hint: all.fa: many contigs of similar length; if each is a genome, -c keeps each as a sample";
        _folder.Write("ref.fa", $">x\n{new string('A', 400)}\n");
        _folder.Write("all.fa", string.Concat(Enumerable.Range(0, 101).Select(i => $">g{i}\n{new string('C', 300 + i)}\n")));
        _folder.Write("assembly.fa", string.Concat(Enumerable.Range(0, 150).Select(i => $">c{i}\n{new string('C', 1 + i * i)}\n")));
        Assert.Equal([ByMode, ByPreset], Hints("create -v 1 -o a.agc ref.fa all.fa assembly.fa"));
        Assert.Equal([ByMode], Hints("append -v 1 -o b.agc a.agc <(cat ref.fa) && $ragc create -v 1 --preset virus -o c.agc all.fa"));
        Assert.Equal([], Hints("create -v 1 -c -k 21 -o c.agc all.fa"));
        Assert.Equal([], Hints("create -v 1 --preset virus -o c.agc assembly.fa"));
        Assert.Equal([], Hints("create -o c.agc ref.fa all.fa"));
        Assert.Equal([], Hints("create -q -v 1 -o c.agc ref.fa all.fa"));
    }

    [ToolFact(Package, Tool)]
    public void Hints_AreShownOnATerminal()
    {
        Assert.Contains("hint: the reference has ", OnTerminal("$ragc create -o a.agc $demo/ref.fa"), StringComparison.Ordinal);
        Assert.DoesNotContain("hint", OnTerminal("$ragc create -q -o a.agc $demo/ref.fa"), StringComparison.Ordinal);
    }

    private string[] Hints(string arguments) => [.. Lines(arguments).Where(line => line.Contains("hint", StringComparison.Ordinal))];

    [Fact]
    public void Warning_OfSeveralIndexesIsOne()
    {
        string archive = Golden.Archive("names");
        string[] errors = Lines($"getcol --fai -o out {archive}");
        Assert.Matches("^ragc: warning: [0-9]+ contigs without letters, or with a name that was there before, ", Assert.Single(errors));
        Assert.Equal([], Lines($"getcol --fai --quiet -o out {archive}"));
        Assert.Equal([], Lines($"faidx --quiet {archive} second"));
    }

    // What a terminal gets, of both outputs.
    private string OnTerminal(string line, int exitCode = 0)
    {
        File.WriteAllText(_folder.File("line"), $"ragc='{Ragc.Script}' demo='{Ragc.Demo}'\n{line}\n");
        var result = Ragc.Shell(_folder.Path, "TERM=xterm script -qefc 'bash line' shown");
        File.Delete(_folder.File("line"));
        File.Delete(_folder.File("shown"));
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Errors));
        // What the console says to every terminal.
        return result.Text.Replace("\e[?1h\e=", "", StringComparison.Ordinal);
    }

    private string[] Lines(string arguments)
    {
        var result = Ragc.Shell(_folder.Path, $"$ragc {arguments}");
        Assert.Equal(0, result.ExitCode);
        return result.Errors.Split('\n', StringSplitOptions.TrimEntries)[..^1];
    }

    private static string WithoutCodes(string line) => System.Text.RegularExpressions.Regex.Replace(line, "\e\\[[0-9;?]*[A-Za-z]", "");
}
