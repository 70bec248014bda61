using System.Text;

using RagcSharp.Archive;
using RagcSharp.Collection;

namespace RagcSharp.Reading;

/// <summary>Decodes regions and writes them. Safe for any number of threads.</summary>
internal sealed class RegionExtractor(OpenArchive archive)
{
    /// <summary>Letters of a reverse complement that are held at once.</summary>
    private const long LongestReversed = 4L << 20;

    /// <summary>Writes samples, one after another.</summary>
    /// <param name="samples">Their numbers.</param>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="options">How to write.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>A step at a time, each of a segment at most; its number of letters.</returns>
    public IEnumerable<int> WriteSamples(
        IEnumerable<int> samples, Stream output, ExtractionOptions options, CancellationToken cancellation)
    {
        var regions = samples.SelectMany(
            sample => Region.All(archive.Samples[sample], contig => archive.Whole(contig, sample)));
        using var streamer = new SegmentStreamer(archive.Segments, options.Threads);
        foreach (int letters in Write(regions, output, options, areSamples: true, streamer, cancellation))
            yield return letters;
    }

    /// <summary>Writes regions in the order asked for. What is near in the archive is decoded together.</summary>
    /// <param name="queries">The regions; all are looked up before anything is written.</param>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="options">How to write.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>A step at a time, each of a segment at most; its number of letters.</returns>
    public IEnumerable<int> WriteRegions(
        IEnumerable<AgcQuery> queries, Stream output, ExtractionOptions options, CancellationToken cancellation)
    {
        using var regions = new RegionList(queries, archive.Samples, archive.Parameters.KmerLength, options.Warn);
        long ahead = Math.Clamp(archive.CacheSize / 16, SegmentStreamer.DefaultAhead, 4 * SegmentStreamer.DefaultAhead);
        using var streamer = new SegmentStreamer(archive.Segments, options.Threads, ahead, isSorting: true);
        foreach (int letters in Write(regions.Read(), output, options, areSamples: false, streamer, cancellation))
            yield return letters;
    }

    /// <summary>Writes one region.</summary>
    /// <returns>A step at a time, each of a segment at most; its number of letters.</returns>
    public IEnumerable<int> WriteRegion(Region region, Stream output, ExtractionOptions options)
    {
        using var streamer = new SegmentStreamer(archive.Segments, options.Threads);
        foreach (int letters in Write([region], output, options, areSamples: false, streamer, CancellationToken.None))
            yield return letters;
    }

    /// <summary>For each region an item without letters, then its letters; they are good until the next item is asked for.</summary>
    public IEnumerable<(Region Region, Letters Letters)> Stream(
        IEnumerable<Region> regions, SegmentStreamer streamer, CancellationToken cancellation)
    {
        foreach (var (piece, letters) in streamer.Stream(regions.SelectMany(Pieces), piece => piece.BytesHeld, Broken))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return (piece.Region, letters.AreNone ? default : new Letters(letters, piece));
        }
    }

    /// <summary>Copies the letters of a region.</summary>
    public void Read(Region region, Span<byte> letters)
    {
        foreach (var (piece, segment) in Pieces(region))
        {
            if (segment is null)
                continue;
            try
            {
                archive.Segments.ReadLetters(segment.Value, piece.Skip, letters[..piece.Take]);
            }
            catch (InvalidDataException e)
            {
                throw Broken(piece, e);
            }

            letters = letters[piece.Take..];
        }
    }

    /// <summary>Adds to an error where it is.</summary>
    public InvalidDataException Broken(RegionPiece piece, InvalidDataException e) => archive.Reader.Broken(
        $"sample {archive.Samples.Names[piece.Region.Sample]}, contig {Text(piece.Region.Contig.Name)}, "
        + $"segment {piece.Number}: {e.Message}", e);

    private IEnumerable<int> Write(
        IEnumerable<Region> regions,
        Stream output,
        ExtractionOptions options,
        bool areSamples,
        SegmentStreamer streamer,
        CancellationToken cancellation)
    {
        var kept = options.IgnorePreservedText ? null : archive.Texts;
        using var writer = new RegionWriter(archive.Samples.Names, kept, output, options.LineLength, areSamples, options.HeaderTemplate);
        var ordered = regions.SelectMany(region => region.InOrderOfOutput(LongestReversed));
        foreach (var (region, letters) in Stream(ordered, streamer, cancellation))
        {
            if (letters.IsEmpty)
                Restore(writer, () => writer.Begin(region));
            else
                Restore(writer, () => writer.Write(letters.Span));
            yield return letters.IsEmpty ? 0 : letters.Span.Length;
        }

        Restore(writer, writer.Flush);
        yield return 0;
    }

    // For each region an item without a segment, then its segments.
    private IEnumerable<(RegionPiece Piece, SegmentPiece? Segment)> Pieces(Region region)
    {
        yield return (new RegionPiece(region, 0, 0, 0), null);
        foreach (var (number, segment, skip, take) in region.Pieces(archive.Parameters.KmerLength))
        {
            foreach (var (piece, skipped, taken) in SegmentPiece.Of(segment, skip, take))
                yield return (new RegionPiece(region, number, skipped, taken), piece);
        }
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
            throw archive.Reader.Broken($"sample {archive.Samples.Names[writer.Sample]}, stream {StreamNames.ExactSamples}: {e.Message}", e);
        }
    }

    private static string Text(byte[] name) => Encoding.UTF8.GetString(name);

    /// <summary>Letters in a buffer that somebody else owns.</summary>
    internal readonly record struct Letters(DecodedLetters Decoded, RegionPiece Piece)
    {
        public bool IsEmpty => Decoded.AreNone;

        public Span<byte> Span => Decoded.Span.Slice(Piece.Skip, Piece.Take);
    }

    /// <summary>What a segment gives of a region.</summary>
    /// <param name="Region">The region.</param>
    /// <param name="Number">The segment's number in its contig.</param>
    /// <param name="Skip">Letters of what is decoded that are passed over.</param>
    /// <param name="Take">Letters of the region.</param>
    internal readonly record struct RegionPiece(Region Region, int Number, int Skip, int Take)
    {
        /// <summary>Bytes of memory that it keeps from being freed: its first piece stands for the region.</summary>
        public long BytesHeld => Take == 0 ? Region.Bytes : 0;
    }
}
