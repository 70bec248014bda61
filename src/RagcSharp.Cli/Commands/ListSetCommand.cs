using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("listset", HelpText = "List the names of all samples, sorted, one a line.")]
internal sealed class ListSetCommand : Command
{
    [Value(0, MetaName = "ARCHIVE", Required = true, HelpText = "The archive.")]
    public string Archive { get; set; } = "";

    public override void Run(CancellationToken cancellation)
    {
        using var archive = AgcArchive.Open(Archive);
        byte[][] names = [.. archive.Samples.Select(System.Text.Encoding.UTF8.GetBytes)];
        Array.Sort(names, (a, b) => a.AsSpan().SequenceCompareTo(b));
        WriteOutput(output =>
        {
            using var lines = new BufferedStream(output);
            foreach (byte[] name in names)
            {
                lines.Write(name);
                lines.WriteByte((byte)'\n');
            }
        });
    }
}
