using System.Diagnostics;

namespace RagcSharp.Cli;

/// <summary>Tells in a few words how far a compression is, and at its end what has become of it.</summary>
internal sealed class CompressionStatus(AgcCompressor compressor)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    // How long bases were coded: later there are none, and the rate stays what it was.
    private TimeSpan _coding;

    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>Files, bases, bases a second, memory, and what there is left to do.</summary>
    public IReadOnlyList<string> Fields()
    {
        var progress = compressor.Progress;
        var elapsed = _watch.Elapsed;
        if (progress.Phase <= CompressionPhase.AddingSamples || _coding == default)
            _coding = elapsed;
        return
        [
            $"{progress.InputsRead}/{progress.Inputs} files",
            Amount.Of(progress.Bases, "b"),
            Amount.Of(progress.Bases / _coding.TotalSeconds, "b/s"),
            Amount.OfMemory(Environment.WorkingSet),
            Left(progress, elapsed),
        ];
    }

    /// <summary>Samples, bases, size, ratio, time and memory. Of an archive that was added to, the bases are those that are new.</summary>
    public string Sum(CompressionSummary summary, string archive)
    {
        string bases = Amount.Grouped(summary.Bases), size = Amount.Grouped(summary.ArchiveSize);
        string content = summary.AddedSampleCount == summary.SampleCount
            ? $"{bases} bases, {size} bytes (1:{summary.Bases / (double)summary.ArchiveSize:0.0})"
            : $"{Amount.Grouped(summary.AddedSampleCount)} of them new with {bases} bases, {size} bytes";
        return $"{archive}: {Samples(summary.SampleCount)}, {content}, {Elapsed.TotalSeconds:0.0} s, {Amount.OfMemory(Amount.PeakMemory())} at most";
    }

    private static string Samples(int count) => count == 1 ? "1 sample" : $"{Amount.Grouped(count)} samples";

    private static string Left(CompressionProgress progress, TimeSpan elapsed) => progress.Phase switch
    {
        CompressionPhase.ReadingReference => "reading the reference",
        CompressionPhase.FindingSplitters => "finding splitters",
        CompressionPhase.AddingSamples => Amount.OfTimeLeft(progress.Fraction, elapsed),
        CompressionPhase.WritingRest => $"{progress.PartsLeft} parts left",
        CompressionPhase.Verifying => "verifying",
        _ => "",
    };
}
