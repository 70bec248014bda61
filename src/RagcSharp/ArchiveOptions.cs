using RagcSharp.Options;

namespace RagcSharp;

/// <summary>How an archive is read. Immutable; use <c>options with { … }</c>.</summary>
public sealed record ArchiveOptions
{
    /// <summary>To read one sample once: keeps what the next segment of the same group needs.</summary>
    public static ArchiveOptions OneSample { get; } = new() { CacheSize = 6L << 20 };

    /// <summary>
    /// To read many samples once, in order: keeps what the next sample needs, too, as far as it fits into 32 MiB. Of 200 bacteria nothing is
    /// then decoded twice.
    /// </summary>
    public static ArchiveOptions InOrder { get; } = new() { CacheSize = 32L << 20 };

    /// <summary>
    /// Bytes of memory for what was read and decoded last: references and packs, and besides, half as much at most, names and places of
    /// contigs. One batch of the latter is always kept. Default: 256 MiB, which is for random access; see also
    /// <see cref="InOrder"/> and <see cref="OneSample"/>.
    /// </summary>
    public long CacheSize { get; init; } = 256L << 20;

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Check() => OptionRange.Check(nameof(CacheSize), "cache size", CacheSize, 0, long.MaxValue);
}
