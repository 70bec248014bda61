using System.Text;

using RagcSharp.Collection;
using RagcSharp.Digests;
using RagcSharp.Fasta;
using RagcSharp.Sequences;

namespace RagcSharp.Reading;

/// <summary>Digests samples contig by contig, as they are decoded. Safe for any number of threads.</summary>
/// <param name="archive">The archive.</param>
/// <param name="extractor">Puts contigs together.</param>
/// <param name="hasFullNames">Whether contigs are named by their whole headers.</param>
internal sealed class SampleDigester(OpenArchive archive, RegionExtractor extractor, bool hasFullNames)
{
    private static readonly UTF8Encoding StrictText = new(false, throwOnInvalidBytes: true);

    /// <summary>A sample at a time, as they are asked for.</summary>
    public IEnumerable<AgcSampleDigest> Digest(int[] numbers, int threads, CancellationToken cancellation)
    {
        using var streamer = new SegmentStreamer(archive.Segments, threads);
        using var hasher = new ContigHasher(threads);
        foreach (int sample in numbers)
        {
            var contigs = archive.Samples[sample].Contigs;
            Hash(contigs.Select(contig => archive.Whole(contig, sample)), streamer, hasher, cancellation);
            AgcContigDigest[] digests =
            [
                .. contigs.Zip(hasher.Complete(), (contig, hashes) => Refget.Contig(
                    NameOf(sample, contig), archive.Whole(contig, sample).End, hashes.Sha512, hashes.Md5)),
            ];
            yield return new AgcSampleDigest(archive.Samples.Names[sample], Refget.Collection(digests), digests);
        }
    }

    private void Hash(IEnumerable<Region> contigs, SegmentStreamer streamer, ContigHasher hasher, CancellationToken cancellation)
    {
        bool isFirst = true;
        foreach (var (_, letters) in extractor.Stream(contigs, streamer, cancellation))
        {
            if (!letters.IsEmpty)
                hasher.Append(Known(letters));
            else if (!isFirst)
                hasher.EndContig();
            isFirst = false;
        }

        if (!isFirst)
            hasher.EndContig();
    }

    // What stands for an unknown symbol is no letter of the sequence.
    private Span<byte> Known(RegionExtractor.Letters letters) => letters.Span.Contains(Symbols.NoLetter)
        ? throw extractor.Broken(
            letters.Piece, new InvalidDataException("a symbol that stands for no letter; such a sequence has no digest"))
        : letters.Span;

    private string NameOf(int sample, ContigRecord contig)
    {
        try
        {
            return StrictText.GetString(hasFullNames ? contig.Name : FastaHeader.FirstWord(contig.Name));
        }
        catch (DecoderFallbackException e)
        {
            string name = Encoding.UTF8.GetString(contig.Name);
            throw archive.Reader.Broken($"sample {archive.Samples.Names[sample]}, contig {name}: the name is not UTF-8, so it has no digest", e);
        }
    }
}
