using System.Text.RegularExpressions;

namespace RagcSharp.Cli.Tests;

/// <summary>Holds the manual page against what the program says of itself.</summary>
public sealed partial class ManualTests
{
    private static readonly string Page = Path.Combine(Ragc.Root, "src/RagcSharp.Cli/man/ragc.1");

    [Fact]
    public void Manual_TellsAllCommandsAndTheirOptions()
    {
        string page = File.ReadAllText(Page).Replace("\\-", "-", StringComparison.Ordinal);
        var sections = page.Split("\n.SS ragc ")[1..].ToDictionary(text => text.Split(' ', '\n')[0], text => text.Split("\n.SH ")[0]);
        string[] commands = [.. CommandLines().Matches(Help()).Select(match => match.Groups[1].Value).Where(name => name != "help")];
        Assert.Equal(commands, sections.Keys);
        foreach (string command in commands)
        {
            Assert.Equal(
                Options().Matches(Help(command)).Select(match => match.Value.Trim()).Where(option => option != "--help").Distinct(),
                Options().Matches(sections[command].Replace("\n.B ", "\n  ", StringComparison.Ordinal)).Select(match => match.Value.Trim()).Distinct());
        }
    }

    [ToolFact("man-db", "man")]
    public void Manual_IsWellFormed()
    {
        var result = Ragc.Shell("/", $"man --warnings -E UTF-8 -l -Tutf8 -Z '{Page}' 2>&1 >/dev/null");
        Assert.Equal((0, ""), (result.ExitCode, result.Text));
    }

    private static string Help(string? command = null) =>
        Expect.Success(command is null ? Ragc.Run("/", "--help") : Ragc.Run("/", command, "--help"));

    [GeneratedRegex("^  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex CommandLines();

    // At the beginning of a line, with its value: -k N, --kmer-length=N.
    [GeneratedRegex("(?m)^  -[^ \n]+( [A-Z]+,)?( --[^ \n]+)?")]
    private static partial Regex Options();
}
