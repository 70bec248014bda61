using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("merge", HelpText =
    "Make one archive of several, with the samples of all of them. They must have the same k, minimum match length and segment size; those "
    + "with the same first sample are merged best, and it is stored once.")]
internal sealed class MergeCommand : EditCommand
{
    /// <summary>Names that are told of each kind.</summary>
    private const int MostNames = 10;

    private static readonly MergeOptions Defaults = new();

    private static readonly Dictionary<string, DuplicateHandling> Ways = new(StringComparer.Ordinal)
    {
        ["error"] = DuplicateHandling.Error,
        ["keep-first"] = DuplicateHandling.KeepFirst,
        ["rename"] = DuplicateHandling.Rename,
    };

    [Value(0, MetaName = "ARCHIVE...", Required = true, HelpText = "The archives, of any version, in the order of their samples.")]
    public IEnumerable<string> Archives { get; set; } = [];

    [Option("on-duplicate", MetaValue = "WAY", HelpText =
        "What happens to a sample whose name an earlier one has: error, keep-first (leave it out), or rename (name it SAMPLE.2, or the next "
        + "number that is free). (Default: error)")]
    public string? OnDuplicate { get; set; }

    [Option("drop-equal", HelpText = "Leave out a sample if an earlier one has its name, contigs, sequences and, if it is kept, text.")]
    public bool DropEqual { get; set; }

    [Option('t', "threads", MetaValue = "N", HelpText =
        "Threads that put together, and as many that compress. (Default: number of processors)")]
    public string? Threads { get; set; }

    public override void Run(CancellationToken cancellation)
    {
        int threads = ThreadsOf(Threads);
        string way = OnDuplicate ?? "error";
        if (!Ways.TryGetValue(way, out var handling))
            throw new UsageException($"--on-duplicate {(way.Length > 0 ? way : "''")}: {string.Join(", ", Ways.Keys)} are possible");
        string[] archives = [.. Archives];
        CheckArchiveOutput(archives);
        var options = Defaults with { OnDuplicate = handling, DropEqual = DropEqual, Threads = threads, WaitForLock = IsWaiting };
        Tell(Write(archives, options, cancellation));
        Warnings.Tell();
    }

    private MergeSummary Write(string[] archives, MergeOptions options, CancellationToken cancellation)
    {
        if (Output is not null)
            return AgcEditor.Merge(archives, Output, options, cancellation);
        using var standard = StandardOutput.Open();
        return AgcEditor.Merge(archives, standard, options, cancellation);
    }

    private void Tell(MergeSummary summary)
    {
        Tell(summary.Equal, "equal an earlier one of their name and are stored once");
        Tell(summary.LeftOut, "have the name of an earlier one and are left out");
        Tell([.. summary.Renamed.Select(names => $"{names.Key} as {names.Value}")], "have the name of an earlier one and are renamed");
    }

    private void Tell(IReadOnlyList<string> samples, string what)
    {
        if (samples.Count > 0 && !IsQuiet)
        {
            StandardError.Tell(
                $"{Output ?? "standard output"}: samples that {what}: {string.Join(", ", samples.Take(MostNames))}"
                + (samples.Count > MostNames ? $", … ({samples.Count})" : ""));
        }
    }
}
