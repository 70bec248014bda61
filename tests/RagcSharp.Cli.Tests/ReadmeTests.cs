namespace RagcSharp.Cli.Tests;

/// <summary>Runs the commands of README.md as they stand there.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Readme_CommandsWork()
    {
        using var folder = new WorkFolder();
        string lay = $"ln -s '{Ragc.Root}'/testdata . && mkdir scripts && ln -s '{Ragc.Root}'/scripts/* scripts && ln -sf \"$ragc\" scripts/ragc";
        Assert.Equal(0, Ragc.Shell(folder.Path, lay).ExitCode);
        string[] commands = [.. Commands().Where(line => !line.StartsWith("scripts/test.sh", StringComparison.Ordinal))];
        Assert.True(commands.Length >= 7, "README.md has lost its examples");
        foreach (string command in commands)
        {
            var result = Ragc.Shell(folder.Path, command);
            Assert.Equal((command, 0, ""), (command, result.ExitCode, result.Errors));
        }

        Assert.Equal("ref\ns0\ns1\ns2\ns3\n", Ragc.Run(folder.Path, "listset", "out.agc").Text);
        Assert.StartsWith(">s0", File.ReadAllText(folder.File("s0.fa")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Commands()
    {
        bool isCode = false;
        foreach (string line in File.ReadLines(Path.Combine(Ragc.Root, "README.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                isCode = line == "```bash";
            else if (isCode)
                yield return line;
        }
    }
}
