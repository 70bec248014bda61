using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Digests;
using RagcSharp.Editing;
using RagcSharp.Exact;
using RagcSharp.Fasta;
using RagcSharp.Pipeline;
using RagcSharp.Querying;
using RagcSharp.Verification;

namespace RagcSharp;

/// <summary>An AGC archive of any version of the format, opened for reading. Only what is asked for is read.</summary>
/// <remarks>
/// Safe for any number of threads, until <see cref="Dispose"/>. What they read of the archive's references and packs they share; sample
/// metadata is read by one at a time.
/// </remarks>
public sealed class AgcArchive : IDisposable
{
    /// <summary>Bytes of references and packs kept for the next segment of the same group.</summary>
    private const long CacheBudget = 8L << 20;

    private const int NewestVersion = 3;

    private static readonly System.Text.UTF8Encoding StrictText = new(false, throwOnInvalidBytes: true);

    private readonly ArchiveReader _archive;
    private readonly FileTypeInfo _info;
    private readonly Parameters _parameters;
    private readonly CollectionReader _collection;
    private readonly SampleCatalog _samples;
    private readonly SegmentReader _segments;
    private readonly LengthReading _lengths;
    private readonly ExactSamples _texts;
    private readonly HashSet<string> _mended = new(StringComparer.Ordinal);

    private AgcArchive(ArchiveReader archive)
    {
        _archive = archive;
        _info = archive.Decode(StreamNames.FileTypeInfo, FileTypeInfo.Decode);
        if (_info.Version.Major > NewestVersion)
            throw archive.Broken($"an archive of format version {_info.Version}; versions 1 to 3 can be read");
        _parameters = archive.Decode(StreamNames.Params, (payload, _) => Parameters.Decode(payload));
        _segments = new SegmentReader(archive, _parameters, _info.Version.Major, CacheBudget);
        _lengths = new LengthReading(_parameters.KmerLength, _parameters.SegmentSize);
        _collection = CollectionReader.Open(archive, _parameters, _info.Version.Major);
        _samples = new SampleCatalog(_collection, Mend, Broken);
        _texts = new ExactSamples(archive);
    }

    /// <summary>Names of the samples in the order of the archive; the first one is the reference.</summary>
    public IReadOnlyList<string> Samples => _samples.Names;

    /// <summary>Whether samples are kept with all of their text, and not as symbols only: those that were added so.</summary>
    public bool IsExact => _archive.Has(StreamNames.ExactSamples);

