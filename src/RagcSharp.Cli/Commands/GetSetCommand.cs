using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("getset", HelpText = "Extract samples as FASTA.")]
internal sealed class GetSetCommand : Command
{
    private const int MostThreads = 1024;

    [Value(0, MetaName = "ARCHIVE", Required = true, HelpText = "The archive.")]
    public string Archive { get; set; } = "";

    [Value(1, MetaName = "SAMPLE...", Min = 1, HelpText = "Names of samples; they are written in this order.")]
    public IEnumerable<string> Samples { get; set; } = [];

    [Option('l', "line-length", Default = 80, MetaValue = "N", HelpText = "Letters a line.")]
    public int LineLength { get; set; }

    [Option('t', "threads", MetaValue = "N", HelpText = "Threads that decode. (Default: number of processors)")]
    public int? Threads { get; set; }

    public override void Run(CancellationToken cancellation)
    {
        CheckRange("-l", LineLength, 1, int.MaxValue);
        CheckRange("-t", Threads ?? 1, 1, MostThreads);
        using var archive = AgcArchive.Open(Archive);
        string[] samples = [.. Samples];
        if (samples.FirstOrDefault(name => !archive.Contains(name)) is { } unknown)
            throw new InvalidDataException($"{Archive}: no sample {unknown}");
        WriteOutput(output =>
            archive.WriteSamples(samples, output, LineLength, Threads ?? Environment.ProcessorCount, cancellation));
    }
}
