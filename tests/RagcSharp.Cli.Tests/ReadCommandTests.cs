namespace RagcSharp.Cli.Tests;

/// <summary>What all commands have in common that read an archive.</summary>
public sealed class ReadCommandTests
{
    private const string Archive = "ARCHIVE";

    /// <summary>Calls that work, with the archive toy.</summary>
    public static TheoryData<string> Calls =>
    [
        "getset ARCHIVE a", "getctg ARCHIVE r1@a:0-3", "getcol ARCHIVE", "listset ARCHIVE", "listref ARCHIVE",
        "listctg ARCHIVE a", "faidx ARCHIVE a", "digest ARCHIVE", "info ARCHIVE", "verify ARCHIVE", "subset ARCHIVE ref a",
    ];

    [Theory]
    [MemberData(nameof(Calls))]
    public void Calls_Work(string call) => Assert.NotEqual("", Expect.Success(Run(call, Golden.Archive("toy"))));

    [Theory]
    [MemberData(nameof(Calls))]
    public void UnknownOptions_AreWrongUsage(string call)
    {
        foreach (string option in (string[])["--unknown", "-x", "--unknown=3"])
            Expect.Failure(Run(call, Golden.Archive("toy"), option), 2, "unknown");
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void MissingArchives_AreErrors(string call)
    {
        Expect.Failure(Run(call, "missing.agc"), 1, "missing.agc: no such file");
        Expect.Failure(Run(call, Path.Combine(Ragc.Root, "testdata")), 1, "is a directory");
        Expect.Failure(Run(call, Path.Combine(Ragc.Demo, "ref.fa")), 1, "not an AGC archive");
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void Archive_MustBeNamed(string call)
    {
        string verb = call.Split(' ')[0];
        Expect.Failure(Ragc.Run("/", verb), 2, $"ragc {verb} --help");
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void Output_NeedsAValue(string call) => Expect.Failure(Run(call, Golden.Archive("toy"), "-o"), 2, "'-o' has no value");

    [Theory]
    [MemberData(nameof(Calls))]
    public void Help_GoesToStandardOutput(string call)
    {
        string verb = call.Split(' ')[0], help = Expect.Success(Ragc.Run("/", verb, "--help"));
        Assert.Contains($"Usage: ragc {verb} [options] ARCHIVE", help, StringComparison.Ordinal);
        Assert.Contains("-o FILE, --output=FILE", help, StringComparison.Ordinal);
        Assert.Contains($"  {verb} ", Expect.Success(Ragc.Run("/", "--help")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("listset ARCHIVE a", "'a' is one too many")]
    [InlineData("listref ARCHIVE a", "'a' is one too many")]
    [InlineData("info ARCHIVE a", "'a' is one too many")]
    [InlineData("listctg ARCHIVE", "listctg --help")]
    [InlineData("info ARCHIVE -v 3", "0 to 2")]
    [InlineData("info ARCHIVE -v -1", "0 to 2")]
    [InlineData("info ARCHIVE -v many", "-v many: is no whole number, 0 to 2 is possible")]
    [InlineData("info ARCHIVE -t 1", "unknown")]
    [InlineData("listset ARCHIVE -l 80", "unknown")]
    [InlineData("getctg ARCHIVE r1@a -z", "unknown")]
    [InlineData("getset ARCHIVE a -f", "unknown")]
    [InlineData("getcol ARCHIVE -s", "unknown")]
    public void WrongUsage_IsToldInALine(string call, string expected) =>
        Expect.Failure(Run(call, Golden.Archive("toy")), 2, expected);

    [Theory]
    [InlineData("-g 10", "0 to 9")]
    [InlineData("-g -1", "0 to 9")]
    [InlineData("-g best", "-g best: is no whole number, 0 to 9 is possible")]
    [InlineData("-l 0", "out of range")]
    [InlineData("-l 2147483648", "-l 2147483648: out of range, 1 to 2147483647 is possible")]
    [InlineData("-t 0", "1 to 1024")]
    [InlineData("-t 1025", "1 to 1024")]
    [InlineData("-v 3", "0 to 2")]
    public void ExtractingCommands_CheckTheirOptions(string options, string expected)
    {
        foreach (string call in (string[])["getset ARCHIVE a", "getctg ARCHIVE r1@a", "getcol ARCHIVE"])
            Expect.Failure(Run(call, Golden.Archive("toy"), options.Split(' ')), 2, expected);
    }

    private static RagcResult Run(string call, string archive, params string[] more) =>
        Ragc.Run("/", [.. call.Split(' ').Select(word => word == Archive ? archive : word), .. more]);
}
