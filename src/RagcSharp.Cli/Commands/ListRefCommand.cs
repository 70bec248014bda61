using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("listref", HelpText = "Print the name of the reference sample.")]
internal sealed class ListRefCommand : ReadCommand
{
    [Value(1, Hidden = true)]
    public IEnumerable<string> Surplus { get; set; } = [];

    protected override void Check() => CheckSurplus(Surplus);

    protected override void Run(AgcArchive archive, CancellationToken cancellation) => WriteLines(archive.Samples.Take(1));
}
