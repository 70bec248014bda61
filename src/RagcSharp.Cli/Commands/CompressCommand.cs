using CommandLine;

namespace RagcSharp.Cli.Commands;

/// <summary>A command that writes an archive.</summary>
internal abstract class CompressCommand : Command
{
    protected static readonly CompressionOptions Defaults = new();

    /// <summary>Bases of a reference below which the defaults, made for the human genome, are not the best.</summary>
    private const long SmallReference = 20_000_000;

    private int _verbosity;
    private long _memory;

    [Option("preset", MetaValue = "NAME", HelpText = Preset.Help)]
    public string? PresetName { get; set; }

    [Option('a', "adaptive", HelpText = "Adaptive mode: find new splitters in contigs without any; for bacteria.")]
    public bool IsAdaptive { get; set; }

    [Option('c', "concatenated", HelpText =
        "Concatenated genomes: every contig is a sample. The whole first file is the reference; see --reference-contigs of create.")]
    public bool IsConcatenated { get; set; }

    [Option('f', "fallback", MetaValue = "F", HelpText = "Fraction of fall-back minimizers, 0 to 0.05. (Default: 0)")]
    public string? FallbackFraction { get; set; }

    [Option("exact", HelpText =
        "Keep the files byte for byte (after gunzip): case, line ends and widths, letters outside the IUPAC code, any header. C++ AGC reads "
        + "such an archive as any other, without that.")]
    public bool IsExact { get; set; }

    [Option("any-bytes", HelpText =
        "With --exact: take files that do not look like text, too. Otherwise tar, gzip inside gzip, UTF-16 and other binary files are "
        + "errors, even if a line of them begins with >.")]
    public bool TakesAnyBytes { get; set; }

    [Option('i', "input-list", MetaValue = "FILE", HelpText =
        "Read more names of FASTA files, separated by white space, from FILE: in UTF-8, plain or gzip; - is standard input.")]
    public string? InputList { get; set; }

    [Option("effort", MetaValue = "N", HelpText =
        "How hard segments are compressed, 1 to 9: less is faster and larger, more is slower and smaller, for every reader. (Default: 5)")]
    public string? Effort { get; set; }

    [Option("memory", MetaValue = "SIZE", HelpText =
        "Memory that budgets share, such as 512M or 8G; with little, runs take longer. Archives do not depend on it. (Default: half of what is free)")]
    public string? Memory { get; set; }

    [Option('t', "threads", MetaValue = "N", HelpText = "Worker threads. (Default: number of processors)")]
    public string? Threads { get; set; }

    [Option('d', "no-command-line", HelpText = "Accepted for C++ AGC's sake: archives of version 3 hold no command line.")]
    public bool NoCommandLine { get; set; }

    [Option('v', "verbosity", Default = "0", MetaValue = "N", HelpText =
        "0 to 2: how much to tell on standard error. From 1 on: what is done, sizes of the archive's parts, counts, and a summary, which a "
        + "terminal gets anyway. 2: also the number of splitters.")]
    public string? Verbosity { get; set; }

    [Option('q', "quiet", HelpText = QuietHelp)]
    public override bool IsQuiet { get; set; }

    [Option("no-progress", HelpText = NoProgressHelp)]
    public override bool HasNoProgress { get; set; }

    [Option("stats", MetaValue = "FILE", HelpText =
        "Write what was measured on the way (queues, memory by owner, stage times) to FILE, as JSON.")]
    public string? Statistics { get; set; }

    [Option("stats-interval", MetaValue = "SECONDS", HelpText = "With --stats: also all of it over time, this often.")]
    public string? StatisticsInterval { get; set; }

    [Option("no-checks", HelpText = "Leave out the checks, four bytes a part, by which every read finds damage.")]
    public bool HasNoChecks { get; set; }

    [Option("verify", HelpText =
        "Verify the archive before it gets its name, and compare it with the inputs that are ordinary files; needs -o.")]
    public bool IsVerified { get; set; }

    [Option("force", HelpText = ForceHelp)]
    public bool IsForced { get; set; }

    /// <summary>An archive that is read, and that the new one may replace; null for none.</summary>
    protected virtual string? ReplaceableInput => null;

    /// <summary>The options that <c>create</c> and <c>append</c> share.</summary>
    protected CompressionOptions SharedOptions()
    {
        _verbosity = VerbosityOf(Verbosity);
        _memory = Bytes(
            "--memory", Memory, CompressionOptions.DefaultMemory, CompressionOptions.MinMemory, CompressionOptions.MaxMemory);
        _ = Interval();
        if (StatisticsInterval is not null && Statistics is null)
            throw new UsageException("--stats-interval goes with --stats FILE");
        if (TakesAnyBytes && !IsExact)
            throw new UsageException("--any-bytes goes with --exact, which keeps them");
        var preset = Preset.Named(PresetName);
        // A preset tells all modes; without one, what is not given is left to the archive that is added to.
        bool? adaptive = IsAdaptive ? true : PresetName is null ? null : preset.UseAdaptiveMode ?? false;
        double? fraction = FallbackFraction is not null ? FractionOf(FallbackFraction)
            : PresetName is null ? null : preset.FallbackFraction ?? 0;
        return Defaults with
        {
            UseAdaptiveMode = adaptive,
            TreatContigsAsSamples = IsConcatenated,
            PreserveText = IsExact,
            AllowAnyBytes = TakesAnyBytes,
            Warn = Warnings.Add,
            FallbackFraction = fraction,
            Effort = WholeNumber(
                "--effort", Effort, Defaults.Effort, CompressionOptions.MinEffort, CompressionOptions.MaxEffort),
            Threads = ThreadsOf(Threads),
            Memory = _memory,
            WriteChecks = !HasNoChecks,
            VerifyOutput = IsVerified,
        };
    }

