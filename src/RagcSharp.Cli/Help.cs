using CommandLine;
using CommandLine.Text;

namespace RagcSharp.Cli;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Help
{
    private const int Width = 100;

    public static string Of(ParserResult<object> result) => HelpText.AutoBuild(
        result,
        text =>
        {
            text.Copyright = "";
            text.AdditionalNewLineAfterOption = false;
            text.AddEnumValuesToHelpText = false;
            text.AutoVersion = false;
            return text;
        },
        example => example,
        verbsIndex: true,
        maxDisplayWidth: Width);
}
