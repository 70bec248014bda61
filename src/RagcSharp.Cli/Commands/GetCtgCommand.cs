using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("getctg", HelpText = "Extract contigs, or ranges of contigs, as FASTA.")]
internal sealed class GetCtgCommand : ExtractSomeCommand
{
    [Value(1, MetaName = "QUERY...", Min = 1, HelpText =
        "contig, contig@sample, contig:from-to or contig@sample:from-to; a contig by its header or its first word, positions from 0, "
        + "both ends included.")]
    public IEnumerable<string> Queries { get; set; } = [];

    protected override void Run(AgcArchive archive, CancellationToken cancellation) => WriteFasta(
        Output, fasta => archive.WriteRegions([.. Queries], fasta, Options, cancellation));
}
