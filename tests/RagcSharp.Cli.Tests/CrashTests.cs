using System.Diagnostics;

namespace RagcSharp.Cli.Tests;

/// <summary>The program is killed at any moment: what was there stays whole, and nothing unfinished has the final name.</summary>
public sealed class CrashTests : IDisposable
{
    private const string OnlySeed = "RAGC_SEED";

    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [Trait("Duration", "Long")]
    [InlineData(100, "create", "-s", "5000", "-t", "2", "-o", "a.agc")]
    [InlineData(100, "append", "-t", "2", "-o", "a.agc", "a.agc")]
    public void Kill_AtAnyMomentLeavesTheOldFileOrTheNewOne(int times, params string[] command)
    {
        int seed = Seed();
        var random = new Random(seed);
        byte[] old = MakeOld();
        string[] arguments = [.. command, Demo("s1"), Demo("s2"), Demo("s3")];
        var whole = Stopwatch.StartNew();
        Expect.Success(Ragc.Run(_folder.Path, arguments));
        whole.Stop();
        byte[] expected = File.ReadAllBytes(_folder.File("a.agc"));
        int killed = 0;
        for (int i = 0; i < times; i++)
        {
            File.WriteAllBytes(_folder.File("a.agc"), old);
            using var process = Start(arguments);
            if (!process.WaitForExit((int)(random.NextDouble() * 1.1 * whole.ElapsedMilliseconds)))
            {
                process.Kill();
                process.WaitForExit();
            }

            killed += process.ExitCode == 0 ? 0 : 1;
            CheckFile(old, expected, process.ExitCode, $"{OnlySeed}={seed}, kill {i}");
            Assert.All(_folder.Names(), name => Assert.Matches("^(a\\.agc|ragc-[0-9a-f]{8}-[0-9a-f]{8}\\.tmp)$", name));
        }

        Assert.True(killed > 0, $"{OnlySeed}={seed}: no run was killed");
        File.WriteAllBytes(_folder.File("a.agc"), old);
        Expect.Success(Ragc.Run(_folder.Path, arguments));
        Assert.Equal(["a.agc"], _folder.Names());
        Assert.Equal(expected, File.ReadAllBytes(_folder.File("a.agc")));
    }

    [Fact]
    public void Kill_LeavesAFileThatTheNextRunDeletes()
    {
        var result = Ragc.Shell(_folder.Path, $"""
            mkfifo pipe.fa; exec 5<>pipe.fa
            $ragc create -o a.agc $demo/ref.fa pipe.fa & id=$!
            {UntilTemporary}
            $ragc create -o b.agc $demo/ref.fa && ls
            kill -9 $id; wait $id; echo $?
            $ragc create -o b.agc $demo/ref.fa && ls
            """);
        Assert.Matches("^b\\.agc\npipe\\.fa\nragc-[0-9a-f]{8}-[0-9a-f]{8}\\.tmp\n137\nb\\.agc\npipe\\.fa\n$", result.Text);
    }

    [Theory]
    [Trait("Duration", "Long")]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    [InlineData("HUP", 129)]
    public void Signal_AtAnyMomentLeavesNothing(string signal, int exitCode)
    {
        int seed = Seed();
        var random = new Random(seed);
        byte[] old = MakeOld();
        string[] arguments = ["append", "-t", "2", "-o", "a.agc", "a.agc", Demo("s1"), Demo("s2"), Demo("s3")];
        Expect.Success(Ragc.Run(_folder.Path, arguments));
        byte[] expected = File.ReadAllBytes(_folder.File("a.agc"));
        for (int i = 0; i < 15; i++)
        {
            File.WriteAllBytes(_folder.File("a.agc"), old);
            using var process = Start(arguments);
            if (!process.WaitForExit(random.Next(400)))
            {
                Ragc.Shell(_folder.Path, $"kill -{signal} {process.Id}");
                process.WaitForExit();
            }

            Assert.Contains(process.ExitCode, (int[])[0, exitCode]);
            Assert.Equal(["a.agc"], _folder.Names());
            CheckFile(old, expected, process.ExitCode, $"{OnlySeed}={seed}, signal {i}");
        }
    }

    [Fact]
    public void Signal_EndsAProgramWhoseOutputNobodyReads()
    {
        MakeOld();
        var result = Ragc.Shell(_folder.Path, $"""
            mkfifo out; exec 5<>out
            $ragc getset a.agc ref s0 ref s0 > out & id=$!
            {UntilWriting}; kill -TERM $id; wait $id
            """);
        Expect.Failure(result, 143, "interrupted");
    }

    [Fact]
    public void Signal_ThatComesTwiceIsObeyedAtOnce()
    {
        MakeOld();
        var result = Ragc.Shell(_folder.Path, $"""
            mkfifo out; exec 5<>out
            $ragc getset -o out a.agc ref s0 ref s0 & id=$!
            {UntilWriting}; kill -TERM $id; until ! kill -TERM $id 2>&-; do sleep 0.2; done; wait $id
            """);
        Assert.Equal((143, "ragc: interrupted\n"), (result.ExitCode, result.Errors));
    }

    // The new file is there under its temporary name.
    private static string UntilTemporary => "until ls | grep -q tmp; do sleep 0.05; done";

    // The first byte has come: the program knows what signals are, and is about to be stuck in its output.
    private static string UntilWriting => "head -c 1 <&5 > first";

    private static string Demo(string sample) => Path.Combine(Ragc.Demo, sample + ".fa");

    private static int Seed() =>
        int.TryParse(Environment.GetEnvironmentVariable(OnlySeed), out int seed) ? seed : Random.Shared.Next();

    // A run that was ended may have done its work before; one that was not has.
    private void CheckFile(byte[] old, byte[] expected, int exitCode, string when)
    {
        byte[] found = File.ReadAllBytes(_folder.File("a.agc"));
        Assert.True(
            found.AsSpan().SequenceEqual(expected) || exitCode != 0 && found.AsSpan().SequenceEqual(old),
            $"{when}, exit code {exitCode}: {found.Length} bytes, neither the old {old.Length} nor the new {expected.Length}");
    }

    private byte[] MakeOld()
    {
        Expect.Success(Ragc.Run(_folder.Path, "create", "-s", "5000", "-o", "a.agc", Demo("ref"), Demo("s0")));
        return File.ReadAllBytes(_folder.File("a.agc"));
    }

    private Process Start(string[] arguments) =>
        Process.Start(new ProcessStartInfo(Ragc.Script, arguments) { WorkingDirectory = _folder.Path, RedirectStandardError = true })!;
}
