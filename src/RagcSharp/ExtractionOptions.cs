using RagcSharp.Options;
using RagcSharp.Reading;

namespace RagcSharp;

/// <summary>How FASTA is written from an archive. Immutable; use <c>options with { … }</c>.</summary>
public sealed record ExtractionOptions
{
    /// <summary>
    /// Letters a line, at least 1. Null: whole samples that are kept exactly are written as they were read, everything else in lines of 80.
    /// With a length, all lines have it and end in LF, and blank lines, white space in lines and text before the first record are left out.
    /// </summary>
    public int? LineLength { get; init; }

    /// <summary>
    /// Whether to write what every AGC reads, also of samples that are kept exactly: letters of the IUPAC code in upper case.
    /// </summary>
    public bool IgnorePreservedText { get; init; }

    /// <summary>
    /// What headers are like: text, and in braces <c>{sample}</c>, <c>{contig}</c> (its first word), <c>{header}</c>, <c>{start}</c>,
    /// <c>{end}</c> (counted as in the query), <c>{length}</c>, <c>{strand}</c>, <c>{name}</c>; two braces stand for one. Null: the header,
    /// with the range behind it as it was asked for, or the name that the query gives.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// It is blank, or has more than one line, a field that there is not, or a brace without its other one.
    /// </exception>
    public string? Header
    {
        get => HeaderTemplate?.Text;
        init => HeaderTemplate = value is null ? null : new HeaderTemplate(value);
    }

    internal HeaderTemplate? HeaderTemplate { get; private init; }

    /// <summary>
    /// Takes, in words, what is doubtful about queries: that ranges of BED are empty. Called on the calling thread, before anything is
    /// written; what it throws ends the work. Null for nobody.
    /// </summary>
    public Action<string>? Warn { get; init; }

    /// <summary>
    /// Threads that decode, 1 to 1024; memory does not depend on the length of the samples. Default: the number of processors.
    /// </summary>
    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, CompressionOptions.MaxThreads);

    /// <summary>Told how far it is, several times a megabyte, on the calling thread. Null for nobody.</summary>
    public IProgress<ExtractionProgress>? Progress { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Check()
    {
        OptionRange.Check(nameof(LineLength), "line length", LineLength ?? 1, 1, int.MaxValue);
        OptionRange.CheckThreads(nameof(Threads), Threads);
    }
}
