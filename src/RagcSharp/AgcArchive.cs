using System.Text;

using Microsoft.Win32.SafeHandles;

using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Fasta;
using RagcSharp.Files;
using RagcSharp.Options;
using RagcSharp.Reading;
using RagcSharp.Verification;

namespace RagcSharp;

/// <summary>An AGC archive of any version of the format, opened for reading. Only what is asked for is read.</summary>
/// <remarks>
/// Safe for any number of threads; they share what is read. After <see cref="Dispose"/> every call throws
/// <see cref="ObjectDisposedException"/>. To read a sample's names and places takes one
/// thread at a time.
/// </remarks>
public sealed class AgcArchive : IDisposable
{
    private readonly OpenArchive _archive;
    private readonly RegionExtractor _extractor;
    private volatile bool _isDisposed;

    private AgcArchive(OpenArchive archive)
    {
        _archive = archive;
        _extractor = new RegionExtractor(archive);
    }

    /// <summary>Names of the samples in the order of the archive; the first one is the reference.</summary>
    public IReadOnlyList<string> Samples => Archive.Samples.Names;

    /// <summary>Number of samples.</summary>
    public int SampleCount => Samples.Count;

    /// <summary>Whether samples are kept with all of their text, and not as symbols only: those that were added so.</summary>
    public bool IsExact => Archive.Texts.Any;

    /// <summary>Opens an archive.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no AGC archive, or damaged.</exception>
    public static AgcArchive Open(string path, ArchiveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new ArchiveOptions();
        options.Check();
        return new AgcArchive(OpenArchive.Open(path, options));
    }

