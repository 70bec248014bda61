using System.Reflection;

using CommandLine;
using CommandLine.Text;

using RagcSharp.Cli.Commands;

namespace RagcSharp.Cli;

/// <summary>Parses the command line, runs a command, and turns what it throws into a line and an exit code.</summary>
internal static class Program
{
    private static readonly Type[] Commands =
    [
        typeof(CreateCommand), typeof(AppendCommand), typeof(GetColCommand), typeof(GetSetCommand), typeof(GetCtgCommand),
        typeof(ListRefCommand), typeof(ListSetCommand), typeof(ListCtgCommand), typeof(InfoCommand), typeof(VerifyCommand),
        typeof(FaidxCommand), typeof(DigestCommand), typeof(SubsetCommand), typeof(RenameCommand),
    ];

    private static int Main(string[] args)
    {
        NativeHeap.Configure();
        args = AskForHelp(args);
        using var parser = NewParser();
        var result = parser.ParseArguments(args, Commands);
        return result.MapResult(
            (Command command) => LacksValue(command, args)
                ? Fail($"option '{args[^1]}' has no value.", ExitCode.Usage)
                : Run(command),
            errors => Explain(result, [.. errors]));
    }

    // The parser asks how wide the terminal is. .NET would take that for a reason to prepare its keyboard, by codes in our output; it does
    // so once, and not for a terminal that has no codes.
    private static Parser NewParser()
    {
        const string Terminal = "TERM", WithoutCodes = "dumb";
        string? terminal = Environment.GetEnvironmentVariable(Terminal);
        Environment.SetEnvironmentVariable(Terminal, WithoutCodes);
        var parser = new Parser(settings =>
        {
            settings.HelpWriter = null;
            settings.EnableDashDash = true;
        });
        Environment.SetEnvironmentVariable(Terminal, terminal);
        return parser;
    }

    // The parser takes an option at the end of the line for one that was not given.
    private static bool LacksValue(Command command, string[] args) => command.GetType().GetProperties().Any(property =>
        property.PropertyType != typeof(bool)
        && property.GetCustomAttribute<OptionAttribute>() is { } option
        && (option.ShortName.Length > 0 && args[^1] == "-" + option.ShortName || args[^1] == "--" + option.LongName));

    private static int Run(Command command)
    {
        using var interruption = new Interruption();
        try
        {
            command.Run(interruption.Token);
            return ExitCode.Success;
        }
        catch (ToldException)
        {
            return ExitCode.Failure;
        }
        catch (UsageException e)
        {
            return Fail(e.Message, ExitCode.Usage);
        }
        catch (OperationCanceledException) when (interruption.Signal is not null)
        {
            return interruption.Tell();
        }
        catch (IOException e) when (StandardOutput.IsClosedPipe(e))
        {
            // Whoever read our output has seen enough.
            return ExitCode.ClosedPipe;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException or UnauthorizedAccessException
            or OutOfMemoryException)
        {
            return Fail(e.Message, ExitCode.Failure);
        }
        catch (Exception e)
        {
            return Fail($"internal error, please report it: {e.GetType().Name}: {e.Message}", ExitCode.Failure);
        }
    }

    // The parser knows --help behind a command only.
    private static string[] AskForHelp(string[] args) => args switch
    {
        ["help" or "--help", var command] => [command, "--help"],
        _ => [.. args.Select(arg => arg == "-h" ? "--help" : arg)],
    };

    private static int Print(string text)
    {
        try
        {
            using var output = StandardOutput.Open();
            output.Write(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
            return ExitCode.Success;
        }
        catch (IOException e)
        {
            return StandardOutput.IsClosedPipe(e) ? ExitCode.ClosedPipe : Fail(e.Message, ExitCode.Failure);
        }
    }

    /// <summary>Tells what went wrong, in one line, and gives the exit code back.</summary>
    public static int Fail(string message, int exitCode)
    {
        StandardError.Tell(message);
        return exitCode;
    }

    private static int Explain(ParserResult<object> result, Error[] errors)
    {
        if (errors.IsVersion())
        {
            return Print(HeadingInfo.Default.ToString());
        }

        if (errors.IsHelp())
        {
            return Print(Help.Of(result));
        }

        if (errors is [NoVerbSelectedError])
        {
            StandardError.Write(Help.Of(result) + Environment.NewLine);
            return ExitCode.Usage;
        }

        var sentences = SentenceBuilder.Create();
        string problem = string.Join(' ', errors.Select(error => error is SequenceOutOfRangeError or MissingRequiredOptionError
            ? "An argument is missing."
            : sentences.FormatError(error)));
        string command = Help.VerbOf(result.TypeInfo.Current) is { } verb ? $"ragc {verb.Name} --help" : "ragc --help";
        return Fail($"{problem} See `{command}`.", ExitCode.Usage);
    }
}
