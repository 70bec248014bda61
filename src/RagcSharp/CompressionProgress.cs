namespace RagcSharp;

/// <summary>How far a compression is, at a moment: what <see cref="AgcCompressor.Progress"/> gives. Immutable.</summary>
/// <remarks>
/// The numbers are counted by several threads and read one after another, so that they may be a few microseconds apart. None falls but
/// <see cref="PartsLeft"/> and <see cref="Fraction"/>, which more inputs make smaller.
/// </remarks>
public readonly record struct CompressionProgress
{
    /// <summary>What it is about.</summary>
    public CompressionPhase Phase { get; init; }

    /// <summary>Inputs that were handed in: files, pipes and streams.</summary>
    public int Inputs { get; init; }

    /// <summary>Inputs that were read to their ends.</summary>
    public int InputsRead { get; init; }

    /// <summary>The file or sample that was begun last; null before the first one.</summary>
    public string? CurrentInput { get; init; }

    /// <summary>Bytes read of the inputs, as they are: of a gzip file the compressed ones.</summary>
    public long InputBytes { get; init; }

    /// <summary>
    /// Bytes of all inputs that were handed in; null when the length of one is unknown: of a pipe, or a stream that cannot seek.
    /// </summary>
    public long? InputSize { get; init; }

    /// <summary>Bases read.</summary>
    public long BasesRead { get; init; }

    /// <summary>Bases read and coded; at the end the same.</summary>
    public long Bases { get; init; }

    /// <summary>Samples that were registered in the archive, without those of an archive that is added to.</summary>
    public int Samples { get; init; }

    /// <summary>
    /// Parts of the archive that are being compressed or wait for that; in <see cref="CompressionPhase.WritingRest"/> what is left to be
    /// done, but for a few.
    /// </summary>
    public int PartsLeft { get; init; }

    /// <summary>Bytes of the archive that were written.</summary>
    public long BytesWritten { get; init; }

    /// <summary>
    /// The part of all inputs' bytes that is read and coded, 0 to 1; 0 before the first input, null when <see cref="InputSize"/> is. What comes after
    /// <see cref="CompressionPhase.AddingSamples"/> is not in it.
    /// </summary>
    public double? Fraction => (InputSize, BasesRead) switch
    {
        (null, _) => null,
        (0, _) => Inputs > 0 ? 1 : 0,
        (_, 0) => 0,
        var (size, read) => Math.Min(1, InputBytes / (double)size) * Math.Min(1, Bases / (double)read),
    };
}