    /// <summary>Opens an archive in a stream.</summary>
    /// <remarks>
    /// A <see cref="FileStream"/> is read without its position being used or changed, by any number of threads at a time. Any other stream is
    /// read under a lock, one thread at a time, and nobody else may use it meanwhile.
    /// </remarks>
    /// <param name="stream">The archive, from the stream's beginning to its end. The stream must be able to seek.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="leaveOpen">Whether the stream stays open when the archive is disposed, or cannot be opened.</param>
    /// <exception cref="ArgumentException">The stream cannot be read, or cannot seek.</exception>
    /// <inheritdoc cref="Open(string, ArchiveOptions)"/>
    public static AgcArchive Open(Stream stream, ArchiveOptions? options = null, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead || !stream.CanSeek)
            throw new ArgumentException("an archive is read here and there, so its stream must be able to read and to seek", nameof(stream));
        options ??= new ArchiveOptions();
        options.Check();
        string name = (stream as FileStream)?.Name ?? "stream";
        return new AgcArchive(new OpenArchive(new ArchiveReader(ArchiveSource.Of(stream, leaveOpen), name), options));
    }

    /// <summary>Opens an archive by a handle that is open, and owns the handle from now on.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="options">How.</param>
    /// <inheritdoc cref="Open(string, ArchiveOptions)"/>
    internal static AgcArchive Open(SafeFileHandle file, string name, ArchiveOptions options)
    {
        options.Check();
        return new AgcArchive(new OpenArchive(new ArchiveReader(file, name), options));
    }

    /// <summary>
    /// Whether a file has something in it that is no AGC archive, and so is hardly meant to be replaced by one. False for one that is empty
    /// or not there, and for what is no ordinary file. An archive is what has the directory of one, whatever its version; its parts may
    /// be damaged.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool HasOtherContent(string path)
    {
        if (FileStatus.LengthOf(path) is null or 0)
            return false;
        try
        {
            using var archive = new ArchiveReader(path);
            return !archive.Has(StreamNames.FileTypeInfo);
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    /// <summary>
    /// Verifies an archive from the first byte to the last: its container, its checks if it has any, that every segment is there, can be
    /// decoded and has its length, and that neighbouring segments agree in what they share. It goes on behind what it finds.
    /// </summary>
    /// <remarks>Several archives may be verified at a time.</remarks>
    /// <param name="path">The archive.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="found">Takes what is wrong, as it is found, on the calling thread. Damage to a part comes last, with all the samples
    /// that it concerns.</param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">Two originals are of the same sample.</exception>
    /// <exception cref="IOException">The archive or an original cannot be read.</exception>
    public static VerificationReport Verify(
        string path,
        VerificationOptions? options = null,
        Action<VerificationFinding>? found = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new VerificationOptions();
        options.Check();
        return ArchiveVerification.Run(() => new ArchiveReader(path), path, options, found, cancellation);
    }

    /// <summary>Verifies this archive, as <see cref="Verify(string, VerificationOptions, Action{VerificationFinding}, CancellationToken)"/>
    /// does. It reads the archive anew, and uses nothing that is kept in memory.</summary>
    /// <inheritdoc cref="Verify(string, VerificationOptions, Action{VerificationFinding}, CancellationToken)"/>
    public VerificationReport Verify(
        VerificationOptions? options = null, Action<VerificationFinding>? found = null, CancellationToken cancellation = default)
    {
        options ??= new VerificationOptions();
        options.Check();
        var reader = Archive.Reader;
        return ArchiveVerification.Run(reader.Reopen, reader.Path, options, found, cancellation);
    }

    /// <summary>
    /// Begins an archive with all that this one holds, to which samples may be added. See
    /// <see cref="AgcCompressor.Append(string, string, CompressionOptions, CancellationToken)"/>.
    /// </summary>
    /// <param name="output">Takes the new archive; written forward only, not closed.</param>
    /// <param name="options">As for that.</param>
    /// <param name="cancellation">Ends the work: calls then throw <see cref="OperationCanceledException"/>.</param>
    /// <returns>The compressor, which is to be disposed before this archive is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged, or holds what this version would lose.</exception>
    public AgcCompressor Append(Stream output, CompressionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        return AgcCompressor.Append(Archive, output, options, cancellation);
    }

    /// <summary>
    /// Makes an archive of some of the samples of this one. See
    /// <see cref="AgcEditor.Subset(string, IReadOnlyList{string}, string, SubsetOptions, CancellationToken)"/>.
    /// </summary>
    /// <param name="samples">Names of those that are kept; or that go, with <see cref="SubsetOptions.ExcludeSamples"/>.</param>
    /// <param name="output">Takes the new archive; written forward only, not closed.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">There is no sample of a name, a name is there twice, or no sample would be left.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged, or holds what this version would lose.</exception>
    public SubsetSummary Subset(
        IReadOnlyList<string> samples, Stream output, SubsetOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        return AgcEditor.Subset(Archive, samples, output, options, cancellation);
    }

    /// <summary>Whether there is a sample of that name.</summary>
    public bool Contains(string sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return Archive.Samples.Find(sample) >= 0;
    }

    /// <summary>The contigs of a sample, in the order of the archive.</summary>
    /// <exception cref="ArgumentException">There is no such sample.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public IReadOnlyList<AgcContig> GetContigs(string sample)
    {
        int number = Archive.Find(sample);
        return new MappedList<ContigRecord, AgcContig>(
            _archive.Samples[number].Contigs,
            contig => new AgcContig(Encoding.UTF8.GetString(contig.Name), _archive.Whole(contig, number).End));
    }

    /// <summary>
    /// Copies letters of a contig: upper-case letters of the IUPAC code, also of a sample that is kept exactly. For windows in any order.
    /// </summary>
    /// <param name="sample">Name of the sample.</param>
    /// <param name="contig">The contig, by its header or the first word of it; of several the first.</param>
    /// <param name="start">Position of the first letter, from 0; at most the contig's length.</param>
    /// <param name="letters">Takes the letters.</param>
    /// <returns>Number of letters, less than there is room for where the contig ends.</returns>
    /// <exception cref="ArgumentException">There is no such sample or contig.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The position is not in the contig.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    /// <exception cref="IOException">The archive cannot be read.</exception>
    public int Read(string sample, string contig, long start, Span<byte> letters)
    {
        ArgumentNullException.ThrowIfNull(contig);
        var (number, contigs, found) = Find(sample, contig);
        long length = contigs.Length(found);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, length);
        long end = Math.Min(length, start + letters.Length);
        _extractor.Read(Region.Range(number, contigs, found, start, end, _archive.Parameters.KmerLength), letters);
        return (int)(end - start);
    }

    /// <summary>
    /// A sample as FASTA, decoded as it is read: memory does not depend on its length. The stream reads forward only, and is used by one
    /// thread at a time. It is to be disposed before the archive is.
    /// </summary>
    /// <param name="sample">Its name.</param>
    /// <param name="options">How to write it; null for the defaults. Progress is not reported.</param>
    /// <exception cref="ArgumentException">There is no such sample, or an option is out of range.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged. Reads throw it, too.</exception>
    public Stream OpenSample(string sample, ExtractionOptions? options = null)
    {
        options ??= new ExtractionOptions();
        options.Check();
        int number = Archive.Find(sample);
        return new ExtractedStream(output => WhileOpen(_extractor.WriteSamples([number], output, options, CancellationToken.None)));
    }

    /// <summary>
    /// A contig, or a range of one, as FASTA, decoded as it is read: memory does not depend on its length. The stream reads forward only,
    /// and is used by one thread at a time. It is to be disposed before the archive is.
    /// </summary>
    /// <param name="sample">Name of the sample.</param>
    /// <param name="contig">The contig, by its header or the first word of it; of several the first.</param>
    /// <param name="start">Position of the first letter, from 0.</param>
    /// <param name="end">Position behind the last letter; clipped to the contig. Null for all of the contig.</param>
    /// <param name="options">How to write it; null for the defaults. Progress is not reported.</param>
    /// <exception cref="ArgumentException">There is no such sample or contig, or an option is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range has no letters.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged. Reads throw it, too.</exception>
    public Stream OpenContig(string sample, string contig, long start = 0, long? end = null, ExtractionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(contig);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        options ??= new ExtractionOptions();
        options.Check();
        var (number, contigs, found) = Find(sample, contig);
        long length = contigs.Length(found), last = Math.Min(end ?? length, length);
        bool isWhole = start == 0 && end is null;
        if (!isWhole)
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, last);
        var label = isWhole ? default : new RegionLabel($":{start}-{last - 1}", null, Positions.FromZero, IsReverse: false, IsOfRange: true);
        var region = Region.Range(number, contigs, found, start, last, _archive.Parameters.KmerLength, label);
        return new ExtractedStream(output => WhileOpen(_extractor.WriteRegion(region, output, options)));
    }

    /// <summary>What the archive tells of itself. Reads the names and lengths of all contigs.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public AgcArchiveInfo ReadInfo() => ArchiveSummary.Of(Archive);

    /// <summary>Writes samples as FASTA, one after another, each with its contigs in the order of the archive.</summary>
    /// <remarks>
    /// A sample that is kept exactly is written as it was read, byte for byte, unless <see cref="ExtractionOptions.LineLength"/> is
    /// given. Where its last line has no end and another sample follows, a line end is put between.
    /// </remarks>
    /// <param name="samples">Their names; all are looked up before anything is written.</param>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="options">How to write.</param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">There is no sample of one of the names, or an option is out of range.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    /// <exception cref="IOException">The archive cannot be read, or the output not written.</exception>
    public void WriteSamples(
        IReadOnlyList<string> samples, Stream output, ExtractionOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        int[] numbers = [.. samples.Select(Archive.Find)];
        Report(_extractor.WriteSamples(numbers, output, options, cancellation), options.Progress);
    }

    /// <summary>Writes samples in lines of a length.</summary>
    /// <param name="samples">Their names; all are looked up before anything is written.</param>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="lineLength">Letters a line, at least 1.</param>
    /// <param name="threads">Threads that decode; memory does not depend on the length of the samples.</param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>.</param>
    /// <inheritdoc cref="WriteSamples(IReadOnlyList{string}, Stream, ExtractionOptions, CancellationToken)"/>
    public void WriteSamples(
        IReadOnlyList<string> samples, Stream output, int lineLength, int threads, CancellationToken cancellation = default) =>
        WriteSamples(samples, output, new ExtractionOptions { LineLength = lineLength, Threads = threads }, cancellation);

    /// <summary>Writes contigs, or ranges of contigs, as FASTA, in the order asked for.</summary>
    /// <param name="queries">What is asked for, gone through once. A range that goes past the contig's end is clipped. All are looked up
    /// before anything is written.</param>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="options">How to write; without a line length, lines have 80 letters.</param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">
    /// A query names no contig, or may mean several, or has a range that is reversed, negative, or begins past the end; or an option is
    /// out of range.
    /// </exception>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    /// <exception cref="IOException">The archive cannot be read, or the output not written.</exception>
    /// <remarks>
    /// <para>Positions count the letters that <see cref="GetContigs"/> counts. Of a sample that is kept exactly, letters have their case, and
    /// what stands between them (gaps, for instance, but no white space) is written with them.</para>
    /// <para>What is near in the archive is decoded together, whatever the order. A query takes some 20 bytes of memory, and the name that
    /// it gives its record; names of contigs are kept once.</para>
    /// </remarks>
    public void WriteRegions(
        IEnumerable<AgcQuery> queries, Stream output, ExtractionOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Report(_extractor.WriteRegions(queries, output, options, cancellation), options.Progress);
    }

    /// <summary>
    /// Writes contigs, or ranges of contigs, that are asked for as <see cref="AgcQuery.Parse(string, string)"/> takes them.
    /// </summary>
    /// <param name="queries">The queries.</param>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="options">How to write.</param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>.</param>
    /// <inheritdoc cref="WriteRegions(IEnumerable{AgcQuery}, Stream, ExtractionOptions, CancellationToken)"/>
    public void WriteRegions(
        IReadOnlyList<string> queries, Stream output, ExtractionOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        WriteRegions(queries.Select(query => AgcQuery.Parse(query)), output, options, cancellation);
    }

    /// <summary>Writes contigs, or ranges of contigs, in lines of a length.</summary>
    /// <param name="queries">The contigs and ranges.</param>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="lineLength">Letters a line, at least 1.</param>
    /// <param name="threads">Threads that decode.</param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>.</param>
    /// <inheritdoc cref="WriteRegions(IReadOnlyList{string}, Stream, ExtractionOptions, CancellationToken)"/>
    public void WriteRegions(
        IReadOnlyList<string> queries, Stream output, int lineLength, int threads, CancellationToken cancellation = default) =>
        WriteRegions(queries, output, new ExtractionOptions { LineLength = lineLength, Threads = threads }, cancellation);

    /// <summary>
    /// Writes the index (.fai) that <c>samtools faidx</c> would make of the plain text of samples, in lines of a length. Reads names and
    /// lengths only.
    /// </summary>
    /// <param name="samples">Their names; all are looked up before anything is written.</param>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="lineLength">Letters a line, at least 1.</param>
    /// <returns>Names of the contigs that are left out: those without letters, and those whose names were there before.</returns>
    /// <exception cref="ArgumentException">There is no sample of one of the names.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    /// <exception cref="IOException">The archive cannot be read, or the output not written.</exception>
    public IReadOnlyList<string> WriteIndex(IReadOnlyList<string> samples, Stream output, int lineLength)
    {
        ArgumentNullException.ThrowIfNull(samples);
        OptionRange.Check(nameof(lineLength), "line length", lineLength, 1, int.MaxValue);
        var index = new FaiWriter(output);
        foreach (int sample in samples.Select(Archive.Find).ToArray())
        {
            foreach (var contig in _archive.Samples[sample].Contigs)
                index.AddWritten(contig.Name, _archive.Whole(contig, sample).End, lineLength);
        }

        index.Flush();
        return index.LeftOut;
    }

    /// <summary>Digests of samples and their contigs; memory does not depend on the length of contigs.</summary>
    /// <param name="samples">Their names; all are looked up at once.</param>
    /// <param name="threads">Threads that decode; the hash functions take up to two more.</param>
    /// <param name="hasFullNames">
    /// Whether contigs are named by their whole headers, and not by the first word, as samtools and most others name them. The digests of
    /// collections depend on it.
    /// </param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>.</param>
    /// <returns>A sample at a time, as they are asked for.</returns>
    /// <exception cref="ArgumentException">There is no sample of one of the names.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged, or the name of a contig is not UTF-8.</exception>
    /// <exception cref="IOException">The archive cannot be read.</exception>
    public IEnumerable<AgcSampleDigest> ComputeDigests(
        IReadOnlyList<string> samples, int threads, bool hasFullNames = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        OptionRange.CheckThreads(nameof(threads), threads);
        var digester = new SampleDigester(Archive, _extractor, hasFullNames);
        return WhileOpen(digester.Digest([.. samples.Select(Archive.Find)], threads, cancellation));
    }

    /// <summary>The archive by the bytes of names. Good as long as this object is.</summary>
    internal NamedContigs ToNamedContigs() => new(_archive.Samples, _extractor, _archive.Parameters.KmerLength);

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _archive.Dispose();
    }

    // What is kept in memory would outlive the file.
    private OpenArchive Archive
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _archive;
        }
    }

    // The number of a sample, its contigs, and the number of one of them.
    private (int Sample, ContigIndex Contigs, int Contig) Find(string sample, string contig)
    {
        int number = Archive.Find(sample);
        var contigs = _archive.Samples.IndexOf(number);
        int found = contigs.Find(contig);
        return found >= 0
            ? (number, contigs, found)
            : throw new ArgumentException($"{_archive.Reader.Path}: sample {sample} has no contig {contig}");
    }

    private static void Report(IEnumerable<int> steps, IProgress<ExtractionProgress>? progress)
    {
        long letters = 0;
        foreach (int count in steps)
        {
            letters += count;
            progress?.Report(new ExtractionProgress { Letters = letters });
        }
    }

    private IEnumerable<T> WhileOpen<T>(IEnumerable<T> items)
    {
        using var item = items.GetEnumerator();
        while (Archive is not null && item.MoveNext())
            yield return item.Current;
    }
}
