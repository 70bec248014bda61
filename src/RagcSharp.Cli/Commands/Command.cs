using System.Numerics;

using CommandLine;

namespace RagcSharp.Cli.Commands;

/// <summary>A command with its options. The parser fills it, the program runs it.</summary>
internal abstract class Command
{
    protected const string QuietHelp = "Tell errors only: no warnings, no progress, no summary.";
    protected const string NoProgressHelp = "Do not show on a terminal how far it is.";

    [Option('o', "output", MetaValue = "FILE", HelpText =
        "Write to FILE instead of standard output; getcol: to files <sample>.fa in folder FILE; "
        + "rename: instead of the archive itself.")]
    public string? Output { get; set; }

    /// <summary>Whether nothing but errors is told; an option of the commands that have more to tell.</summary>
    public virtual bool IsQuiet { get; set; }

    /// <summary>Whether a terminal does not show how far the command is; an option of the commands that take long.</summary>
    public virtual bool HasNoProgress { get; set; }

    public abstract void Run(CancellationToken cancellation);

    /// <summary>Lets <paramref name="write"/> write to the file asked for, or to standard output.</summary>
    protected void WriteOutput(Action<Stream> write)
    {
        CheckOutput();
        if (Output is null)
        {
            using var standard = StandardOutput.Open();
            write(standard);
            return;
        }

        using var file = new OutputFile(Output);
        write(file.Stream);
        file.Commit(isDurable: false);
    }

    /// <summary>Checks the name of the output: it must be one, and none of a file that the command reads.</summary>
    protected void CheckOutput(string? input = null)
    {
        if (Output is "")
            throw new UsageException("-o: an empty name");
        if (Output is "-")
            throw new UsageException("-o -: to standard output goes what has no -o; ./- is a file of that name");
        if (Output is not null && input is not null)
            OutputFile.CheckIsNot(Output, input);
    }

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

    protected static void CheckRange<T>(string option, T value, T least, T most)
        where T : INumber<T>
    {
        // Written so that NaN is refused.
        if (!(value >= least && value <= most))
            throw new UsageException($"{option} {value}: out of range, {least} to {most} is possible");
    }
}
