namespace RagcSharp;

/// <summary>How an archive is read. Immutable; use <c>options with { … }</c>.</summary>
public sealed record ArchiveOptions
{
    /// <summary>
    /// Bytes of memory for what was read and decoded last: references and packs, and besides, half as much at most, names and places of
    /// contigs. One batch of the latter is always kept. Default: 256 MiB, which is for random access; to read samples one after another, a
    /// few MiB do as well.
    /// </summary>
    public long CacheSize { get; init; } = 256L << 20;

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Check() => ArgumentOutOfRangeException.ThrowIfNegative(CacheSize, nameof(CacheSize));
}
