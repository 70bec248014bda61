using RagcSharp.Options;

namespace RagcSharp;

/// <summary>How an archive is verified. Immutable; use <c>options with { … }</c>.</summary>
public sealed record VerificationOptions
{
    /// <summary>Whether only the container is looked at, and the checks if there are any: nothing is decoded.</summary>
    public bool SkipContents { get; init; }

    /// <summary>
    /// FASTA files, plain or gzip, that samples were made of, named as <see cref="AgcCompressor.Add(string)"/> names them: the samples are
    /// compared with them. Case is not: an archive does not keep it.
    /// </summary>
    public IReadOnlyList<string> Originals { get; init; } = [];

    /// <summary>Whether every contig of the originals is a sample, see <see cref="CompressionOptions.TreatContigsAsSamples"/>.</summary>
    public bool TreatContigsAsSamples { get; init; }

    /// <summary>
    /// Told of originals that may be cut off (<see cref="InputWarningKind.EndMissing"/>), by one thread at a time. An
    /// <see cref="InvalidDataException"/> that it throws is a fault. Null for nobody.
    /// </summary>
    public Action<InputWarning>? Warn { get; init; }

    /// <summary>
    /// Told how far it is, as often as that changes: up to once for every part and every contig. Called on several threads, by one at a
    /// time; the work waits meanwhile. Null for nobody.
    /// </summary>
    public IProgress<VerificationProgress>? Progress { get; init; }

    /// <summary>Threads that decode: 1 to 1024. Default: the number of processors.</summary>
    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, CompressionOptions.MaxThreads);

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Check() => OptionRange.CheckThreads(nameof(Threads), Threads);
}
