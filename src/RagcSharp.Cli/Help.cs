using CommandLine;
using CommandLine.Text;

namespace RagcSharp.Cli;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Help
{
    private const int Width = 100;

    /// <param name="result">What the parser made of the command line.</param>
    /// <param name="command">The command whose options are shown; null to list the commands.</param>
    public static string Of(ParserResult<object> result, CommandType? command)
    {
        return HelpText.AutoBuild(
            result,
            text =>
            {
                text.Heading = "";
                text.Copyright = "";
                text.AdditionalNewLineAfterOption = false;
                text.AddDashesToOption = true;
                text.AutoVersion = false;
                text.AddPreOptionsText(Usage(command));
                return text;
            },
            example => example,
            verbsIndex: true,
            maxDisplayWidth: Width).ToString().Trim();
    }

    private static string Usage(CommandType? command) => command is null
        ? "Archives of assembled genomes, as AGC makes them.\nUsage: ragc COMMAND [options] ARGUMENTS; ragc COMMAND --help\n"
        : $"{command.Verb.HelpText}\nUsage: ragc {command.Verb.Name} [options] {string.Join(' ', command.Arguments.Select(value => value.MetaName))}\n";
}
