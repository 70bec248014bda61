using RagcSharp.Dense;
using RagcSharp.Memory;
using RagcSharp.Options;

namespace RagcSharp;

/// <summary>How an archive is made. Immutable; use <c>options with { … }</c>. The defaults are those of C++ AGC 3.2.2.</summary>
public sealed record CompressionOptions
{
    /// <summary>Range of <see cref="KmerLength"/>.</summary>
    public const int MinKmerLength = 17, MaxKmerLength = 32;

    /// <summary>Range of <see cref="MinMatchLength"/>.</summary>
    public const int MinMinMatchLength = 15, MaxMinMatchLength = 32;

    /// <summary>Range of <see cref="SegmentSize"/>.</summary>
    public const int MinSegmentSize = 100, MaxSegmentSize = 1_000_000;

    /// <summary>Range of <see cref="BatchSize"/>.</summary>
    public const int MinBatchSize = 1, MaxBatchSize = 1_000_000_000;

    /// <summary>Range of <see cref="FallbackFraction"/>.</summary>
    public const double MinFallbackFraction = 0, MaxFallbackFraction = 0.05;

    /// <summary>Range of <see cref="Effort"/>.</summary>
    public const int MinEffort = 1, MaxEffort = 9;

    /// <summary>The default of <see cref="Effort"/>.</summary>
    internal const int UsualEffort = 5;

    /// <summary>The least <see cref="ExpectedSamples"/>.</summary>
    public const int MinExpectedSamples = 1;

    /// <summary>The least <see cref="ReferenceContigs"/>.</summary>
    public const int MinReferenceContigs = 1;

    /// <summary>Range of <see cref="Threads"/>.</summary>
    public const int MinThreads = 1, MaxThreads = 1024;

    /// <summary>Range of <see cref="Memory"/>.</summary>
    public const long MinMemory = 64L << 20, MaxMemory = 1L << 50;

    /// <summary>
    /// What is taken for <see cref="Memory"/> where that is not set: half of what the machine, or the container, has free at the moment.
    /// </summary>
    public static long DefaultMemory => Math.Clamp(FreeMemory.Bytes / 2, MinMemory, MaxMemory);

    /// <summary>
    /// For viruses of up to some 50,000 bases each: short segments, short k-mers, and many segments compressed together. For genomes that
    /// come in one file, with <see cref="TreatContigsAsSamples"/>. Measured on 1,000 of SARS-CoV-2: 71 kB; with the defaults 255 kB. For larger
    /// genomes, such as those of pox and herpes viruses, with a <see cref="SegmentSize"/> of 60,000: every segment costs some bytes in each
    /// sample. Measured on 60 simulated genomes of 150,000 bases: 56 kB, with the longer segments 46 kB, with the defaults 47 kB.
    /// </summary>
    public static CompressionOptions ForViruses { get; } = new() { SegmentSize = 10_000, KmerLength = 17, BatchSize = 500 };

    /// <summary>
    /// For bacteria: short segments and k-mers, adaptive mode, and fall-back minimizers, since much of a genome is in few others. Measured
    /// on 20 of Streptococcus: 1.75 MB, with the defaults 5.84 MB; 51 of Chlamydia: 431 kB, 683 kB.
    /// </summary>
    public static CompressionOptions ForBacteria { get; } =
        new() { SegmentSize = 10_000, KmerLength = 17, UseAdaptiveMode = true, FallbackFraction = 0.02 };

    /// <summary>
    /// For yeasts and other genomes of some 10 million bases: short segments and k-mers. Measured on eleven yeasts: 10.8 MB, and less time,
    /// too; with the defaults 13.4 MB.
    /// </summary>
    public static CompressionOptions ForYeasts { get; } = new() { SegmentSize = 5_000, KmerLength = 17 };

    /// <summary>
    /// For human genomes and others as large: the defaults, which are C++ AGC's. Nothing else was better on all that was measured; which
    /// k-mers happen to be splitters, and which genome is the reference, matters more.
    /// </summary>
    public static CompressionOptions ForHumans { get; } = new();

