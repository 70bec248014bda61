using System.Text;

using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Exact;

namespace RagcSharp.Reading;

/// <summary>
/// An archive of any version of the format, opened for reading: its container, what it was made with, its samples, its segments and the
/// texts of its samples. Safe for any number of threads.
/// </summary>
internal sealed class OpenArchive : IDisposable
{
    private const int NewestVersion = 3;

    private readonly CollectionReader _collection;
    private readonly LengthMending _lengths;

    /// <summary>Opens what is in a container, which belongs to it from now on.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or newer than this program.</exception>
    public OpenArchive(ArchiveReader reader, ArchiveOptions options)
    {
        Reader = reader;
        CacheSize = options.CacheSize;
        try
        {
            Info = reader.Decode(StreamNames.FileTypeInfo, FileTypeInfo.Decode);
            if (Version > NewestVersion)
                throw reader.Broken($"an archive of format version {Info.Version}; versions 1 to 3 can be read");
            Parameters = reader.Decode(StreamNames.Params, (payload, _) => Parameters.Decode(payload));
            Segments = new SegmentReader(reader, Parameters, Version, options.CacheSize);
            _lengths = new LengthMending(reader, Info, Parameters, Segments);
            _collection = CollectionReader.Open(reader, Parameters, Version);
            Samples = new SampleCatalog(_collection, _lengths.Mend, Broken, Parameters.KmerLength, options.CacheSize / 2);
            Texts = new ExactSamples(reader);
        }
        catch
        {
            Segments?.Dispose();
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Its container. Errors name it.</summary>
    public ArchiveReader Reader { get; }

    /// <summary>Who has made it.</summary>
    public FileTypeInfo Info { get; }

    /// <summary>The major version of its format.</summary>
    public int Version => Info.Version.Major;

    /// <summary>What it was made with, as far as it tells.</summary>
    public Parameters Parameters { get; }

    /// <summary>Its samples, with lengths mended where that is necessary.</summary>
    public SampleCatalog Samples { get; }

    /// <summary>Decodes its segments.</summary>
    public SegmentReader Segments { get; }

    /// <summary>What it keeps of the texts of its samples.</summary>
    public ExactSamples Texts { get; }

    /// <summary>Bytes of memory for references and packs that were decoded last.</summary>
    public long CacheSize { get; }

    /// <summary>The command lines that made it, with dates; versions 1 and 2 keep them.</summary>
    public IReadOnlyList<AgcCommandLine> CommandLines => _collection.CommandLines;

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no AGC archive, or damaged.</exception>
    public static OpenArchive Open(string path, ArchiveOptions options) => new(new ArchiveReader(path), options);

    /// <summary>Whether a sample was asked for whose lengths had to be mended.</summary>
    public bool HasMended(string sample) => _lengths.HasMended(sample);

    /// <summary>The number of a sample.</summary>
    /// <exception cref="ArgumentException">There is no such sample.</exception>
    public int Find(string sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        int number = Samples.Find(sample);
        return number >= 0 ? number : throw new ArgumentException($"{Reader.Path}: no sample {sample}");
    }

    /// <summary>A whole contig of a sample.</summary>
    /// <exception cref="InvalidDataException">What the archive tells of it is damaged.</exception>
    public Region Whole(ContigRecord contig, int sample)
    {
        try
        {
            return Region.Whole(sample, contig, Parameters.KmerLength);
        }
        catch (InvalidDataException e)
        {
            throw Reader.Broken($"sample {Samples.Names[sample]}, contig {Encoding.UTF8.GetString(contig.Name)}: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        Samples.Dispose();
        Segments.Dispose();
        Reader.Dispose();
    }

    private InvalidDataException Broken(string sample, InvalidDataException e) => Reader.Broken($"sample {sample}: {e.Message}", e);
}
