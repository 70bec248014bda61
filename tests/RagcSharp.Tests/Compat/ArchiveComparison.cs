using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Zstd;

namespace RagcSharp.Tests.Compat;

/// <summary>
/// Compares archives stream by stream and part by part, after decompression: the output of zstd differs between its versions. Left out are
/// the producer's stream and streams of our own.
/// </summary>
internal static class ArchiveComparison
{
    public static void AssertEqual(string expected, string actual)
    {
        AssertSameStreams(expected, actual);
        // Not only what the streams hold, but also where: parts are written in the same order.
        using ArchiveReader a = new(expected), b = new(actual);
        Assert.Equal(InFileOrder(a), InFileOrder(b));
    }

    public static void AssertSameStreams(string expected, string actual)
    {
        using ArchiveReader a = new(expected), b = new(actual);
        Assert.Equal(Compared(a), Compared(b));
        foreach (string stream in Compared(a).Where(name => name != StreamNames.FileTypeInfo))
        {
            Assert.True(
                a.Parts(stream).Count == b.Parts(stream).Count,
                $"{stream}: {b.Parts(stream).Count} parts, {a.Parts(stream).Count} expected");
            for (int part = 0; part < a.Parts(stream).Count; part++)
            {
                bool same = Content(a, stream, part).AsSpan().SequenceEqual(Content(b, stream, part));
                Assert.True(same, $"{stream}, part {part} differs");
            }
        }
    }

    private static string[] Compared(ArchiveReader archive) =>
        [.. archive.Streams.Where(name => !name.StartsWith(StreamNames.OwnPrefix, StringComparison.Ordinal))];

    private static string[] InFileOrder(ArchiveReader archive) =>
    [
        .. Compared(archive)
            .SelectMany(stream => archive.Parts(stream).Select(part => (part.Offset, stream)))
            .OrderBy(part => part.Offset)
            .Select(part => part.stream),
    ];

    private static byte[] Content(ArchiveReader archive, string stream, int part)
    {
        using NativeBuffer payload = new(), content = new();
        using var zstd = new ZstdContext();
        ulong metadata = archive.Read(stream, part, payload);
        switch (stream)
        {
            case StreamNames.Params or StreamNames.Splitters or StreamNames.SegmentSplitters:
                content.Append(payload.AsSpan());
                break;
            case StreamNames.CollectionSamples or StreamNames.CollectionContigs:
                ZstdFrame.Decode(payload.AsSpan(), metadata, zstd, content);
                break;
            case StreamNames.CollectionDetails:
                DecodeColumns(payload.AsSpan(), zstd, content);
                break;
            default:
                PartCodec.Decode(payload.AsSpan(), metadata, zstd, content);
                metadata = 0;
                break;
        }

        content.Append(BitConverter.GetBytes(metadata));
        return content.AsSpan().ToArray();
    }

    private static void DecodeColumns(ReadOnlySpan<byte> payload, ZstdContext zstd, NativeBuffer content)
    {
        int at = 0;
        var sizes = new (uint Raw, uint Packed)[SegmentDetailsContent.Columns];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = (PrefixVarint.Read(payload, ref at), PrefixVarint.Read(payload, ref at));
        foreach (var (raw, packed) in sizes)
        {
            ZstdFrame.Decode(payload.Slice(at, (int)packed), raw, zstd, content);
            content.Append(BitConverter.GetBytes(raw));
            at += (int)packed;
        }
    }
}
