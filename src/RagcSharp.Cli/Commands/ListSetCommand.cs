using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("listset", HelpText = "List the names of all samples, sorted, one a line.")]
internal sealed class ListSetCommand : Command
{
    [Value(0, MetaName = "ARCHIVE", Required = true, HelpText = "The archive.")]
    public string Archive { get; set; } = "";

    [Value(1, Hidden = true)]
    public IEnumerable<string> Surplus { get; set; } = [];

    public override void Run(CancellationToken cancellation)
    {
        CheckSurplus(Surplus);
        using var archive = AgcArchive.Open(Archive);
        byte[][] names = [.. archive.Samples.Select(System.Text.Encoding.UTF8.GetBytes)];
        Array.Sort(names, (a, b) => a.AsSpan().SequenceCompareTo(b));
        WriteOutput(output =>
        {
            var lines = new BufferedStream(output);
            foreach (byte[] name in names)
            {
                lines.Write(name);
                lines.WriteByte((byte)'\n');
            }

            lines.Flush();
        });
    }
}
