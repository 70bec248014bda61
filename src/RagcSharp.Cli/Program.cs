using System.Text;

using CommandLine;
using CommandLine.Text;

using RagcSharp.Cli.Commands;

namespace RagcSharp.Cli;

/// <summary>Parses the command line, runs a command, and turns what it throws into a line and an exit code.</summary>
internal static class Program
{
    private static readonly CommandType[] Commands =
    [
        CommandType.Of<CreateCommand>(), CommandType.Of<AppendCommand>(), CommandType.Of<GetColCommand>(), CommandType.Of<GetSetCommand>(),
        CommandType.Of<GetCtgCommand>(), CommandType.Of<ListRefCommand>(), CommandType.Of<ListSetCommand>(), CommandType.Of<ListCtgCommand>(),
        CommandType.Of<InfoCommand>(), CommandType.Of<VerifyCommand>(), CommandType.Of<FaidxCommand>(), CommandType.Of<DigestCommand>(),
        CommandType.Of<SubsetCommand>(), CommandType.Of<RenameCommand>(), CommandType.Of<MergeCommand>(),
    ];

    private static int Main(string[] args)
    {
        StandardDescriptors.Occupy();
        NativeHeap.Configure();
        args = AskForHelp(args);
        using var parser = NewParser();
        var result = parser.ParseArguments(args, [.. Commands.Select(command => command.Type)]);
        return result.MapResult(
            (Command command) => TypeOf(command.GetType())!.NeedsValue(args[^1])
                // The parser takes such an option for one that was not given.
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

    // Null for a type that is no command: the parser has one for a line without any.
    private static CommandType? TypeOf(Type type) => Commands.FirstOrDefault(command => command.Type == type);

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
            output.Write(Encoding.UTF8.GetBytes(text + "\n"));
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
            return Print(Help.Of(result, TypeOf(result.TypeInfo.Current)));
        }

        if (errors is [NoVerbSelectedError])
        {
            StandardError.Write(Help.Of(result, TypeOf(result.TypeInfo.Current)) + Environment.NewLine);
            return ExitCode.Usage;
        }

        var sentences = SentenceBuilder.Create();
        string problem = string.Join(' ', errors.Select(error => error is SequenceOutOfRangeError or MissingRequiredOptionError
            ? "An argument is missing."
            : sentences.FormatError(error)));
        string command = TypeOf(result.TypeInfo.Current) is { } type ? $"ragc {type.Verb.Name} --help" : "ragc --help";
        return Fail($"{problem} See `{command}`.", ExitCode.Usage);
    }
}
