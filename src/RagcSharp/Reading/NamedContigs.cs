using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Fasta;

namespace RagcSharp.Reading;

/// <summary>
/// Finds samples and contigs by names given as bytes, by the rules of C++ AGC's library, and reads their letters. Thread-safe.
/// </summary>
/// <param name="samples">The samples of the archive.</param>
/// <param name="extractor">Decodes regions.</param>
/// <param name="k">Symbols that neighbouring segments share.</param>
internal sealed class NamedContigs(SampleCatalog samples, RegionExtractor extractor, int k)
{
    /// <summary>In place of a number: no such sample or contig.</summary>
    public const int None = -1;

    /// <summary>In place of a number: several contigs have the name.</summary>
    public const int Several = -2;

    /// <summary>Letters that are decoded by one call.</summary>
    private const int LongestPiece = 1 << 30;

    private readonly NameTable _samples = NumberSamples(samples.StoredNames);
    private readonly Lock _everywhereLock = new();
    private ShortNames? _everywhere;

    /// <summary>Names of the samples, as stored and in the order of the archive.</summary>
    public IReadOnlyList<byte[]> Samples => samples.StoredNames;

    /// <summary>The number of a sample, or <see cref="None"/>.</summary>
    public int FindSample(ReadOnlySpan<byte> name) => _samples.Find(name);

    /// <summary>The contigs of a sample.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public ContigIndex ContigsOf(int sample) => samples.IndexOf(sample);

    /// <summary>The first contig of a sample that has the short name of <paramref name="name"/>, or <see cref="None"/>.</summary>
    /// <inheritdoc cref="ContigsOf"/>
    public int FindByShortName(int sample, ReadOnlySpan<byte> name) => samples.IndexOf(sample).FindByShortName(FastaHeader.ShortName(name));

    /// <summary>
    /// The only contig of the archive that has the short name of <paramref name="name"/>. The contig is <see cref="None"/> when there is
    /// none, and <see cref="Several"/> when there are more. The first call reads the names of all contigs.
    /// </summary>
    /// <inheritdoc cref="ContigsOf"/>
    public (int Sample, int Contig) FindEverywhere(ReadOnlySpan<byte> name) => Everywhere().Find(FastaHeader.ShortName(name));

    /// <summary>Copies letters of a contig, in upper case.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="contig">The contig.</param>
    /// <param name="start">Position of the first letter, from 0.</param>
    /// <param name="end">Position behind the last letter; at most the contig's length.</param>
    /// <param name="letters">Takes the letters: as many as there are positions.</param>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    /// <exception cref="IOException">The archive cannot be read.</exception>
    public unsafe void Read(int sample, int contig, long start, long end, byte* letters)
    {
        var contigs = samples.IndexOf(sample);
        for (; start < end; start += LongestPiece, letters += LongestPiece)
        {
            int length = (int)Math.Min(LongestPiece, end - start);
            extractor.Read(Region.Range(sample, contigs, contig, start, start + length, k), new Span<byte>(letters, length));
        }
    }

    private ShortNames Everywhere()
    {
        lock (_everywhereLock)
            return _everywhere ??= new ShortNames(samples);
    }

    private static NameTable NumberSamples(IReadOnlyList<byte[]> names)
    {
        var table = new NameTable(names.Count, sample => names[sample]);
        for (int sample = 0; sample < names.Count; sample++)
            _ = table.TryAdd(sample);
        return table;
    }
}
