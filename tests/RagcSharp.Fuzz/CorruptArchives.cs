using System.Text;

using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Lz;
using RagcSharp.Memory;

namespace RagcSharp.Fuzz;

/// <summary>
/// Makes the files of testdata/corrupt, each wrong, or at the edge of what is possible, in one way. What each is, its README tells.
/// </summary>
internal static class CorruptArchives
{
    private const int Many = 200_000_000;

    public static IEnumerable<(string Name, byte[] Bytes)> All() =>
        Container().Concat(Tables()).Concat(Names()).Concat(Counts()).Concat(Segments()).Concat(Frames())
            .Select(file => (file.Name + ".agc", file.Bytes));

    private static IEnumerable<(string Name, byte[] Bytes)> Container()
    {
        byte[] sound = new SoundArchive().ToBytes();
        yield return ("sound", sound);
        yield return ("cut", sound[..^9]);
        yield return ("directory-larger-than-file", [.. sound[..^8], .. BitConverter.GetBytes((ulong)sound.Length)]);
        yield return ("directory-of-no-bytes", [.. sound[..^8], .. new byte[8]]);
        yield return ("streams-beyond-count", WithDirectory("08FFFFFFFFFFFFFFFF" + "6100" + "00" + "00"));
        yield return ("parts-beyond-count", WithDirectory("0101" + "6100" + "08FFFFFFFFFFFFFFFF" + "00"));
        yield return ("part-behind-end", WithDirectory("0101" + "6100" + "0101" + "00" + "0163" + "0102"));
        yield return ("part-too-long", WithDirectory("0101" + "6100" + "0101" + "00" + "00" + "0463000000"));
        yield return ("part-in-directory", WithDirectory("0101" + "6100" + "0101" + "00" + "0109" + "0104"));
        yield return ("parts-on-top-of-each-other", WithDirectory(
            "0102" + "6100" + "0101" + "00" + "00" + "0107" + "6200" + "0101" + "00" + "00" + "0107"));
        yield return ("same-stream-twice", WithDirectory("0102" + "6100" + "00" + "00" + "6100" + "00" + "00"));
        // The dummies of two raw groups: one part. There is room for it, as nothing else is at the old place of the second one.
        yield return ("parts-shared", Shared(new SoundArchive().ToImage()));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Tables()
    {
        yield return ("params-short", Changed(a => a.Parts[StreamNames.Params] = new ImagePart(0, new byte[11])));
        yield return ("params-k-99", Changed(a => a.Parameters = a.Parameters with { KmerLength = 99 }));
        yield return ("params-segment-size", Changed(a => a.Parameters = a.Parameters with { SegmentSize = int.MaxValue }));
        yield return ("params-k-5", Changed(a => a.Parameters = a.Parameters with { KmerLength = 5 }));
        yield return ("params-batch-size", Changed(a => a.Parameters = a.Parameters with { BatchSize = 1 }));
        yield return ("version-4", WithInfo(1, "file_version_major\x00004\0"u8.ToArray()));
        yield return ("file-type-info-long", WithInfo(1 << 20, new byte[70_000]));
        yield return ("file-type-info-count", WithInfo(ulong.MaxValue, "a\0b\0"u8.ToArray()));
        yield return ("splitters-count", Changed(a => a.Parts[StreamNames.Splitters] = new ImagePart(1UL << 61, new byte[8])));
        yield return ("pair-of-raw-group", WithPairs(new SegmentSplitter(1, 2, 3)));
        yield return ("pair-of-no-group", WithPairs(new SegmentSplitter(1, 2, uint.MaxValue)));
        yield return ("pair-twice", WithPairs(new SegmentSplitter(1, 2, 16), new SegmentSplitter(1, 2, 16)));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Names()
    {
        yield return ("names-of-terminals", Changed(a =>
        {
            a.Samples.Add(SoundArchive.Sample("\x1b[31mred\x07", new SegmentDescriptor(16, 0, 7, false)));
        }));
        yield return ("names-that-lead-out", Changed(a =>
        {
            foreach (string name in (string[])["..", ".", "../up", "/root", "line\nbreak", "\x1b[2J"])
                a.Samples.Add(SoundArchive.Sample(name, new SegmentDescriptor(16, 0, SoundArchive.ReferenceLength, false)));
        }));
        yield return ("names-that-meet", Changed(a =>
        {
            foreach (string name in (string[])["x/y", "x_y"])
                a.Samples.Add(SoundArchive.Sample(name, new SegmentDescriptor(16, 0, SoundArchive.ReferenceLength, false)));
        }));
        yield return ("samples-bomb", Changed(a => a.Parts[StreamNames.CollectionSamples] = Zip([.. Number(Many), .. new byte[Many]])));
        byte[] longName = new byte[200_000];
        longName.AsSpan().Fill((byte)'x');
        byte[] same = [.. Enumerable.Repeat((byte[])[0x81, 0], 100_000).SelectMany(b => b)];
        yield return ("contig-names-repeated", Contigs(100_001, [.. longName, 0, .. same]));
        yield return ("contigs-bomb", Contigs(Many / 2, new byte[Many / 2]));
        yield return ("contig-names-without-end", Contigs(3, "abc"u8.ToArray()));
        yield return ("contig-name-run", Contigs(2, "abc\0\u0080d\0"u8.ToArray().Where(b => b != 0xC2).ToArray()));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Counts()
    {
        byte[] zeros = new byte[Many / 4];
        yield return ("segments-bomb", Details([.. Numbers(2, 1, zeros.Length, 1, 0)], zeros, zeros, zeros, zeros));
        yield return ("segments-beyond-count", Details([.. Numbers(2, 1, uint.MaxValue, 1, 0)], [0], [0], [0], [0]));
        yield return ("contigs-differ", Details([.. Number(2), .. Number(7)], [0], [0], [0], [0]));
        yield return ("columns-differ", Details([.. Numbers(2, 1, 2, 2, 0, 0)], [0, 0], [0], [0], [0]));
        yield return ("column-behind-end", Changed(a => a.Parts[StreamNames.CollectionDetails] = new ImagePart(
            0, [.. Enumerable.Range(0, 5).SelectMany(_ => (byte[])[.. Number(1), .. Number(1 << 30)])])));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Segments()
    {
        yield return ("group-missing", OfSegment(new(17, 0, 10, false)));
        yield return ("group-beyond-numbers", OfSegment(new(uint.MaxValue, 0, 10, false)));
        yield return ("item-missing", OfSegment(new(16, 2, 10, false)));
        yield return ("pack-missing", OfSegment(new(16, 51, 10, false)));
        yield return ("length-of-reference", OfSegment(new(16, 0, 999, false)));
        yield return ("length-of-delta", OfSegment(new(16, 1, 501, true)));
        yield return ("length-of-raw", OfSegment(new(0, 1, 9, false)));
        yield return ("length-beyond-numbers", OfSegment(new(16, 1, uint.MaxValue, false)));
        yield return ("shorter-than-k", Changed(a => a.Samples[1] = a.Samples[1] with
        {
            Contigs = [new ContigRecord("c"u8.ToArray(), [new(16, 1, 500, true), new(0, 1, 8, false), new(0, 1, 8, false)])],
        }));
        yield return ("delta-of-no-tokens", Changed(a => a.Delta = "??"u8.ToArray()));
        yield return ("delta-behind-reference", Changed(a => a.Delta = "501,480."u8.ToArray()));
        yield return ("delta-number", Changed(a => a.Delta = "99999999999999999999,1."u8.ToArray()));
        yield return ("delta-run", Changed(a => a.Delta = [LzDelta.NRunStart, .. "2000000000"u8, LzDelta.NRunEnd]));
        yield return ("delta-copies-bomb", Changed(a => a.Delta = [.. "0."u8, .. Repeated("-1000.", 300_000)]));
        yield return ("delta-literals-bomb", Changed(a => a.Delta = Filled(Many, (byte)'A')));
        yield return ("pack-bomb", Changed(a => a.RawItem = new byte[Many]));
        yield return ("pack-of-no-items", Changed(a => a.Parts["x0d"] = new ImagePart(0, [])));
        yield return ("pack-of-ends-bomb", Changed(a => a.Parts["x0d"] = PartOf(Filled(Many, 0xFF))));
        yield return ("pack-of-items-bomb", Changed(a =>
        {
            a.Parameters = a.Parameters with { BatchSize = CompressionOptions.MaxBatchSize };
            a.Parts["x0d"] = PartOf(Filled(4_000_000, 0xFF));
        }));
        yield return ("pack-without-end", Changed(a => a.Parts["x0d"] = new ImagePart(0, [0x7F, 0xFF, 0, 1, 2, 3, 0, 1, 2, 3])));
        yield return ("reference-bomb", Changed(a => a.Reference = [.. Enumerable.Range(0, Many).Select(i => (byte)(i % 7 % 4))]));
        foreach (var file in Large())
            yield return file;
    }

    // Nothing is wrong with these; but a little of them stands for very much.
    private static IEnumerable<(string Name, byte[] Bytes)> Large()
    {
        const int Length = 60_000_000;
        yield return ("large-run", Changed(a =>
        {
            a.Delta = [LzDelta.NRunStart, .. Encoding.ASCII.GetBytes($"{Length - LzDelta.ShortestNRun}"), LzDelta.NRunEnd];
            a.Samples[1] = SoundArchive.Sample("a", new(16, 1, Length, true), new(16, 1, Length, false), SoundArchive.OfRaw);
        }));
        yield return ("large-copies", Changed(a =>
        {
            a.Delta = [.. "0."u8, .. Repeated("-1000.", Length / 1000 - 1)];
            a.Samples[1] = SoundArchive.Sample("a", new(16, 1, Length, true), new(16, 1, Length, false), SoundArchive.OfRaw);
        }));
        yield return ("large-raw", Changed(a =>
        {
            a.RawItem = Filled(Length, 4);
            a.Samples[1] = SoundArchive.Sample("a", new(0, 1, Length, true), new(0, 1, Length, false), SoundArchive.OfDelta);
        }));
        yield return ("large-reference", Changed(a =>
        {
            byte[] flank = a.Reference;
            a.Reference = [.. flank, .. Filled(Length, 4), .. flank];
            a.Delta = "700.-600,480."u8.ToArray();
            uint length = Length + 2 * SoundArchive.ReferenceLength;
            a.Samples[0] = SoundArchive.Sample("ref", new(16, 0, length, true), new(16, 0, length, false));
            a.Samples[1] = SoundArchive.Sample("a", new(16, 1, length - 200, true), new(16, 1, length - 200, false), SoundArchive.OfRaw);
        }));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Frames()
    {
        byte[] pack = [0x7F, 0xFF, 0, 1, 2, 3, 0, 1, 2, 3, 0xFF];
        yield return ("frame-claims-little", Changed(a => a.Parts["x0d"] = PartOf(pack) with { Metadata = 3 }));
        yield return ("frame-claims-much", Changed(a => a.Parts["x0d"] = PartOf(pack) with { Metadata = int.MaxValue - 64 }));
        yield return ("frame-claims-all", Changed(a => a.Parts["x0d"] = PartOf(pack) with { Metadata = ulong.MaxValue }));
        yield return ("frame-of-no-bytes", Changed(a => a.Parts["x0d"] = new ImagePart(11, [0])));
        yield return ("frame-cut", Changed(a => a.Parts["x0d"] = PartOf(pack) with { Payload = PartOf(pack).Payload[..^5] }));
        // Blocks of one byte each, and a look back of 2 GiB.
        byte[] blocks = [.. Enumerable.Range(0, 64).SelectMany(i => (byte[])[(byte)(i == 63 ? 3 : 2), 0, 0x10, 4])];
        yield return ("frame-looks-far-back", Changed(a => a.Parts["x0d"] = new ImagePart(
            64 << 17, [0x28, 0xB5, 0x2F, 0xFD, 0, 0xA8, .. blocks, 0])));
        yield return ("tuples-descriptor", Changed(a => a.Parts["xGr"] = new ImagePart(
            (ulong)a.Reference.Length, [.. ArchiveImage.Frame([.. new byte[251], 0x77]), 1])));
        yield return ("tuples-length", Changed(a => a.Parts["xGr"] = new ImagePart(
            (ulong)a.Reference.Length, [.. ArchiveImage.Frame([.. new byte[100], 0x40]), 1])));
    }

    private static byte[] Changed(Action<SoundArchive> change)
    {
        var archive = new SoundArchive();
        change(archive);
        return archive.ToBytes();
    }

    private static byte[] OfSegment(SegmentDescriptor segment) => Changed(a =>
        a.Samples[1] = SoundArchive.Sample("a", segment, SoundArchive.OfDelta, SoundArchive.OfRaw));

    // A batch whose first sample has so many contigs without segments.
    private static byte[] Contigs(int count, byte[] names) => Changed(a =>
    {
        a.Parts[StreamNames.CollectionContigs] = Zip([.. Number(2), .. Number(count), .. names, .. Number(0)]);
        a.Parts[StreamNames.CollectionDetails] = ArchiveImage.Zip(
            StreamNames.CollectionDetails, [[.. Number(2), .. Number(count), .. new byte[count], .. Number(0)], [], [], [], []]);
    });

    private static byte[] Details(params byte[][] columns) => Changed(a =>
        a.Parts[StreamNames.CollectionDetails] = ArchiveImage.Zip(StreamNames.CollectionDetails, columns));

    private static ImagePart Zip(byte[] content) => ArchiveImage.Zip(StreamNames.CollectionSamples, [content]);

    private static ImagePart PartOf(byte[] content) => ArchiveImage.Zip("x0d", [content]);

    private static byte[] WithPairs(params SegmentSplitter[] pairs) => Changed(a =>
        a.Parts[StreamNames.SegmentSplitters] = new ImagePart((ulong)pairs.Length, KmerTables.EncodeSegmentSplitters(pairs)));

    private static byte[] WithInfo(ulong count, byte[] pairs) => Changed(a =>
        a.Parts[StreamNames.FileTypeInfo] = new ImagePart(count, pairs));

    private static IEnumerable<byte> Numbers(params long[] numbers) => numbers.SelectMany(Number);

    private static byte[] Number(long number)
    {
        using var bytes = new NativeBuffer();
        PrefixVarint.Write((uint)number, bytes);
        return bytes.AsSpan().ToArray();
    }

    private static byte[] Repeated(string text, int times) =>
        [.. Enumerable.Repeat(Encoding.ASCII.GetBytes(text), times).SelectMany(b => b)];

    private static byte[] Filled(int length, byte value)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill(value);
        return bytes;
    }

    // Eight bytes of a part, then a directory.
    private static byte[] WithDirectory(string hex)
    {
        byte[] directory = Convert.FromHexString(hex);
        return [1, 1, 2, 3, 4, 5, 6, 7, .. directory, .. BitConverter.GetBytes((ulong)directory.Length)];
    }

    private static byte[] Shared(ArchiveImage image)
    {
        using var file = new MemoryStream();
        var places = new List<(string Name, int Offset, int Size)>();
        foreach (var (name, parts) in image.Streams)
        {
            var part = parts[0];
            // Groups 2 to 15 lie where group 1 does.
            if (part.Metadata == 0 && name.Length == 3 && name[1] is >= '2' and <= '9' or (>= 'A' and <= 'F') && name[0] == 'x')
            {
                places.Add((name, places.First(p => p.Name == "x1d").Offset, part.Payload.Length));
                file.Write(new byte[8]);
                continue;
            }

            places.Add((name, (int)file.Length, part.Payload.Length));
            Write(part.Metadata);
            file.Write(part.Payload);
        }

        int start = (int)file.Length;
        Write((ulong)places.Count);
        foreach (var (name, offset, size) in places)
        {
            file.Write([.. Encoding.ASCII.GetBytes(name), 0, 1, 1, 0]);
            Write((ulong)offset);
            Write((ulong)size);
        }

        file.Write(BitConverter.GetBytes(file.Length - start));
        return file.ToArray();

        void Write(ulong number)
        {
            var bytes = new byte[Varint.MostBytes];
            file.Write(bytes, 0, Varint.Write(number, bytes));
        }
    }
}