    /// <summary>k, the length of the k-mers at which contigs are cut, in bases: 17 to 32.</summary>
    public int KmerLength { get; init; } = 31;

    /// <summary>The shortest match that a delta refers to, in bases: 15 to 32.</summary>
    public int MinMatchLength { get; init; } = 20;

    /// <summary>About how long segments are, in bases: 100 to 1,000,000.</summary>
    public int SegmentSize { get; init; } = 60_000;

    /// <summary>Segments compressed together, and samples whose metadata are: 1 to 1,000,000,000.</summary>
    public int BatchSize { get; init; } = 50;

    /// <summary>
    /// Dense: the smallest archives, readable by every AGC. References grow by whatever samples have that is new, and few large packs hold the
    /// differences. Parameters follow from the data: <see cref="KmerLength"/>, <see cref="MinMatchLength"/>, <see cref="SegmentSize"/>,
    /// <see cref="BatchSize"/>, <see cref="UseAdaptiveMode"/> and <see cref="FallbackFraction"/> are not asked for. Samples are added in the way in
    /// which the archive was made, whatever this says.
    /// </summary>
    public bool IsDense { get; init; }

    /// <summary>
    /// With <see cref="IsDense"/>: how many samples the archive will have in the end, about: at least 1. Null: fewer than 300. An archive that
    /// is made in several steps is the same as one made at once with the same number.
    /// </summary>
    public int? ExpectedSamples { get; init; }

    /// <summary>With <see cref="IsDense"/>: what <see cref="ExpectedSamples"/> would decide, where that is known otherwise.</summary>
    internal DenseSettings? DenseSettings { get; init; }

    /// <summary>
    /// Adaptive mode: contigs in which no splitter occurs get some of their own. For collections that are less alike, such as
    /// bacteria with plasmids. Null, the default: off, or when samples are added, as the archive was made, if it records that.
    /// </summary>
    public bool? UseAdaptiveMode { get; init; }

    /// <summary>
    /// Concatenated genomes: every contig is a sample, named by the first word of its header. For viruses that come in one file.
    /// </summary>
    public bool TreatContigsAsSamples { get; init; }

    /// <summary>
    /// With <see cref="TreatContigsAsSamples"/>, when an archive is made: how many contigs of the first input are the reference, from which
    /// splitters are picked; at least 1. Null: all of them. Where all genomes come in one file, 1 makes the archive what it would be if
    /// the first genome had a file of its own.
    /// </summary>
    public int? ReferenceContigs { get; init; }

    /// <summary>
    /// The part of all k-mers that help to find a group for segments whose ends have none: 0 to 0.05; 0 for none. Null, the default: 0, or
    /// when samples are added, as the archive was made, if it records that.
    /// </summary>
    public double? FallbackFraction { get; init; }

    /// <summary>
    /// Keeps the text of inputs byte for byte, in a stream of the archive that other AGCs pass over: case, line ends and widths, letters
    /// outside the IUPAC code, and headers that no archive can hold. Without it what would not come back is an error, but for case, line
    /// ends and white space.
    /// </summary>
    public bool PreserveText { get; init; }

    /// <summary>
    /// With <see cref="PreserveText"/>: takes inputs that do not look like text, too. What looks like something else (tar, gzip inside gzip,
    /// UTF-16, a binary file) is an error otherwise, even if a line of it begins with <c>&gt;</c>.
    /// </summary>
    public bool AllowAnyBytes { get; init; }

    /// <summary>
    /// When samples are added to an archive that keeps the text of some: leaves that out. Not both this and <see cref="PreserveText"/>;
    /// neither is an error then.
    /// </summary>
    public bool DropText { get; init; }

