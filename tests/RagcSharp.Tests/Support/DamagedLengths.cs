using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Memory;
using RagcSharp.Zstd;

namespace RagcSharp.Tests.Support;

/// <summary>
/// Makes archives as AGC 3.0 to 3.2.1 left them after appending: the raw lengths of some samples are stored against k, those of
/// the others against s + k (docs/format.md §5.2).
/// </summary>
internal static class DamagedLengths
{
    /// <summary>Copies an archive of version 3, with the lengths of samples of these numbers damaged.</summary>
    public static void Write(string source, string target, Func<int, bool> isDamaged)
    {
        using var archive = new ArchiveReader(source);
        using var payload = new NativeBuffer();
        _ = archive.Read(StreamNames.Params, 0, payload);
        var parameters = Parameters.Decode(payload.AsSpan());
        using var reader = CollectionReader.Open(archive, parameters, StreamNames.NewVersion);
        ArchiveCopy.Write(source, target, (stream, part) =>
        {
            int first = part * parameters.BatchSize;
            return stream == StreamNames.CollectionDetails && first < reader.SampleNames.Count
                ? Encode(reader.ReadBatch(part).Select((s, i) => isDamaged(first + i) ? Damage(s, parameters) : s), parameters)
                : null;
        });
    }

    /// <summary>What a length becomes that is stored against k and read against s + k.</summary>
    public static uint Misread(uint length, int k, int segmentSize)
    {
        long stored = length < k ? 2 * (k - (long)length) - 1 : length < 2 * k ? 2 * ((long)length - k) : length;
        long expected = (long)segmentSize + k;
        if (stored >= 2 * expected)
            return (uint)stored;
        return (uint)(stored % 2 == 1 ? expected - (stored + 1) / 2 : expected + stored / 2);
    }

    private static SampleRecord Damage(SampleRecord sample, Parameters parameters) => sample with
    {
        Contigs =
        [
            .. sample.Contigs.Select(contig => contig with
            {
                Segments =
                [
                    .. contig.Segments.Select(segment => segment with
                    {
                        Length = Misread(segment.Length, parameters.KmerLength, parameters.SegmentSize),
                    }),
                ],
            }),
        ],
    };

    private static byte[] Encode(IEnumerable<SampleRecord> batch, Parameters parameters)
    {
        using var zstd = new ZstdContext();
        using NativeBuffer payload = new(), scratch = new();
        uint typicalLength = (uint)(parameters.SegmentSize + parameters.KmerLength);
        _ = new SegmentDetailsContent(0, [.. batch], typicalLength).Encode(payload, zstd, scratch);
        return payload.AsSpan().ToArray();
    }
}
