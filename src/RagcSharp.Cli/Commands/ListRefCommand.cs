using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("listref", HelpText = "Print the name of the reference sample.")]
internal sealed class ListRefCommand : ReadCommand
{
    [Value(1, Hidden = true)]
    public IEnumerable<string> Surplus { get; set; } = [];

    protected override void Check() => CheckSurplus(Surplus);

    // C++ AGC's own tests compare the bytes.
    protected override void Run(AgcArchive archive, CancellationToken cancellation) =>
        WriteTexts(archive.Samples.Take(1).Select(name => GivenName.IsAgc ? name : name + "\n"));
}
