using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Dense;
using RagcSharp.Exact;
using RagcSharp.Lz;
using RagcSharp.Memory;
using RagcSharp.Options;
using RagcSharp.Packs;
using RagcSharp.Reading;
using RagcSharp.Sequences;

namespace RagcSharp.Compressing;

/// <summary>
/// An archive that samples are added to: brings the state of a compression to where it stood when that archive was finished, so that
/// the result is what making it in one go would have given (but for steps of concatenated genomes, and for archives of others, which do not
/// record all that is needed: <see cref="RecordedModes"/>). Used by the worker at the first barrier.
/// </summary>
internal sealed class ResumedArchive(OpenArchive archive)
{
    // Symbols of contigs with splitters of their own that are looked at together: each time the whole reference is gone through.
    private const long SymbolsAtOnce = 16 << 20;

    /// <summary>The archive.</summary>
    public ArchiveReader Reader => archive.Reader;

    /// <summary>The version of its format.</summary>
    public int Version => archive.Version;

    /// <summary>What it was made with.</summary>
    public Parameters Stored => archive.Parameters;

    /// <summary>For what is kept of it in memory.</summary>
    public MemoryBudget Budget { get; } = new(archive.Reader.Length, "references and packs that are not full");

    /// <summary>What the archive goes on with.</summary>
    public Parameters Parameters { get; } = archive.Parameters.Completed;

    /// <summary>How it was made; null where it does not tell.</summary>
    public RecordedModes? Recorded { get; } = RecordedModes.Read(archive.Reader);

    /// <summary>How its groups were made; null where it is not dense, or another program has changed it since.</summary>
    public RecordedDense? Dense { get; } = RecordedDense.Read(archive.Reader);

    /// <summary>Names of the samples that are there.</summary>
    public IReadOnlyList<string> Samples => archive.Samples.Names;

    /// <summary>The names as they are stored, which need not be UTF-8.</summary>
    public IReadOnlyList<byte[]> StoredNames => archive.Samples.StoredNames;

    /// <summary>A sample, with its lengths mended where that was necessary.</summary>
    public SampleRecord Sample(int number) => archive.Samples[number];

    /// <exception cref="InvalidDataException">The archive holds what this program, or an option, would lose.</exception>
    public void Check(CompressionOptions options)
    {
        if (archive.Reader.Has(StreamNames.ExactSamples) && !options.PreserveText && !options.DropText)
            throw archive.Reader.Broken("keeps the text of samples; add more with --exact, or let that go with --plain");
        if (archive.Reader.Streams.FirstOrDefault(StreamNames.IsUnknownOwn) is { } unknown)
            throw archive.Reader.Broken($"stream {unknown} is of a newer ragc-sharp; adding samples would make it wrong");
        try
        {
            new CompressionOptions
            {
                KmerLength = Parameters.KmerLength,
                BatchSize = Parameters.BatchSize,
                SegmentSize = Parameters.SegmentSize,
            }.Check();
            OptionRange.Check(
                nameof(Parameters.MinMatchLength),
                "minimum match length",
                Parameters.MinMatchLength,
                LzReference.LeastMinMatchLength,
                CompressionOptions.MaxMinMatchLength);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw archive.Reader.Broken($"{OptionRange.MessageOf(e)}: such an archive can be read, but not added to", e);
        }
    }

    /// <summary>
    /// A full batch of the collection: copied where it can be, coded anew where it is of an older version or was mended.
    /// </summary>
    public IEnumerable<PartContent> Batch(int batch, int contigsStream, int detailsStream)
    {
        int first = batch * Parameters.BatchSize;
        var records = Enumerable.Range(first, Parameters.BatchSize).Select(Sample).ToArray();
        bool isAsStored = archive.Version == StreamNames.NewVersion
            && Enumerable.Range(0, records.Length).All(i => ReferenceEquals(records[i], archive.Samples.AsStored(first + i)));
        yield return isAsStored
            ? new CopiedContent(contigsStream, archive.Reader, StreamNames.CollectionContigs, batch)
            : new ContigNamesContent(contigsStream, records);
        yield return isAsStored
            ? new CopiedContent(detailsStream, archive.Reader, StreamNames.CollectionDetails, batch)
            : new SegmentDetailsContent(detailsStream, records, (uint)(Parameters.SegmentSize + Parameters.KmerLength));
    }

    /// <summary>
    /// What the archive keeps of the text of its samples, to be copied, a part for each; of no bytes where it keeps nothing.
    /// </summary>
    public IEnumerable<PartContent> Texts(int stream)
    {
        int parts = archive.Reader.Parts(StreamNames.ExactSamples).Count;
        for (int sample = 0; sample < archive.Samples.Names.Count; sample++)
        {
            yield return sample < parts
                ? new CopiedContent(stream, archive.Reader, StreamNames.ExactSamples, sample)
                : new ExactContent(stream, null);
        }
    }

    /// <summary>The contigs of the first sample, to be disposed by the caller.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public List<PackedContig> UnpackFirst()
    {
        var contigs = new List<PackedContig>();
        try
        {
            for (int i = 0; i < archive.Samples[0].Contigs.Count; i++)
                contigs.Add(Unpack(new ContigPlace(0, i), Budget));
            return contigs;
        }
        catch
        {
            contigs.ForEach(contig => contig.Dispose());
            throw;
        }
    }

    /// <summary>Contigs, some of them at a time, which are disposed when the next ones are asked for.</summary>
    /// <inheritdoc cref="UnpackFirst"/>
    public IEnumerable<List<PackedContig>> UnpackSome(IEnumerable<ContigPlace> places)
    {
        var left = new Queue<ContigPlace>(places);
        while (left.Count > 0)
        {
            var contigs = new List<PackedContig>();
            try
            {
                // Read, used and forgotten.
                var rest = Budget.Rest();
                do
                    contigs.Add(Unpack(left.Dequeue(), rest));
                while (left.Count > 0 && contigs.Sum(contig => contig.Length) < SymbolsAtOnce);
                yield return contigs;
            }
            finally
            {
                contigs.ForEach(contig => contig.Dispose());
            }
        }
    }

    private PackedContig Unpack(ContigPlace place, MemoryBudget budget)
    {
        if (place.Sample >= archive.Samples.Names.Count || place.Contig >= archive.Samples[place.Sample].Contigs.Count)
            throw archive.Reader.Broken($"stream {StreamNames.Modes}: contig {place.Contig} of sample {place.Sample}, which there is not");
        try
        {
            var contig = archive.Samples[place.Sample].Contigs[place.Contig];
            budget.Take(contig.Segments.Sum(segment => (long)segment.Length));
            return Unpack(contig);
        }
        catch (InvalidDataException e)
        {
            throw archive.Reader.Broken($"sample {archive.Samples.Names[place.Sample]}: {e.Message}", e);
        }
    }

    private PackedContig Unpack(ContigRecord contig)
    {
        using NativeBuffer symbols = new(), piece = new();
        foreach (var (_, segment, skip, take) in Region.Whole(0, contig, archive.Parameters.KmerLength).Pieces(archive.Parameters.KmerLength))
        {
            foreach (var (part, skipped, taken) in SegmentPiece.Of(segment, skip, take))
            {
                archive.Segments.Read(part, piece);
                symbols.Append(piece.AsSpan(skipped, taken));
            }
        }

        return new PackedContig(symbols);
    }
}
