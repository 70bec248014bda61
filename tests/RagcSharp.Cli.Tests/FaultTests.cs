namespace RagcSharp.Cli.Tests;

/// <summary>Disks that are full, files that may not be read, readers that go away: one line says so, and nothing is damaged.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public FaultTests() => Expect.Success(Ragc.Shell(_folder.Path, "$ragc create -s 5000 -o a.agc $demo/*.fa"));

    public void Dispose() => _folder.Dispose();

    [SmallDiskFact]
    public void FullDisk_LeavesTheOldFile()
    {
        var result = InSmallDisk("""
            $ragc create -s 5000 -o disk/old.agc $demo/ref.fa && cp disk/old.agc copy.agc
            for command in "create -o disk/old.agc" "create -o disk/new.agc" "append -o disk/old.agc disk/old.agc"; do
                $ragc $command $demo/s0.fa $demo/s1.fa $demo/s2.fa $demo/s3.fa; echo $?
            done
            $ragc getset -o disk/s0.fa a.agc s0; echo $?; $ragc getcol -o disk a.agc; echo $?
            ls disk; cmp disk/old.agc copy.agc
            """);
        Assert.Equal("1\n1\n1\n1\n1\nold.agc\n", result.Text);
        Assert.Equal(
            ["disk/old.agc", "disk/new.agc", "disk/old.agc", "disk/s0.fa", "disk/ref.fa"],
            result.Errors.TrimEnd('\n').Split('\n').Select(line => line.Split(": ")[1]));
        Assert.Equal(5, result.Errors.Split("No space left on device").Length - 1);
    }

    [Fact]
    public void FileSizeLimit_IsAnErrorLikeAFullDisk()
    {
        // Set once the runtime is up, which needs files of its own; the signal that comes with it is not ignored by the shell.
        string before = Digest();
        var result = Ragc.Shell(_folder.Path, """
            mkfifo new.fa
            $ragc append -o a.agc a.agc new.fa & id=$!
            until ls | grep -q tmp; do sleep 0.05; done
            exec 5>new.fa # opens when the program opens the other end
            prlimit --pid $id --fsize=4096; cat $demo/s1.fa >&5 2>/dev/null; exec 5>&-; wait $id
            """);
        Expect.Failure(result, 1, "a.agc: larger than the file system, or the limit that is set (ulimit -f), allows");
        Assert.Equal(before, Digest());
        Assert.Equal(["a.agc", "new.fa"], _folder.Names());
    }

    [Theory]
    [InlineData("getset a.agc s0")]
    [InlineData("getcol a.agc")]
    [InlineData("getcol -g 1 a.agc")]
    [InlineData("getctg a.agc chr1@ref")]
    [InlineData("listset a.agc")]
    [InlineData("listctg a.agc s0")]
    [InlineData("listref a.agc")]
    [InlineData("info a.agc")]
    [InlineData("create $demo/ref.fa $demo/s0.fa")]
    [InlineData("append a.agc new.fa")]
    [InlineData("--help")]
    [InlineData("--version")]
    public void ClosedPipe_EndsTheRunWithoutAWord(string command)
    {
        // The reader is gone before the program begins.
        var result = Ragc.Shell(_folder.Path, $"""
            cp $demo/s1.fa new.fa; mkfifo pipe; exec 3<>pipe 4>pipe 3<&-
            $ragc {command} >&4
            """);
        Assert.Equal((141, ""), (result.ExitCode, result.Errors));
    }

    [Fact]
    public void ClosedOutput_IsAnError()
    {
        foreach (string command in (string[])["getset a.agc s0", "listset a.agc", "create $demo/ref.fa"])
            Expect.Failure(Ragc.Shell(_folder.Path, $"$ragc {command} >&-"), 1, "standard output: Bad file descriptor");
    }

    [Fact]
    public void DeviceThatLeadsToAPipe_IsWrittenDirectly()
    {
        var result = Ragc.Shell(_folder.Path, "$ragc getset a.agc s0 > 1.fa; $ragc getset -o /dev/stdout a.agc s0 | cmp - 1.fa");
        Assert.Equal((0, "", ""), (result.ExitCode, result.Text, result.Errors));
        result = Ragc.Shell(_folder.Path, "$ragc getset -o /dev/stdout a.agc ref s0 s1 s2 s3 | head -c 5; exit ${PIPESTATUS[0]}");
        Assert.Equal((141, ">chr1", ""), (result.ExitCode, result.Text, result.Errors));
    }

    [Fact]
    public void InputThatCannotBeRead_IsNamed()
    {
        if (!File.Exists("/proc/self/mem"))
            return;
        string before = Digest();
        var result = Ragc.Shell(_folder.Path, "$ragc append -o a.agc a.agc /proc/self/mem");
        Expect.Failure(result, 1, "ragc: /proc/self/mem: Input/output error");
        Assert.Equal(before, Digest());
        Assert.Equal(["a.agc"], _folder.Names());
    }

    [Fact]
    public void OutputFolderThatVanishes_IsAnError()
    {
        var result = Ragc.Shell(_folder.Path, """
            mkfifo s9.fa; mkdir folder
            $ragc create -o folder/b.agc $demo/ref.fa s9.fa & id=$!
            until ls folder | grep -q tmp; do sleep 0.05; done
            rm -r folder; cat $demo/s1.fa > s9.fa; wait $id
            """);
        Expect.Failure(result, 1, "folder/b.agc: its folder, or the temporary file ragc-");
        Assert.Equal(["a.agc", "s9.fa"], _folder.Names());
    }

    [PermissionFact]
    public void MissingPermission_IsNamed()
    {
        var result = Ragc.Shell(_folder.Path, $"""
            mkdir mine open; echo $demo/s0.fa > list; cp $demo/s0.fa in.fa; cp a.agc secret.agc
            chmod 0 list in.fa secret.agc; chmod 555 mine; chmod 777 open .
            as='{PermissionFactAttribute.Unprivileged}'
            cd open
            $as $ragc create -o b.agc $demo/ref.fa ../in.fa; $as $ragc create -o b.agc -i ../list $demo/ref.fa
            $as $ragc create -o ../mine/b.agc $demo/ref.fa; $as $ragc getset ../secret.agc s0
            $as $ragc append -o b.agc ../secret.agc $demo/s0.fa; $as $ragc getset -o ../mine/b.fa ../a.agc s0
            $as $ragc getcol -o ../mine/new ../a.agc; ls . ../mine
            """);
        Assert.Equal(".:\n\n../mine:\n", result.Text);
        Assert.Equal(
            string.Concat(new[] { "../in.fa", "../list", "../mine/b.agc", "../secret.agc", "../secret.agc", "../mine/b.fa", "../mine/new" }
                .Select(name => $"ragc: {name}: permission denied\n")),
            result.Errors);
    }

    private RagcResult InSmallDisk(string lines)
    {
        File.WriteAllText(_folder.File("lines"), $"mount -t tmpfs -o size=32k tmpfs disk\n{lines}");
        return Ragc.Shell(_folder.Path, $"mkdir disk; export ragc demo; {SmallDiskFactAttribute.Unshare} bash lines");
    }

    private string Digest() => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_folder.File("a.agc"))));
}
