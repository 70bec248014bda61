using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("getset", HelpText = "Extract samples as FASTA.")]
internal sealed class GetSetCommand : ExtractSomeCommand
{
    [Value(1, MetaName = "SAMPLE...", Min = 1, HelpText = "Names of samples; they are written in this order.")]
    public IEnumerable<string> Samples { get; set; } = [];

    protected override ArchiveOptions Reading => Samples.Skip(1).Any() ? ArchiveOptions.InOrder : ArchiveOptions.OneSample;

    protected override void Run(AgcArchive archive, CancellationToken cancellation)
    {
        string[] samples = [.. Samples];
        CheckSamples(archive, samples);
        WriteFasta(Output, fasta => archive.WriteSamples(samples, fasta, Options, cancellation));
    }
}
