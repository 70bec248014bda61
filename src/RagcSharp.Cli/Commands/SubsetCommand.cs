using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("subset", HelpText = "Make an archive of some of the samples of another one, or of all but some.")]
internal sealed class SubsetCommand : EditOneCommand
{
    private static readonly SubsetOptions Defaults = new();

    [Value(1, MetaName = "[SAMPLE...]", HelpText = "Names of the samples that are kept, in any order.")]
    public IEnumerable<string> Samples { get; set; } = [];

    [Option("exclude", MetaValue = "SAMPLE...", HelpText = "Keep all samples but these; name the archive before them.")]
    public IEnumerable<string> Excluded { get; set; } = [];

    [Option("samples", MetaValue = "FILE", HelpText =
        "Read names of samples that are kept from FILE, one a line, in UTF-8, plain or gzip; - is standard input.")]
    public string? List { get; set; }

    [Option("purge", HelpText =
        "Leave nothing of the other samples: what is kept as differences from their segments is coded anew. Without it, standard error "
        + "tells how many bases of them stay readable.")]
    public bool IsPurged { get; set; }

    [Option('t', "threads", MetaValue = "N", HelpText =
        "Threads that put together, and as many that compress. (Default: number of processors)")]
    public string? Threads { get; set; }

    public override void Run(CancellationToken cancellation)
    {
        int threads = ThreadsOf(Threads);
        string[] kept = [.. Samples], excluded = [.. Excluded];
        if (excluded.Length > 0 && (kept.Length > 0 || List is not null))
            throw new UsageException("name the samples that are kept, or those that are not, and not both");
        if (kept.Length + excluded.Length == 0 && List is null)
            throw new UsageException("subset: no sample was named. See `ragc subset --help`.");
        CheckArchiveOutput([Archive], List);
        if (List is not null)
            kept = [.. kept, .. ListOf(List).Read().Select(entry => entry.Line)];
        var options = Defaults with { ExcludeSamples = excluded.Length > 0, PurgeOthers = IsPurged, Threads = threads, WaitForLock = IsWaiting };
        Tell(Write(options.ExcludeSamples ? excluded : kept, options, cancellation));
        Warnings.Tell();
    }

    private SubsetSummary Write(string[] names, SubsetOptions options, CancellationToken cancellation)
    {
        if (Output is not null)
            return AgcEditor.Subset(Archive, names, Output, options, cancellation);
        using var standard = StandardOutput.Open();
        return AgcEditor.Subset(Archive, names, standard, options, cancellation);
    }

    private void Tell(SubsetSummary summary)
    {
        if (summary.ForeignBases == 0 || IsQuiet)
            return;
        StandardError.Tell(
            $"{Output ?? "standard output"}: {summary.ForeignBases} bases of dropped samples stay readable, in references of "
            + $"{summary.ForeignReferences} groups; --purge removes them");
    }
}
