using RagcSharp.Options;

namespace RagcSharp;

/// <summary>What FASTA is written as.</summary>
public sealed record FastaOutputOptions
{
    /// <summary>The level that gzip and bgzip take when they are told none.</summary>
    public const int DefaultLevel = 6;

    private const int MostLevel = 9;

    /// <summary>
    /// 0: plain text. 1 (quickest) to 9 (smallest): BGZF at that level, which is gzip in blocks that readers can enter.
    /// </summary>
    public int Level { get; init; }

    /// <summary>Whether to write the file's name with <c>.fai</c> behind it: the index that <c>samtools faidx</c> makes.</summary>
    public bool WriteFai { get; init; }

    /// <summary>
    /// Whether to write the file's name with <c>.gzi</c> behind it: the places of the blocks of BGZF, as <c>bgzip</c> tells them.
    /// </summary>
    public bool WriteGzi { get; init; }

    /// <summary>Threads that compress. The bytes do not depend on them.</summary>
    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, CompressionOptions.MaxThreads);

    internal void Check()
    {
        OptionRange.Check(nameof(Level), "level", Level, 0, MostLevel);
        OptionRange.CheckThreads(nameof(Threads), Threads);
        if (WriteGzi && Level == 0)
            throw new ArgumentException("only BGZF has blocks that can be indexed");
    }
}
