using System.Text;

using CommandLine;

namespace RagcSharp.Cli.Commands;

[Verb("verify", HelpText = "Find out whether archives are as they should be; every fault is told, with the samples that it affects.")]
internal sealed class VerifyCommand : Command
{
    private static readonly VerificationOptions Defaults = new();

    [Value(0, MetaName = "ARCHIVE...", Min = 1, HelpText = "The archives.")]
    public IEnumerable<string> Archives { get; set; } = [];

    [Option("quick", HelpText = "Look at the container and the checks only; decode nothing.")]
    public bool IsQuick { get; set; }

    [Option("against", MetaValue = "FASTA...", HelpText = "Compare the samples of one archive with the files that they were made of, too.")]
    public IEnumerable<string> Originals { get; set; } = [];

    [Option('c', "concatenated", HelpText = "With --against: every contig of the files is a sample.")]
    public bool IsConcatenated { get; set; }

    [Option('t', "threads", MetaValue = "N", HelpText = "Threads that decode. (Default: number of processors)")]
    public string? Threads { get; set; }

    [Option('q', "quiet", HelpText = QuietHelp)]
    public override bool IsQuiet { get; set; }

    [Option("no-progress", HelpText = NoProgressHelp)]
    public override bool HasNoProgress { get; set; }

    public override void Run(CancellationToken cancellation)
    {
        string[] archives = [.. Archives], originals = [.. Originals];
        int threads = ThreadsOf(Threads);
        if (originals.Length > 0 && archives.Length > 1)
            throw new UsageException($"--against compares files with one archive, {archives.Length} were named; name the archive first");
        if (originals.Length > 0 && IsQuick)
            throw new UsageException("--against needs all that --quick leaves out");
        CheckOutputs(archives.Concat(originals));
        var options = Defaults with
        {
            SkipContents = IsQuick,
            Originals = originals,
            Warn = Warnings.Add,
            TreatContigsAsSamples = IsConcatenated,
            Threads = threads,
        };
        VerifyAll(archives, options, cancellation);
    }

    private void VerifyAll(string[] archives, VerificationOptions options, CancellationToken cancellation)
    {
        bool areSound = true;
        WriteOutput(output =>
        {
            foreach (string archive in archives)
            {
                if (Verify(archive, options, cancellation) is { } summary)
                    output.Write(Encoding.UTF8.GetBytes(summary + "\n"));
                else
                    areSound = false;
            }
        });
        if (!areSound)
            throw new ToldException();
    }

    // One archive that cannot be read does not keep the others from being verified.
    private string? Verify(string archive, VerificationOptions options, CancellationToken cancellation)
    {
        try
        {
            var report = VerifyAndShow(archive, options, cancellation);
            if (report.FindingCount > 1)
                StandardError.Tell($"{archive}: {report.FindingCount} faults{Affected(report.AffectedSamples)}");
            return report.FindingCount == 0 ? Summary(archive, report, options) : null;
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            StandardError.Tell(e.Message);
            return null;
        }
    }

    private VerificationReport VerifyAndShow(string archive, VerificationOptions options, CancellationToken cancellation)
    {
        var status = new VerificationStatus();
        using var line = ShowProgress(status.Fields);
        options = line is null ? options : options with { Progress = status };
        return AgcArchive.Verify(archive, options, finding => StandardError.Tell(Describe(finding)), cancellation);
    }

    private static string Describe(VerificationFinding finding) =>
        finding.Samples.Count > 1 || finding.Samples.Any(sample => !finding.Message.Contains($"sample {sample}", StringComparison.Ordinal))
            ? finding.Message + Affected(finding.Samples)
            : finding.Message;

    private static string Affected(IReadOnlyList<string> samples) => samples.Count switch
    {
        0 => "",
        1 => $"; affects sample {samples[0]}",
        _ => $"; affects {samples.Count} samples: {string.Join(' ', samples)}",
    };

    private static string Summary(string archive, VerificationReport report, VerificationOptions options)
    {
        string decoded = options.SkipContents ? "" : $"{report.SampleCount} samples, {report.ContigCount} contigs, {report.Bases} bases, ";
        string compared = options.Originals.Count == 0 ? "" : $", {report.Compared} samples compared";
        return $"{archive}: {decoded}{report.PartCount} parts, {(report.HasChecks ? "checks" : "no checks")}{compared}, ok";
    }
}
