using System.Globalization;
using System.Numerics;

using CommandLine;

namespace RagcSharp.Cli.Commands;

/// <summary>A command with its options. The parser fills it, the program runs it.</summary>
internal abstract class Command
{
    protected const string QuietHelp = "Tell errors only: no warnings, no progress, no summary.";
    protected const string StrictHelp =
        "Treat every warning as an error, also with --quiet: exit with 1, and leave nothing under the output's name.";
    protected const string NoProgressHelp = "Do not show on a terminal how far it is.";
    protected const string ForceHelp = "Replace a file that is there already, even if it is no archive.";
    protected const string WaitHelp =
        "If the archive is changed in its place: wait while another run is changing it. (Default: report an error, and change nothing)";

    private const string StandardInputFile = "/dev/stdin", StandardOutputFile = "/dev/stdout";

    private Warnings? _warnings;

    [Option("strict", HelpText = StrictHelp)]
    public bool IsStrict { get; set; }

    [Option('o', "output", MetaValue = "FILE", HelpText =
        "Write to FILE instead of standard output; getcol: to files <sample>.fa in folder FILE; "
        + "rename: instead of the archive itself.")]
    public string? Output { get; set; }

    /// <summary>Whether nothing but errors is told; an option of the commands that have more to tell.</summary>
    public virtual bool IsQuiet { get; set; }

    /// <summary>Whether a terminal does not show how far the command is; an option of the commands that take long.</summary>
    public virtual bool HasNoProgress { get; set; }

    public abstract void Run(CancellationToken cancellation);

    /// <summary>What there is to warn of. The command adds to it before anything has its final name, and tells it at its end.</summary>
    protected Warnings Warnings => _warnings ??= new Warnings(areSilent: IsQuiet, areErrors: IsStrict);

    /// <summary>Lets <paramref name="write"/> write to the file asked for, or to standard output, and tells the warnings.</summary>
    protected void WriteOutput(Action<Stream> write)
    {
        Warnings.AddMisnamed(Output, "plain text", null);
        if (Output is null)
        {
            using var standard = StandardOutput.Open();
            write(standard);
        }
        else
        {
            using var file = new OutputFile(Output);
            write(file.Stream);
            file.Commit(isDurable: false);
        }

        Warnings.Tell();
    }

    /// <summary>
    /// Checks the names of files that are written: they must be names, and none of a file that the command reads, or writes as well.
    /// </summary>
    /// <param name="inputs">Files that it reads; - is standard input.</param>
    /// <param name="statistics">Another file that it writes, if there is one.</param>
    protected void CheckOutputs(IEnumerable<string> inputs, string? statistics = null)
    {
        if (Output is "")
            throw new UsageException("-o: an empty name");
        if (Output is "-")
            throw new UsageException("-o -: to standard output goes what has no -o; ./- is a file of that name");
        GivenArgument.CheckIsUtf8("-o", Output);
        GivenArgument.CheckIsUtf8("--stats", statistics);
        OutputFile.CheckAreDistinct(
            statistics is null ? [Output ?? StandardOutputFile] : [Output ?? StandardOutputFile, statistics], FilesOf(inputs));
    }

    /// <summary>Checks that an archive may be written where the output goes: not to a terminal, nor over what is no archive.</summary>
    /// <param name="isForced">Whether it may replace anything.</param>
    protected void CheckArchiveOutput(bool isForced)
    {
        if (IsOutputATerminal)
            throw new UsageException("an archive is not written to a terminal; name a file with -o, or redirect the output");
        if (Output is not null && !isForced && AgcArchive.HasOtherContent(Output))
            throw new IOException($"{Output}: exists, and is no AGC archive; --force replaces it");
    }

    /// <summary>Names of input files, also of the one that standard input is.</summary>
    protected static IEnumerable<string> FilesOf(IEnumerable<string> inputs) =>
        inputs.Select(input => input == TextLines.StandardInput ? StandardInputFile : input);

    /// <summary>Whether the output goes to a terminal, which only text should.</summary>
    protected bool IsOutputATerminal => Output switch
    {
        null or StandardOutputFile or "/dev/fd/1" or "/proc/self/fd/1" => StandardOutput.IsTerminal,
        _ => Output == "/dev/tty",
    };

    /// <summary>Whether the output is something else than what the user may be looking at: a terminal, or a pager behind a pipe.</summary>
    protected bool IsOutputAFile => Output is not null && !Output.StartsWith("/dev/", StringComparison.Ordinal);

    /// <summary>Shows how far the command is, until disposal, where that is wanted and there is a terminal.</summary>
    protected ProgressLine? ShowProgress(Func<IReadOnlyList<string>> fields) =>
        IsQuiet || HasNoProgress ? null : ProgressLine.Show(fields);

    /// <summary>The parser passes over arguments that nothing asked for; we do not.</summary>
    protected static void CheckSurplus(IEnumerable<string> surplus)
    {
        if (surplus.FirstOrDefault() is { } first)
            throw new UsageException($"argument '{first}' is one too many");
    }

    /// <summary>The value of an option that is a whole number; <paramref name="otherwise"/> where it is not given.</summary>
    /// <remarks>Numbers come here as text: the parser's own message tells neither value nor range.</remarks>
    protected static int WholeNumber(string option, string? text, int otherwise, int least, int most)
    {
        if (text is null)
            return otherwise;
        // No number is too long to be told from what is none.
        if (!BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            throw Refused(option, text, "is no whole number", least, most);
        return value >= least && value <= most ? (int)value : throw Refused(option, text, "out of range", least, most);
    }

    /// <summary>The value of an option that may be a fraction, with a point; <paramref name="otherwise"/> where it is not given.</summary>
    protected static double Number(string option, string? text, double otherwise, double least, double most)
    {
        if (text is null)
            return otherwise;
        // A comma would group digits, so that 0,01 were 1.
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            throw Refused(option, text, "is no number (a fraction has a point)", least, most);
        // Written so that NaN is refused.
        return value >= least && value <= most ? value : throw Refused(option, text, "out of range", least, most);
    }

    /// <summary>The value of an option that is a number of bytes, with K, M, G or T (powers of 1024) or without.</summary>
    protected static long Bytes(string option, string? text, long otherwise, long least, long most)
    {
        if (text is null)
            return otherwise;
        int shift = 10 * (1 + "KMGT".IndexOf(char.ToUpperInvariant(text.LastOrDefault()), StringComparison.Ordinal));
        if (!BigInteger.TryParse(shift > 0 ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            throw Refused(option, text, "is no number of bytes, such as 512M or 8G", Amount.OfSize(least), Amount.OfSize(most));
        value <<= shift;
        return value >= least && value <= most
            ? (long)value
            : throw Refused(option, text, "out of range", Amount.OfSize(least), Amount.OfSize(most));
    }

    /// <summary>The value of <c>-t</c>.</summary>
    protected static int ThreadsOf(string? text) => WholeNumber(
        "-t",
        text,
        Math.Min(Environment.ProcessorCount, CompressionOptions.MaxThreads),
        CompressionOptions.MinThreads,
        CompressionOptions.MaxThreads);

    /// <summary>The value of <c>-v</c>.</summary>
    protected static int VerbosityOf(string? text) => WholeNumber("-v", text, 0, 0, 2);

    private static UsageException Refused<T>(string option, string text, string why, T least, T most) =>
        new(string.Create(
            CultureInfo.InvariantCulture, $"{option} {(text.Length > 0 ? text : "''")}: {why}, {least} to {most} is possible"));
}