    private static double FractionOf(string text) =>
        Number("-f", text, 0, CompressionOptions.MinFallbackFraction, CompressionOptions.MaxFallbackFraction);

    // Null for no series.
    private TimeSpan? Interval() => StatisticsInterval is null
        ? null
        : TimeSpan.FromSeconds(Number("--stats-interval", StatisticsInterval, 0, 0.001, 3600));

    /// <summary>Names from the list, if there is one.</summary>
    protected string[] ListedInputs() => InputList is null
        ? []
        : [.. new TextLines(InputList, "a list of file names", "name of a file", Warnings.Add).Read().SelectMany(entry => Words(entry.Line))];

    private static string[] Words(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Makes the archive of inputs; a file given twice counts once.</summary>
    protected void Compress(IEnumerable<string> inputs, Func<string, AgcCompressor> toFile, Func<Stream, AgcCompressor> toStream)
    {
        string[] files = [.. inputs];
        CheckFiles(files);
        if (IsVerified && Output is null)
            throw new UsageException("--verify: an archive on standard output cannot be read again; name a file with -o");
        Warnings.AddMisnamed(Output, "an AGC archive", null);
        using var statistics = Statistics is null ? null : new RunStatistics(Statistics, Interval());
        using (var standard = Output is null ? StandardOutput.Open() : null)
        using (var compressor = standard is null ? toFile(Output!) : toStream(standard))
        {
            var status = new CompressionStatus(compressor);
            var summary = Compress(files, compressor, status);
            statistics?.Look();
            Tell(summary, status);
        }

        statistics?.Write();
    }

    private void CheckFiles(IEnumerable<string> inputs)
    {
        if (Statistics is "")
            throw new UsageException("--stats: an empty name");
        if (Statistics is "-")
            throw new UsageException("--stats -: is no name of a file; /dev/stderr is standard error, ./- a file of that name");
        bool isInPlace = Output is not null && ReplaceableInput is not null && OutputFile.AreSame(Output, ReplaceableInput);
        string?[] others = [InputList, isInPlace ? null : ReplaceableInput];
        CheckOutputs(inputs.Concat(others.OfType<string>()), Statistics);
        CheckArchiveOutput(IsForced || isInPlace);
    }

    private bool IsVerbose => _verbosity > 0 && !IsQuiet;

    private CompressionSummary Compress(string[] inputs, AgcCompressor compressor, CompressionStatus status)
    {
        using var line = ShowProgress(status.Fields);
        if (IsVerbose)
            StandardError.Write($"Memory for budgets: {Amount.OfMemory(_memory)}\n");
        using var log = IsVerbose ? new CompressionLog(compressor) : null;
        compressor.AddRange(inputs);
        var summary = compressor.Finish();
        log?.Complete();
        return summary;
    }

    // Where nobody looks on, nothing is told of what went well.
    private void Tell(CompressionSummary summary, CompressionStatus status)
    {
        Warnings.Tell();
        if (IsVerbose || (StandardError.IsTerminal && !IsQuiet))
            TellHints(summary);
        if (IsVerbose)
            StandardError.Write(Describe(summary, status.Elapsed));
        if (IsVerbose || (StandardError.IsTerminal && !IsQuiet))
            StandardError.Tell(status.Sum(summary, Output ?? "standard output"));
    }

    // What may be worth another run.
    private void TellHints(CompressionSummary summary)
    {
        if (summary.AlikeContigsOf is { } input)
            StandardError.Tell($"hint: {input}: many contigs of similar length; if each is a genome, -c keeps each as a sample");
        if (MayHintAtPresets && summary.ReferenceBases is > 0 and < SmallReference)
        {
            StandardError.Tell(
                $"hint: the reference has {Amount.Grouped(summary.ReferenceBases)} bases; --preset virus, bacteria or yeast makes smaller "
                + "archives of such genomes");
        }
    }

    /// <summary>Whether no preset was given, nor what it would set.</summary>
    protected virtual bool MayHintAtPresets => PresetName is null;

    // As C++ AGC prints it.
    private string Describe(CompressionSummary summary, TimeSpan elapsed) => $"""
        {(_verbosity > 1 ? $"No. of splitters: {summary.Splitters}\n" : "")}
        *** Component sizes ***
        Reference sequences    : {summary.ReferenceSize}
           (only ref)          : {summary.ReferenceOnlySize}
        Raw sequences          : {summary.RawSize}
        Delta sequences        : {summary.DeltaSize}
        Params                 : {summary.ParametersSize}
        Splitters              : {summary.SplittersSize}
        Segment splitters      : {summary.SegmentSplittersSize}
        Collection desc.       : {summary.CollectionSize}
        *** Stats ***
        No. segments           : {summary.GroupCount}
        No. one-side segments  : {summary.OneSidedGroups}
        No. only ref. segments : {summary.ReferenceOnlyGroups}
        ***
        Completed in           : {elapsed.TotalSeconds:F3} s

        """;
}
