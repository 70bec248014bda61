namespace RagcSharp.Compressing;

/// <summary>
/// How a run divides the memory that it may take (<see cref="CompressionOptions.Memory"/>). No byte of an archive depends on it: with less
/// there is more work. What data take by themselves comes on top: packed references, deltas that wait, metadata, and the largest contig.
/// </summary>
/// <param name="Contigs">Bytes of contigs between the reader and the last of their segments.</param>
/// <param name="References">Bytes of references with their indexes, to begin with.</param>
/// <param name="MostReferences">What that may grow to where references are dropped too early.</param>
/// <param name="Parts">Bytes that the compression of parts may take; one part is compressed whatever it takes.</param>
/// <param name="Splitters">Bytes for finding splitters, besides the sequences.</param>
internal readonly record struct MemoryPlan(long Contigs, long References, long MostReferences, long Parts, long Splitters)
{
    /// <summary>Bytes of contigs beyond which nothing more is gained: measured, as are the others.</summary>
    public const long EnoughContigs = 10L << 20;

    // The program, its runtime and the stacks of its threads: measured.
    private const long Program = 48L << 20;

    private const long EnoughReferences = 20L << 20, EnoughForReuse = 128L << 20;

    private const long FewestBytes = 1L << 20;

    /// <summary>Divides a number of bytes.</summary>
    public static MemoryPlan Of(long memory)
    {
        long rest = Math.Max(FewestBytes, memory - Program);
        return new MemoryPlan(
            Contigs: Share(rest / 8, EnoughContigs),
            References: Share(rest / 4, EnoughReferences),
            MostReferences: Share(rest / 4, EnoughForReuse),
            Parts: Share(rest / 4, long.MaxValue),
            // In adaptive mode a sketch of the reference stays, beside all others.
            Splitters: Share(rest / 8 * 3, long.MaxValue));
    }

    private static long Share(long bytes, long enough) => Math.Clamp(bytes, FewestBytes, enough);
}
