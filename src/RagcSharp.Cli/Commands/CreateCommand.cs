using System.Diagnostics;

using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("create", HelpText = "Make an archive of FASTA files, one sample a file. The first one is the reference.")]
internal sealed class CreateCommand : Command
{
    private const string ArchiveExtension = ".agc";

    private static readonly CompressionOptions Defaults = new();

    [Value(0, MetaName = "[OUT.agc] REF FASTA...", HelpText =
        "The archive to make (unless -o names it), the reference, and more files, plain or gzip.")]
    public IEnumerable<string> Files { get; set; } = [];

    [Option('k', "kmer-length", MetaValue = "N", HelpText = "Length of k-mers, 17 to 32. (Default: 31)")]
    public int? KmerLength { get; set; }

    [Option('l', "min-match-length", MetaValue = "N", HelpText = "Shortest match in a delta, 15 to 32. (Default: 20)")]
    public int? MinMatchLength { get; set; }

    [Option('b', "batch-size", MetaValue = "N", HelpText = "Segments compressed together, at least 1. (Default: 50)")]
    public int? BatchSize { get; set; }

    [Option('s', "segment-size", MetaValue = "N", HelpText = "Length of segments, 100 to 1000000. (Default: 60000)")]
    public int? SegmentSize { get; set; }

    [Option('a', "adaptive", HelpText = "Adaptive mode: find new splitters in contigs without any; for bacteria.")]
    public bool IsAdaptive { get; set; }

    [Option('c', "concatenated", HelpText = "Concatenated genomes: every contig is a sample.")]
    public bool IsConcatenated { get; set; }

    [Option('f', "fallback", MetaValue = "F", HelpText = "Fraction of fall-back minimizers, 0 to 0.05. (Default: 0)")]
    public double? FallbackFraction { get; set; }

    [Option('t', "threads", MetaValue = "N", HelpText = "Worker threads. (Default: number of processors)")]
    public int? Threads { get; set; }

    [Option('i', "input-list", MetaValue = "FILE", HelpText = "Read more names of FASTA files, separated by white space, from FILE.")]
    public string? InputList { get; set; }

    [Option('d', "no-command-line", HelpText = "Accepted for C++ AGC's sake: archives of version 3 hold no command line.")]
    public bool NoCommandLine { get; set; }

    [Option('v', "verbosity", Default = 0, MetaValue = "N", HelpText = "0 to 2: how much to tell on standard error.")]
    public int Verbosity { get; set; }

    public override void Run(CancellationToken cancellation)
    {
        var options = Options();
        CheckRange("-v", Verbosity, 0, 2);
        var files = Files.ToList();
        if (Output is null && files is [var first, ..] && first.EndsWith(ArchiveExtension, StringComparison.Ordinal))
        {
            Output = first;
            files.RemoveAt(0);
        }

        if (files.Count == 0)
            throw new UsageException("create: no reference was named. See `ragc create --help`.");
        if (Output is null && StandardOutput.IsTerminal)
            throw new UsageException("create: an archive is not written to a terminal; name it with -o, or redirect the output");

        var watch = Stopwatch.StartNew();
        var inputs = Inputs(files);
        using (var standard = Output is null ? StandardOutput.Open() : null)
        using (var compressor = standard is null
            ? AgcCompressor.Create(Output!, options, cancellation)
            : AgcCompressor.Create(standard, options, cancellation))
        {
            foreach (string input in inputs)
                compressor.Add(input);
            compressor.Finish();
        }

        if (Verbosity > 0)
            Console.Error.WriteLine($"Completed in           : {watch.Elapsed.TotalSeconds:F3} s");
    }

    private CompressionOptions Options()
    {
        CheckRange("-k", KmerLength ??= Defaults.KmerLength, CompressionOptions.LeastKmerLength, CompressionOptions.MostKmerLength);
        CheckRange(
            "-l", MinMatchLength ??= Defaults.MinMatchLength, CompressionOptions.LeastMinMatchLength, CompressionOptions.MostMinMatchLength);
        CheckRange("-b", BatchSize ??= Defaults.BatchSize, CompressionOptions.LeastBatchSize, CompressionOptions.MostBatchSize);
        CheckRange("-s", SegmentSize ??= Defaults.SegmentSize, CompressionOptions.LeastSegmentSize, CompressionOptions.MostSegmentSize);
        CheckRange("-t", Threads ??= Defaults.Threads, CompressionOptions.LeastThreads, CompressionOptions.MostThreads);
        CheckRange(
            "-f",
            FallbackFraction ??= Defaults.FallbackFraction,
            CompressionOptions.LeastFallbackFraction,
            CompressionOptions.MostFallbackFraction);
        return new CompressionOptions
        {
            IsAdaptive = IsAdaptive,
            IsConcatenated = IsConcatenated,
            FallbackFraction = FallbackFraction.Value,
            KmerLength = KmerLength.Value,
            MinMatchLength = MinMatchLength.Value,
            BatchSize = BatchSize.Value,
            SegmentSize = SegmentSize.Value,
            Threads = Threads.Value,
        };
    }

    // The reference, then the names in the list, then the other files; a name given twice counts once. All are checked before
    // hours are spent on the first ones.
    private List<string> Inputs(List<string> files)
    {
        string[] listed = InputList is null ? [] : ReadList(InputList);
        List<string> inputs = [.. files.Take(1).Concat(listed).Concat(files.Skip(1)).Distinct(StringComparer.Ordinal)];
        AgcCompressor.CheckInputs(inputs, Output, IsConcatenated);
        return inputs;
    }

    private static string[] ReadList(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"{path}: is a directory, a list of file names was expected");
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: no such file");
        return File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
