using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("faidx", HelpText = "Print the index (.fai) that samtools faidx would make of what getset --plain writes. No sequence is decoded.")]
internal sealed class FaidxCommand : ReadCommand
{
    private const string DefaultLineLength = "80";

    [Value(1, MetaName = "SAMPLE...", Min = 1, HelpText = "Names of samples, in the order in which getset gets them.")]
    public IEnumerable<string> Samples { get; set; } = [];

    [Option('l', "line-length", Default = DefaultLineLength, MetaValue = "N", HelpText = "Letters a line, as for getset.")]
    public string LineLength { get; set; } = DefaultLineLength;

    [Option('q', "quiet", HelpText = QuietHelp)]
    public override bool IsQuiet { get; set; }

    private int LengthOfLines => WholeNumber("-l", LineLength, 1, 1, int.MaxValue);

    protected override void Check() => _ = LengthOfLines;

    protected override void Run(AgcArchive archive, CancellationToken cancellation)
    {
        string[] samples = [.. Samples];
        CheckSamples(archive, samples);
        WriteOutput(output => Warnings.AddLeftOut(archive.WriteIndex(samples, output, LengthOfLines)));
    }
}
