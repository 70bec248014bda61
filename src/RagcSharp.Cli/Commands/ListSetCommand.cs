using System.Text;

using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("listset", HelpText = "List the names of all samples, sorted, one a line.")]
internal sealed class ListSetCommand : ReadCommand
{
    [Value(1, Hidden = true)]
    public IEnumerable<string> Surplus { get; set; } = [];

    protected override void Check() => CheckSurplus(Surplus);

    protected override void Run(AgcArchive archive, CancellationToken cancellation)
    {
        var names = archive.Samples.Select(name => (Name: name, Bytes: Encoding.UTF8.GetBytes(name))).ToList();
        names.Sort((a, b) => a.Bytes.AsSpan().SequenceCompareTo(b.Bytes));
        WriteLines(names.Select(name => name.Name));
    }
}
