namespace RagcSharp.Cli.Tests;

/// <summary>Standard input, output and error that are closed, full, or nobody's any more: the exit code is right, and files are whole.</summary>
public sealed class StandardDescriptorTests : IDisposable
{
    // Commands, their exit codes, and which descriptor makes that 1 where it is closed.
    private static readonly (string Command, int ExitCode, int? Needed)[] Commands =
    [
        ("listset a.agc", 0, 1),
        ("getset a.agc s0", 0, 1),
        ("--help", 0, 1),
        ("create $demo/ref.fa", 0, 1),
        ("getset -o out a.agc s0", 0, null),
        ("create -q -s 5000 -o out.agc $demo/ref.fa $demo/s0.fa", 0, null),
        ("create -v 2 -s 5000 -o out.agc $demo/ref.fa lower.fa", 0, null),
        ("getset -o out a.agc none", 1, null),
        ("getset", 2, null),
        ("getctg -o out -r - a.agc", 0, 0),
        ("create -o out.agc /dev/stdin", 0, 0),
        ("getset -o /dev/stdout a.agc s0", 0, 1),
    ];

    private readonly WorkFolder _folder = new();

    public StandardDescriptorTests()
    {
        Expect.Success(Ragc.Shell(_folder.Path, "$ragc create -s 5000 -o a.agc $demo/ref.fa $demo/s0.fa; $ragc getset a.agc s0 > s0.fa"));
        _folder.Write("lower.fa", ">x\nacgtacgt\n");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("01")]
    [InlineData("02")]
    [InlineData("12")]
    [InlineData("012")]
    public void Closed_GivesTheRightExitCode(string closed)
    {
        string redirections = string.Concat(closed.Select(descriptor => $" {descriptor}>&-"));
        string runs = string.Concat(Commands.Select(command =>
        {
            string input = closed.Contains('0', StringComparison.Ordinal) ? "" : command.Command.Contains("-r -", StringComparison.Ordinal)
                ? "< regions" : "< $demo/ref.fa";
            string output = closed.Contains('1', StringComparison.Ordinal) ? "" : "> output";
            return $"$ragc {command.Command} {input} {output} 2> errors {redirections}; codes+=\" $?\"\n";
        }));
        var result = Ragc.Shell(_folder.Path, $"echo chr1@ref:0-5 > regions\n{runs}echo $codes");
        Assert.Equal(
            string.Join(' ', Commands.Select(command =>
                command.Needed is { } needed && closed.Contains($"{needed}", StringComparison.Ordinal) ? 1 : command.ExitCode)),
            result.Text.TrimEnd('\n'));
    }

    [Theory]
    [InlineData("<&- >&- 2>&-")]
    [InlineData("<&-")]
    [InlineData(">&-")]
    [InlineData("2>&-")]
    public void Closed_ArchiveIsWhole(string redirections)
    {
        // What is read and written then, must not be what has the number of standard output or error.
        var result = Ragc.Shell(_folder.Path, $"""
            $ragc create -v 2 -s 5000 -o b.agc $demo/ref.fa $demo/s0.fa {redirections}; echo $?
            $ragc getset -o b.fa b.agc s0 {redirections}; echo $?
            cmp a.agc b.agc && cmp s0.fa b.fa
            """);
        Assert.Equal((0, "0\n0\n"), (result.ExitCode, result.Text));
    }

    [Fact]
    public void Closed_AreNotReplacedByFilesOfOurs()
    {
        if (!Directory.Exists("/proc/self/fd"))
            return;
        var result = Ragc.Shell(_folder.Path, """
            mkfifo new.fa
            $ragc create -o b.agc new.fa <&- >&- 2>&- & id=$!
            until ls | grep -q tmp; do sleep 0.05; done
            readlink /proc/$id/fd/{0,1,2}
            cat $demo/ref.fa > new.fa; wait $id; echo $?
            """);
        Assert.Equal("/dev/null\n/dev/full\n/dev/full\n0\n", result.Text);
    }

    [Fact]
    public void Closed_IsToldByItsName()
    {
        Expect.Failure(Ragc.Shell(_folder.Path, "$ragc listset a.agc >&- <&-"), 1, "standard output: Bad file descriptor");
        Expect.Failure(Ragc.Shell(_folder.Path, "$ragc getctg -r - a.agc <&-"), 1, "standard input: Bad file descriptor");
        Expect.Failure(Ragc.Shell(_folder.Path, "$ragc getctg -r - a.agc < /"), 1, "standard input: Is a directory");
    }

    [Theory]
    [InlineData("2> /dev/full")]
    [InlineData("2>&-")]
    [InlineData("2>&4")]
    public void UnwritableError_LeavesTheExitCode(string redirection)
    {
        if (!File.Exists("/dev/full"))
            return;
        // 4 is a pipe without a reader.
        var result = Ragc.Shell(_folder.Path, $"""
            mkfifo pipe; exec 3<>pipe 4>pipe 3<&-
            $ragc getset a.agc none {redirection}; echo $?
            $ragc getset {redirection}; echo $?
            $ragc {redirection}; echo $?
            $ragc verify lower.fa {redirection}; echo $?
            $ragc create -v 2 -o b.agc lower.fa {redirection}; echo $?
            $ragc faidx a.agc s0 {redirection} >/dev/null; echo $?
            mkfifo new.fa; $ragc create -o c.agc new.fa {redirection} & id=$!
            until ls | grep -q tmp; do sleep 0.05; done; kill -TERM $id; wait $id; echo $?
            """);
        Assert.Equal("1\n2\n2\n1\n0\n0\n143\n", result.Text);
        Assert.Equal("", result.Errors);
    }

    [ToolFact("python3", "python3")]
    public void OutputThatDoesNotWait_IsWaitedFor()
    {
        // The reader begins late, as a rule: what does not fit into the pipe meanwhile must wait.
        _folder.Write("nonblocking.py", "import fcntl, os\nfcntl.fcntl(1, fcntl.F_SETFL, fcntl.fcntl(1, fcntl.F_GETFL) | os.O_NONBLOCK)\n");
        var result = Ragc.Shell(_folder.Path, """
            (python3 nonblocking.py; $ragc getset a.agc s0 s0 s0; echo $? > code) | (sleep 1; cat) > all
            cat code; cat s0.fa s0.fa s0.fa | cmp - all
            """);
        Assert.Equal((0, "0\n", ""), (result.ExitCode, result.Text, result.Errors));
    }
}
