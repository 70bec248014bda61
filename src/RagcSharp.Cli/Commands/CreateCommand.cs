using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("create", HelpText = "Make an archive of FASTA files, one sample a file. The first one is the reference.")]
internal sealed class CreateCommand : CompressCommand
{
    private const string ArchiveExtension = ".agc";

    [Value(0, MetaName = "[OUT.agc] REF FASTA...", HelpText =
        "The archive to make (unless -o names it), the reference, and more files, plain or gzip.")]
    public IEnumerable<string> Files { get; set; } = [];

    [Option('k', "kmer-length", MetaValue = "N", HelpText = "Length of k-mers, 17 to 32. (Default: 31)")]
    public string? KmerLength { get; set; }

    [Option('l', "min-match-length", MetaValue = "N", HelpText = "Shortest match in a delta, 15 to 32. (Default: 20)")]
    public string? MinMatchLength { get; set; }

    [Option('b', "batch-size", MetaValue = "N", HelpText = "Segments compressed together, at least 1. (Default: 50)")]
    public string? BatchSize { get; set; }

    [Option('s', "segment-size", MetaValue = "N", HelpText = "Length of segments, 100 to 1000000. (Default: 60000)")]
    public string? SegmentSize { get; set; }

    [Option("dense", HelpText =
        "The smallest archives, which every AGC reads: references grow by what samples have that is new. Goes without -k, -l, -b, -s, -a, -f and "
        + "--preset: what they would say follows from the data.")]
    public bool IsDense { get; set; }

    [Option("expect", MetaValue = "N", HelpText =
        "With --dense: about how many samples the archive will have in the end, when more are to be appended. (Default: the number of files)")]
    public string? Expected { get; set; }

    [Option("reference-contigs", MetaValue = "N", HelpText =
        "With -c: only the first N contigs of the first file are the reference. Where all genomes come in one file, 1 makes a smaller archive "
        + "in less time. (Default: the whole first file is the reference)")]
    public string? ReferenceContigs { get; set; }

    public override void Run(CancellationToken cancellation)
    {
        var options = IsDense ? DenseOptions() : Options();
        var files = Files.ToList();
        if (Output is null && files is [var first, ..] && first.EndsWith(ArchiveExtension, StringComparison.Ordinal))
        {
            Output = first;
            files.RemoveAt(0);
        }

        if (files.Count == 0)
            throw new UsageException("create: no reference was named. See `ragc create --help`.");
        string[] inputs = [.. files.Take(1), .. ListedInputs(), .. files.Skip(1)];
        if (IsDense && !IsConcatenated)
            options = options with { ExpectedSamples = options.ExpectedSamples ?? inputs.Length };
        Compress(
            inputs,
            output => AgcCompressor.Create(output, options, cancellation),
            output => AgcCompressor.Create(output, options, cancellation));
    }

    private int? ExpectedSamples => Expected is null ? null : WholeNumber("--expect", Expected, 1, 1, int.MaxValue);

    private CompressionOptions DenseOptions()
    {
        (string Name, bool IsGiven)[] others =
        [
            ("-k", KmerLength is not null), ("-l", MinMatchLength is not null), ("-b", BatchSize is not null),
            ("-s", SegmentSize is not null), ("-a", IsAdaptive), ("-f", FallbackFraction is not null), ("--preset", PresetName is not null),
            ("--reference-contigs", ReferenceContigs is not null),
        ];
        if (Array.Find(others, other => other.IsGiven).Name is { } given)
            throw new UsageException($"{given} does not go with --dense, for which it says nothing");
        return SharedOptions() with
        {
            IsDense = true,
            ExpectedSamples = ExpectedSamples,
        };
    }

    private CompressionOptions Options()
    {
        if (ExpectedSamples is not null)
            throw new UsageException("--expect goes with --dense");
        var preset = Preset.Named(PresetName);
        int? referenceContigs = ReferenceContigs is null
            ? null
            : WholeNumber("--reference-contigs", ReferenceContigs, 1, CompressionOptions.MinReferenceContigs, int.MaxValue);
        if (referenceContigs is not null && !IsConcatenated)
            throw new UsageException("--reference-contigs goes with -c; without it the whole first file is the reference");
        return SharedOptions() with
        {
            ReferenceContigs = referenceContigs,
            KmerLength = WholeNumber(
                "-k", KmerLength, preset.KmerLength, CompressionOptions.MinKmerLength, CompressionOptions.MaxKmerLength),
            MinMatchLength = WholeNumber(
                "-l", MinMatchLength, preset.MinMatchLength, CompressionOptions.MinMinMatchLength, CompressionOptions.MaxMinMatchLength),
            BatchSize = WholeNumber(
                "-b", BatchSize, preset.BatchSize, CompressionOptions.MinBatchSize, CompressionOptions.MaxBatchSize),
            SegmentSize = WholeNumber(
                "-s", SegmentSize, preset.SegmentSize, CompressionOptions.MinSegmentSize, CompressionOptions.MaxSegmentSize),
        };
    }

    protected override bool MayHintAtPresets => base.MayHintAtPresets && !IsDense && KmerLength is null && SegmentSize is null;
}