    /// <summary>
    /// How hard segments are compressed, 1 (fast) to 9 (small). It changes nothing else: any effort makes archives that every reader
    /// reads, and samples may be added with another one. 9 takes 100 MiB a thread.
    /// </summary>
    public int Effort { get; init; } = UsualEffort;

    /// <summary>
    /// Told of inputs that give reason to doubt, as soon as that is known: on a thread of the compressor's, or by
    /// <see cref="AgcCompressor.AddRange"/> on the caller's. What it throws ends the work, as an error in the input would: nothing is
    /// written. Null for nobody.
    /// </summary>
    public Action<InputWarning>? Warn { get; init; }

    /// <summary>
    /// Worker threads, 1 to 1024, besides one that reads and one that writes. The archive does not depend on it. Default: the
    /// number of processors.
    /// </summary>
    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, MaxThreads);

    /// <summary>
    /// Bytes of memory that a run divides among what can do with less: contigs that wait, references with their indexes, compression, the
    /// search for splitters. 64 MiB to 1 PiB. The archive does not depend on it; with little the run takes longer. What no budget holds comes
    /// on top: packed references (a quarter of a byte a base), deltas that wait, names. Null: <see cref="DefaultMemory"/>.
    /// </summary>
    public long? Memory { get; init; }

    /// <summary>
    /// Whether the archive gets a check for each of its parts and for its directory, with which every read finds damage. It takes four
    /// bytes a part; C++ AGC passes over it.
    /// </summary>
    public bool WriteChecks { get; init; } = true;

    /// <summary>
    /// Whether the archive is verified before it gets its name: read whole, and compared with those of its inputs that are ordinary files.
    /// An archive that goes to a stream, a pipe or a device cannot be.
    /// </summary>
    public bool VerifyOutput { get; init; }

    /// <summary>
    /// When samples are added to an archive in its place, and another run is changing that: whether to wait until it is done. Otherwise that
    /// is an error.
    /// </summary>
    public bool WaitForLock { get; init; }

    /// <summary>Throws for the first value that is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names both.</exception>
    /// <exception cref="ArgumentException">Options contradict each other.</exception>
    internal void Check()
    {
        if (PreserveText && DropText)
            throw new ArgumentException("text cannot be both kept and dropped");
        if (AllowAnyBytes && !PreserveText)
            throw new ArgumentException("any bytes are taken only where text is kept");
        if (ReferenceContigs is not null && !TreatContigsAsSamples)
            throw new ArgumentException("contigs of the reference are counted only where every contig is a sample");
        if (ExpectedSamples is not null && !IsDense)
            throw new ArgumentException("samples are expected only by dense archives");
        OptionRange.Check(
            nameof(ExpectedSamples), "number of expected samples", ExpectedSamples ?? MinExpectedSamples, MinExpectedSamples, int.MaxValue);
        OptionRange.Check(
            nameof(ReferenceContigs),
            "number of reference contigs",
            ReferenceContigs ?? MinReferenceContigs,
            MinReferenceContigs,
            int.MaxValue);
        OptionRange.Check(nameof(KmerLength), "k-mer length", KmerLength, MinKmerLength, MaxKmerLength);
        OptionRange.Check(nameof(MinMatchLength), "minimum match length", MinMatchLength, MinMinMatchLength, MaxMinMatchLength);
        OptionRange.Check(nameof(SegmentSize), "segment size", SegmentSize, MinSegmentSize, MaxSegmentSize);
        OptionRange.Check(nameof(BatchSize), "batch size", BatchSize, MinBatchSize, MaxBatchSize);
        OptionRange.Check(nameof(Effort), "effort", Effort, MinEffort, MaxEffort);
        OptionRange.CheckThreads(nameof(Threads), Threads);
        OptionRange.Check(nameof(Memory), "memory", Memory ?? MinMemory, MinMemory, MaxMemory);
        OptionRange.Check(
            nameof(FallbackFraction), "fraction of fall-back minimizers", FallbackFraction ?? 0, MinFallbackFraction, MaxFallbackFraction);
    }
}
