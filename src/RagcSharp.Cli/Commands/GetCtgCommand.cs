using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("getctg", HelpText = "Extract contigs, or ranges of contigs, as FASTA.")]
internal sealed class GetCtgCommand : ExtractSomeCommand
{
    /// <summary>In MiB.</summary>
    private const int DefaultCacheSize = 256, MostCacheSize = 1 << 20;

    [Value(1, MetaName = "[QUERY...]", HelpText =
        "contig, contig@sample, contig:from-to or contig@sample:from-to; a contig by its header or its first word, positions from 0, "
        + "both ends included. sample#haplotype#contig (PanSN) is a contig of sample sample#haplotype, "
        + "sample.haplotype or sample, under its whole name or the rest of it; haplotype 0 may be no part of either. What may mean several "
        + "contigs is an error; braces tell names from ranges: {chr1}:3-5, {chr1:3-5}.")]
    public IEnumerable<string> Queries { get; set; } = [];

    [Option('r', "regions", MetaValue = "FILE", HelpText =
        "Read more queries from FILE, one a line, or BED (contig, start, end, name, score, strand; start from 0, end not included; - gives "
        + "the reverse complement). - is standard input; it is UTF-8, plain or gzip; lines that begin with # are comments.")]
    public string? Regions { get; set; }

    [Option("one-based", HelpText =
        "Queries count as samtools does: chr1:1,000-2,000 from 1, both ends included; chr1:1000 and chr1:1000- to the end; chr1:-1000 from "
        + "the beginning. BED stays as it is.")]
    public bool IsFromOne { get; set; }

    [Option("sample", MetaValue = "SAMPLE", HelpText = "Queries and BED name contigs of SAMPLE.")]
    public string? Sample { get; set; }

    [Option("header", MetaValue = "TEMPLATE", HelpText =
        "What headers are like, for instance '{sample}#{contig}:{start}-{end}'. Fields: {sample}, {contig} (first word), {header}, "
        + "{start}, {end} (as the query counts), {length}, {strand}, {name} (of BED); {{ and }} for braces. (Default: the header, and the "
        + "range as it was asked for; the name of BED)")]
    public string? Header { get; set; }

    [Option("cache-size", MetaValue = "MIB", HelpText = "Memory for what many queries share, in MiB. (Default: 256)")]
    public string? CacheSize { get; set; }

    protected override ArchiveOptions Reading => new() { CacheSize = (long)CacheMebibytes << 20 };

    private int CacheMebibytes => WholeNumber("--cache-size", CacheSize, DefaultCacheSize, 0, MostCacheSize);

    protected override void Check()
    {
        base.Check();
        GivenArgument.CheckIsUtf8("--header", Header);
        _ = FormOptions();
        _ = CacheMebibytes;
        if (Regions is null && !Queries.Any())
            throw new UsageException("no query; name a contig, or a file of regions with -r. See `ragc getctg --help`.");
        if (Regions is "")
            throw new UsageException("-r: an empty name");
    }

    protected override IEnumerable<string> Inputs => Regions is null ? [Archive] : [Archive, Regions];

    private ExtractionOptions FormOptions()
    {
        try
        {
            return Options with { Header = Header };
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--header {e.Message}");
        }
    }

    protected override void Run(AgcArchive archive, CancellationToken cancellation)
    {
        if (Sample is not null)
            CheckSamples(archive, [Sample]);
        var queries = Queries.Select(Parse);
        if (Regions is not null)
            queries = queries.Concat(new RegionFile(Regions, Parse, Sample, Warnings).Read());
        var options = FormOptions() with { Warn = Warnings.TellNow };
        WriteFasta(Output, fasta => archive.WriteRegions(queries, fasta, options, cancellation));
    }

    private AgcQuery Parse(string query) => GivenName.IsAgc && ReversedRange.Of(query) is { } name
        ? AgcQuery.Parse(name, Sample)
        : IsFromOne ? AgcQuery.ParseOneBased(query, Sample) : AgcQuery.Parse(query, Sample);
}
