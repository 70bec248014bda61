using System.Text.Json;

namespace RagcSharp.Cli.Tests;

public sealed class AppendTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public AppendTests() => Assert.Equal(0, Ragc.Shell(_folder.Path, "$ragc create -s 5000 -o a.agc $demo/ref.fa $demo/s0.fa").ExitCode);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Append_WritesToAFileToItselfAndToStandardOutput()
    {
        var result = Ragc.Shell(_folder.Path, """
            cp a.agc itself.agc; echo $demo/s1.fa > list
            $ragc append -o b.agc -t 2 a.agc $demo/s1.fa $demo/s2.fa && $ragc append -i list a.agc $demo/s2.fa $demo/s1.fa > c.agc 2> twice &&
            $ragc append -o itself.agc itself.agc $demo/s1.fa $demo/s2.fa
            """);
        Assert.Equal((0, "", ""), (result.ExitCode, result.Text, result.Errors));
        Assert.Equal(File.ReadAllBytes(_folder.File("b.agc")), File.ReadAllBytes(_folder.File("c.agc")));
        Assert.Equal(File.ReadAllBytes(_folder.File("b.agc")), File.ReadAllBytes(_folder.File("itself.agc")));
        Assert.Equal("ref\ns0\ns1\ns2\n", Ragc.Run(_folder.Path, "listset", "b.agc").Text);
        var sample = Ragc.Run(_folder.Path, "getset", "-l", "70", "b.agc", "s2");
        Assert.Equal(File.ReadAllText(Path.Combine(Ragc.Demo, "s2.fa")), sample.Text);
        Assert.StartsWith("ragc: warning: ", File.ReadAllText(_folder.File("twice")), StringComparison.Ordinal);
        Assert.Equal(["a.agc", "b.agc", "c.agc", "itself.agc", "list", "twice"], _folder.Names());
    }

    [Theory]
    [InlineData("append a.agc $demo/s0.fa", 1, "there is a sample named s0 already")]
    [InlineData("append a.agc $demo/s1.fa $demo/s1.fa nobody.fa", 1, "nobody.fa: no such file")]
    [InlineData("append a.agc", 2, "no file to add was named")]
    [InlineData("append", 2, "")]
    [InlineData("append -k 31 a.agc $demo/s1.fa", 2, "unknown")]
    [InlineData("append -f 0.06 a.agc $demo/s1.fa", 2, "0 to 0.05")]
    [InlineData("append -a --no-adaptive a.agc $demo/s1.fa", 2, "contradict each other")]
    [InlineData("append missing.agc $demo/s1.fa", 1, "missing.agc: no such file")]
    [InlineData("append $demo/s0.fa $demo/s1.fa", 1, "not an AGC archive")]
    public void Append_RefusesBeforeAnythingIsWritten(string arguments, int exitCode, string expected)
    {
        byte[] before = File.ReadAllBytes(_folder.File("a.agc"));
        foreach (string output in (string[])["-o a.agc", "-o new.agc", ""])
        {
            var result = Ragc.Shell(_folder.Path, $"$ragc {arguments} {output} | cat; exit ${{PIPESTATUS[0]}}");
            Assert.Equal((exitCode, ""), (result.ExitCode, result.Text));
            Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
            Assert.Equal(["a.agc"], _folder.Names());
            Assert.Equal(before, File.ReadAllBytes(_folder.File("a.agc")));
        }
    }

    [Fact]
    public void Append_KeepsTheModes()
    {
        foreach (string mode in (string[])["-a", "-f 0.02", "-a -f 0.05", "-c"])
        {
            var result = Ragc.Shell(_folder.Path, $"""
                $ragc create {mode} -s 3000 -o m.agc $demo/ref.fa $demo/s0.fa && $ragc append {mode} -o m.agc m.agc $demo/s1.fa &&
                $ragc getcol m.agc > all.fa && cat $demo/ref.fa $demo/s0.fa $demo/s1.fa | tr -d '\n' > expected && tr -d '\n' < all.fa | cmp - expected
                """);
            Assert.Equal((mode, 0, ""), (mode, result.ExitCode, result.Errors));
        }
    }

    [Theory]
    [InlineData("-a", "", "-a")]
    [InlineData("-f 0.02", "", "-f 0.02")]
    [InlineData("-a -f 0.05", "", "-a -f 0.05")]
    [InlineData("-a -f 0.05", "-f 0", "-a")]
    [InlineData("-a -f 0.05", "-f 0.01", "-a -f 0.01")]
    [InlineData("-a -f 0.05", "--no-adaptive", "-f 0.05")]
    [InlineData("-f 0.02", "-a", "-a -f 0.02")]
    [InlineData("", "-a", "-a")]
    [InlineData("-c", "", "none recorded")]
    public void Append_UsesTheModesOfTheArchiveButForThoseThatAreGiven(string made, string given, string used)
    {
        string adaptive = used.StartsWith("-a", StringComparison.Ordinal) ? "-a" : "--no-adaptive";
        int fraction = used.IndexOf("-f", StringComparison.Ordinal);
        string explicitly = $"{adaptive} {(fraction < 0 ? "-f 0" : used[fraction..])}";
        var result = Ragc.Shell(_folder.Path, $"""
            sed 's/^>/>x/' $demo/s1.fa > new.fa
            $ragc create {made} -s 3000 -o m.agc $demo/ref.fa && $ragc append {given} -o n.agc m.agc new.fa &&
            $ragc append {explicitly} m.agc new.fa | cmp - n.agc && $ragc info n.agc | grep Modes
            """);
        Assert.Equal($"Modes            : {used}\n", Expect.Success(result));
    }

    [Fact]
    public void Info_TellsTheModes()
    {
        Expect.Success(Ragc.Shell(_folder.Path, "$ragc create -a -f 0.02 -s 3000 -o m.agc $demo/ref.fa; $ragc create -c -s 3000 -o c.agc $demo/ref.fa"));
        Assert.Contains("\nModes            : -a -f 0.02\n", Ragc.Run(_folder.Path, "info", "m.agc").Text, StringComparison.Ordinal);
        Assert.Contains("\nModes            : -c\n", Ragc.Run(_folder.Path, "info", "c.agc").Text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Ragc.Run(_folder.Path, "info", "--json", "m.agc").Text);
        Assert.Equal("""{"adaptive":true,"concatenated":false,"fallback":0.02}""", JsonSerializer.Serialize(json.RootElement.GetProperty("modes")));
        using var plain = JsonDocument.Parse(Ragc.Run(_folder.Path, "info", "--json", "a.agc").Text);
        Assert.Equal(JsonValueKind.Null, plain.RootElement.GetProperty("modes").ValueKind);
    }

    [Fact]
    public void Verbosity_TellsSizes()
    {
        var result = Ragc.Shell(_folder.Path, "$ragc append -v 2 -o a.agc a.agc $demo/s1.fa");
        Assert.Matches("No. of splitters: [1-9]", result.Errors);
        Assert.Matches("Reference sequences    : [1-9]", result.Errors);
        Assert.Matches("Delta sequences        : [1-9]", result.Errors);
        Assert.Matches("No. segments           : [1-9]", result.Errors);
        Assert.Matches("Completed in           : [0-9.]+ s\n", result.Errors);
    }
}
