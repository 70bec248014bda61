using System.Text.RegularExpressions;

namespace RagcSharp.Cli.Tests;

public sealed partial class UsageTests
{
    [Fact]
    public void Help_GoesToStandardOutput()
    {
        var result = Ragc.Run("/", "--help");
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        foreach (string command in (string[])["create", "getset", "listset"])
        {
            Assert.Contains(command, result.Text, StringComparison.Ordinal);
            var help = Ragc.Run("/", command, "--help");
            Assert.Equal((0, ""), (help.ExitCode, help.Errors));
            Assert.Contains("--output", help.Text, StringComparison.Ordinal);
            Assert.Equal(help.Text, Ragc.Run("/", "help", command).Text);
            Assert.Equal(help.Text, Ragc.Run("/", command, "-h").Text);
        }
    }

    [Fact]
    public void Version_IsOneLine() => Assert.Matches("^ragc [0-9]+\\.[0-9]+\\.[0-9]+\n$", Ragc.Run("/", "--version").Text);

    [Theory]
    [InlineData("create")]
    [InlineData("getcol")]
    [InlineData("listset")]
    public void EmptyOutputName_IsWrongUsage(string command)
    {
        var result = Ragc.Run(Ragc.Root, command, "-o", "", Path.Combine("testdata", "golden", "toy", "archive.agc"));
        Assert.Equal((2, "ragc: -o: an empty name\n"), (result.ExitCode, result.Errors));
    }

    [Fact]
    public void OutputName_ThatMeansStandardOutputElsewhereIsWrongUsage()
    {
        var result = Ragc.Run(Ragc.Root, "listset", "-o", "-", Path.Combine("testdata", "golden", "toy", "archive.agc"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("-o -: to standard output goes what has no -o", result.Errors, StringComparison.Ordinal);
    }

    [ToolFact("bsdutils", "script")]
    public void Terminal_GetsNothingButTheOutput()
    {
        var result = Ragc.Shell(Ragc.Root, "TERM=xterm script -qec \"$ragc listset testdata/golden/toy/archive.agc\" /dev/null");
        Assert.Equal("a\r\nb\r\nref\r\n", result.Text);
    }

    [Theory]
    [InlineData("create x", 12)]
    [InlineData("append x y", 6)]
    [InlineData("getset x y", 4)]
    [InlineData("getctg x y", 5)]
    [InlineData("getcol x", 4)]
    [InlineData("faidx x y", 1)]
    [InlineData("digest x", 1)]
    [InlineData("info x", 1)]
    [InlineData("verify x", 1)]
    [InlineData("subset x y", 1)]
    [InlineData("merge x", 1)]
    public void NumberThatIsNone_IsToldWithItsOptionAndRange(string call, int count)
    {
        string[] words = call.Split(' ');
        var options = NumericOptions().Matches(Expect.Success(Ragc.Run("/", words[0], "--help"))).ToList();
        Assert.Equal(count, options.Count);
        foreach (var option in options)
        {
            string name = option.Groups["short"] is { Success: true } letter ? letter.Value : option.Groups["long"].Value;
            foreach (string value in (string[])["abc", "1e3x", "99999999999999999999", "-7", ""])
            {
                var result = Ragc.Run("/", [.. words, option.Groups["long"].Value, value]);
                string shown = value.Length > 0 ? value : "''";
                Expect.Failure(result, 2, $"ragc: {name} {shown}: ");
                Assert.Matches(": (is no (whole )?number|out of range).*, [0-9.]+[MG]? to [0-9]+(\\.[0-9]+)?[MGT]? is possible\n", result.Errors);
            }
        }
    }

    // Whose values are numbers, as the help says.
    [GeneratedRegex("(?m)^  ((?<short>-.) (N|F|LEVEL|MIB|SECONDS|SIZE), )?(?<long>--[a-z-]+)=(N|F|LEVEL|MIB|SECONDS|SIZE)\\b")]
    private static partial Regex NumericOptions();

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("create")]
    [InlineData("listset")]
    [InlineData("listset a.agc b.agc")]
    [InlineData("getset")]
    [InlineData("getset a.agc")]
    [InlineData("getset -l 0 a.agc s0")]
    [InlineData("getset a.agc s0 -o")]
    [InlineData("create ref.fa --threads")]
    public void WrongUsage_ExitsWith2(string arguments)
    {
        var result = Ragc.Run("/", arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (result.ExitCode, result.Text));
        Assert.NotEqual("", result.Errors);
    }
}
