using System.Reflection;

using CommandLine;
using CommandLine.Text;

namespace RagcSharp.Cli;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Help
{
    private const int Width = 100;

    public static string Of(ParserResult<object> result)
    {
        var command = result.TypeInfo.Current;
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

    /// <summary>The word by which a command is called; null for a type that is none.</summary>
    public static VerbAttribute? VerbOf(Type command) => command.GetCustomAttribute<VerbAttribute>();

    private static string Usage(Type command)
    {
        if (VerbOf(command) is not { } verb)
            return "Archives of assembled genomes, as AGC makes them.\nUsage: ragc COMMAND [options] ARGUMENTS; ragc COMMAND --help\n";
        var values = command.GetProperties()
            .Select(property => property.GetCustomAttribute<ValueAttribute>())
            .Where(value => value is { Hidden: false })
            .OrderBy(value => value!.Index)
            .Select(value => value!.MetaName);
        return $"{verb.HelpText}\nUsage: ragc {verb.Name} [options] {string.Join(' ', values)}\n";
    }
}