    /// <summary>Opens an archive.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no AGC archive, or damaged.</exception>
    public static AgcArchive Open(string path)
    {
        var archive = new ArchiveReader(path);
        try
        {
            return Open(archive);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>Takes over a container, if it succeeds.</summary>
    internal static AgcArchive Open(ArchiveReader archive) => new(archive);

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
    /// <exception cref="ArgumentException">Two originals are of the same sample.</exception>
    /// <exception cref="IOException">The archive or an original cannot be read.</exception>
    public static VerificationReport Verify(
        string path,
        VerificationOptions? options = null,
        Action<VerificationFinding>? found = null,
        CancellationToken cancellation = default)
    {
        options ??= new VerificationOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        return ArchiveVerification.Run(() => new ArchiveReader(path), path, options, found, cancellation);
    }

    /// <summary>Whether there is a sample of that name.</summary>
    public bool Contains(string sample) => _samples.Find(sample) >= 0;

    /// <summary>The contigs of a sample, in the order of the archive.</summary>
    /// <exception cref="ArgumentException">There is no such sample.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public IReadOnlyList<AgcContig> Contigs(string sample)
    {
        int number = Find(sample);
        return new MappedList<ContigRecord, AgcContig>(
            _samples[number].Contigs, contig => new AgcContig(Text(contig.Name), Whole(contig, number).End));
    }

    /// <summary>What the archive tells of itself. Reads the names and lengths of all contigs.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public AgcArchiveInfo ReadInfo()
    {
        long contigs = 0, bases = 0;
        for (int sample = 0; sample < Samples.Count; sample++)
        {
            contigs += _samples[sample].Contigs.Count;
            bases += _samples[sample].Contigs.Sum(contig => Whole(contig, sample).End);
        }

        var sizes = StreamSizes.Of(_archive, _info.Version.Major);
        return new AgcArchiveInfo
        {
            FormatVersion = _info.Version,
            Producer = _info.Pairs,
            Samples = Samples.Count,
            Contigs = contigs,
            Bases = bases,
            KmerLength = _parameters.KmerLength,
            MinMatchLength = _parameters.MinMatchLength,
            SegmentSize = _parameters.SegmentSize,
            BatchSize = _parameters.BatchSize,
            Reference = Samples.Count > 0 ? Samples[0] : null,
            CommandLines = _collection.CommandLines,
            FileSize = _archive.Length,
            ReferenceSize = sizes.References,
            RawSize = sizes.RawGroups,
            DeltaSize = sizes.Deltas,
            CollectionSize = sizes.Collection,
            SplitterSize = sizes.Splitters,
            HasChecks = _archive.HasChecks,
            ExactSize = sizes.Exact,
            MendedSamples = MendedSamples(),
        };
    }

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
        int[] numbers = [.. samples.Select(Find)];
        var regions = numbers.SelectMany(sample => Region.All(_samples[sample], contig => Whole(contig, sample)));
        Write(regions, output, options, areSamples: true, cancellation);
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
    /// <param name="queries">
    /// Each <c>contig</c>, <c>contig@sample</c>, <c>contig:from-to</c> or <c>contig@sample:from-to</c>: a contig by its header or the first word of
    /// it, positions from 0, both ends included. A range that goes past the contig's end is clipped. All are looked up before anything
    /// is written.
    /// </param>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="options">How to write; without a line length, lines have 80 letters.</param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">
    /// A query names no contig, or contigs of several samples, or a range that is reversed, negative, or begins past the end; or an
    /// option is out of range.
    /// </exception>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    /// <exception cref="IOException">The archive cannot be read, or the output not written.</exception>
    /// <remarks>
    /// Positions count the letters that <see cref="Contigs"/> counts. Of a sample that is kept exactly, letters have their case, and what
    /// stands between them (gaps, for instance, but no white space) is written with them.
    /// </remarks>
    public void WriteRegions(
        IReadOnlyList<string> queries, Stream output, ExtractionOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(options);
        var regions = new RegionResolver(_samples, _parameters.KmerLength).Resolve(queries);
        Write(regions, output, options, areSamples: false, cancellation);
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
        ArgumentOutOfRangeException.ThrowIfLessThan(lineLength, 1);
        var index = new FaiWriter(output);
        foreach (int sample in samples.Select(Find).ToArray())
        {
            foreach (var contig in _samples[sample].Contigs)
                index.AddWritten(contig.Name, Whole(contig, sample).End, lineLength);
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
    public IEnumerable<AgcSampleDigest> Digest(
        IReadOnlyList<string> samples, int threads, bool hasFullNames = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return Digest([.. samples.Select(Find)], threads, hasFullNames, cancellation);
    }

    /// <summary>The archive as something to be added to. Good as long as this object is.</summary>
    internal ResumedArchive ToResumed() => new(_archive, _info.Version.Major, _parameters, _samples, _segments);

    /// <summary>The archive as something that another one is made of. Good as long as this object is.</summary>
    internal SourceArchive ToSource() => new(_archive, _info.Version.Major, _parameters, _samples);

    /// <summary>
    /// The archive as something to be verified, but for its <paramref name="damaged"/> parts. Good as long as this object is.
    /// </summary>
    internal SampleVerifier ToVerified(
        IReadOnlyDictionary<(string Stream, int Part), Faults.Cause> damaged, Originals originals, Faults faults)
    {
        new TableVerifier(_archive, _info.Version.Major, faults).Verify();
        originals.CheckSamples(_samples, faults);
        return new SampleVerifier(_parameters, _samples, _segments, damaged, _texts, originals, faults);
    }

    /// <summary>Verifies the texts of samples that are kept exactly.</summary>
    internal TextVerifier ToVerifiedTexts(Originals originals, Faults faults) => new(this, _texts, originals, faults);

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _samples.Dispose();
        _segments.Dispose();
        _archive.Dispose();
    }

    private void Write(
        IEnumerable<Region> regions, Stream output, ExtractionOptions options, bool areSamples, CancellationToken cancellation)
    {
        options.Check();
        using var streamer = new SegmentStreamer(_segments, options.Threads);
        using var writer = new RegionWriter(options.IsPlain ? null : _texts, output, options.LineLength, areSamples);
        foreach (var (piece, letters) in streamer.Stream(regions.SelectMany(Pieces), piece => piece.Region.Contig.Name.Length, Broken))
        {
            cancellation.ThrowIfCancellationRequested();
            if (letters is null)
                Restore(writer, () => writer.Begin(piece.Region));
            else
                Restore(writer, () => writer.Write(letters.AsSpan(piece.Skip, piece.Take)));
        }

        Restore(writer, writer.Flush);
    }

    // Does something for which the text that was kept is read.
    private void Restore(RegionWriter writer, Action write)
    {
        try
        {
            write();
        }
        catch (InvalidDataException e)
        {
            throw _archive.Broken($"sample {Samples[writer.Sample]}, stream {StreamNames.ExactSamples}: {e.Message}", e);
        }
    }

    private IEnumerable<AgcSampleDigest> Digest(int[] samples, int threads, bool hasFullNames, CancellationToken cancellation)
    {
        using var streamer = new SegmentStreamer(_segments, threads);
        using var hasher = new ContigHasher(threads);
        foreach (int sample in samples)
        {
            var contigs = _samples[sample].Contigs;
            Hash(contigs.Select(contig => Whole(contig, sample)), streamer, hasher, cancellation);
            AgcContigDigest[] digests =
            [
                .. contigs.Zip(hasher.Complete(), (contig, hashes) => Refget.Contig(
                    NameOf(sample, contig, hasFullNames), Whole(contig, sample).End, hashes.Sha512, hashes.Md5)),
            ];
            yield return new AgcSampleDigest(Samples[sample], Refget.Collection(digests), digests);
        }
    }

    private void Hash(IEnumerable<Region> contigs, SegmentStreamer streamer, ContigHasher hasher, CancellationToken cancellation)
    {
        bool isFirst = true;
        foreach (var (piece, letters) in streamer.Stream(contigs.SelectMany(Pieces), piece => piece.Region.Contig.Name.Length, Broken))
        {
            cancellation.ThrowIfCancellationRequested();
            if (letters is not null)
                hasher.Append(Known(piece, letters.AsSpan(piece.Skip, piece.Take)));
            else if (!isFirst)
                hasher.EndContig();
            isFirst = false;
        }

        if (!isFirst)
            hasher.EndContig();
    }

    // What stands for an unknown symbol is no letter of the sequence.
    private Span<byte> Known(RegionPiece piece, Span<byte> letters) => letters.Contains(Symbols.NoLetter)
        ? throw Broken(piece, new InvalidDataException("a symbol that stands for no letter; such a sequence has no digest"))
        : letters;

    private string NameOf(int sample, ContigRecord contig, bool isFull)
    {
        try
        {
            return StrictText.GetString(isFull ? contig.Name : FastaHeader.FirstWord(contig.Name));
        }
        catch (System.Text.DecoderFallbackException e)
        {
            throw _archive.Broken($"sample {Samples[sample]}, contig {Text(contig.Name)}: the name is not UTF-8, so it has no digest", e);
        }
    }

    // For each region an item without a segment, then its segments.
    private IEnumerable<(RegionPiece Piece, SegmentPiece? Segment)> Pieces(Region region)
    {
        yield return (new RegionPiece(region, 0, 0, 0), null);
        foreach (var (number, segment, skip, take) in region.Pieces(_parameters.KmerLength))
        {
            foreach (var (piece, skipped, taken) in SegmentPiece.Of(segment, skip, take))
                yield return (new RegionPiece(region, number, skipped, taken), piece);
        }
    }

    // Samples that an older AGC has appended may have their lengths stored against another number.
    private SampleRecord Mend(SampleRecord sample)
    {
        if (_info.Version.Major < NewestVersion || _info.IsOurs || _lengths.FindTelling(sample) is not { } telling)
            return sample;
        if (LengthOf(telling, sample) != _lengths.Other(telling.Length))
            return sample;
        lock (_mended)
            _mended.Add(Text(sample.Name));
        return _lengths.ReadOtherwise(sample);
    }

    private Region Whole(ContigRecord contig, int sample)
    {
        try
        {
            return Region.Whole(sample, contig, _parameters.KmerLength);
        }
        catch (InvalidDataException e)
        {
            throw _archive.Broken($"sample {Samples[sample]}, contig {Text(contig.Name)}: {e.Message}", e);
        }
    }

    private string[] MendedSamples()
    {
        lock (_mended)
            return [.. Samples.Where(_mended.Contains)];
    }

    private uint LengthOf(SegmentDescriptor segment, SampleRecord sample)
    {
        try
        {
            return _segments.LengthOf(segment);
        }
        catch (InvalidDataException e)
        {
            throw Broken(Text(sample.Name), e);
        }
    }

    private int Find(string sample)
    {
        int number = _samples.Find(sample);
        return number >= 0 ? number : throw new ArgumentException($"{_archive.Path}: no sample {sample}");
    }

    private InvalidDataException Broken(string sample, InvalidDataException e) => _archive.Broken($"sample {sample}: {e.Message}", e);

    private InvalidDataException Broken(RegionPiece piece, InvalidDataException e) => _archive.Broken(
        $"sample {Samples[piece.Region.Sample]}, contig {Text(piece.Region.Contig.Name)}, segment {piece.Number}: {e.Message}", e);

    private static string Text(byte[] name) => System.Text.Encoding.UTF8.GetString(name);

    private readonly record struct RegionPiece(Region Region, int Number, int Skip, int Take);
}
