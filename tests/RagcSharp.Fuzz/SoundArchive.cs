using System.Text;

using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Sequences;
using RagcSharp.Zstd;

namespace RagcSharp.Fuzz;

/// <summary>
/// A small archive with nothing wrong, put together by hand: sample <c>ref</c> is the reference of group 16, sample <c>a</c> a delta
/// against it and a raw segment. What is to be wrong is changed before <see cref="ToBytes"/>.
/// </summary>
internal sealed class SoundArchive
{
    public const int ReferenceLength = 1000;

    /// <summary>The segments of <see cref="Delta"/> and <see cref="RawItem"/>.</summary>
    public static readonly SegmentDescriptor OfDelta = new(16, 1, 500, true), OfRaw = new(0, 1, 8, false);

    /// <summary>The raw segment: ACGTACGT.</summary>
    private static readonly byte[] Raw = [0, 1, 2, 3, 0, 1, 2, 3];

    public SoundArchive(int referenceLength = ReferenceLength)
    {
        Reference = new byte[referenceLength];
        var random = new Random(16);
        for (int i = 0; i < Reference.Length; i++)
            Reference[i] = (byte)random.Next(4);
        Samples.Add(Sample("ref", new SegmentDescriptor(16, 0, (uint)referenceLength, false)));
        Samples.Add(Sample("a", OfDelta, OfRaw));
    }

    public byte[] Reference { get; set; }

    /// <summary>Item 1 of group 16: the last 500 symbols of the reference.</summary>
    public byte[] Delta { get; set; } = "500,480."u8.ToArray();

    /// <summary>Item 1 of group 0; item 0 is the dummy.</summary>
    public byte[] RawItem { get; set; } = Raw;

    public Parameters Parameters { get; set; } = new(31, 20, 50, 1000);

    public List<SampleRecord> Samples { get; } = [];

    /// <summary>Parts that take the place of others.</summary>
    public Dictionary<string, ImagePart> Parts { get; } = [];

    /// <summary>A sample with a contig for each segment.</summary>
    public static SampleRecord Sample(string name, params SegmentDescriptor[] contigs) => new(
        Encoding.Latin1.GetBytes(name),
        [.. contigs.Select((segment, i) => new ContigRecord(Encoding.ASCII.GetBytes($"chr{i + 1}"), [segment]))]);

    public byte[] ToBytes() => ToImage().ToBytes();

    public ArchiveImage ToImage()
    {
        var image = new ArchiveImage();
        Add(image, StreamNames.CollectionSamples, new SampleNamesContent(0, [.. Samples.Select(sample => sample.Name)]));
        Add(image, StreamNames.CollectionContigs, new ContigNamesContent(0, Samples));
        uint typicalLength = (uint)(Parameters.SegmentSize + Parameters.KmerLength);
        Add(image, StreamNames.CollectionDetails, new SegmentDetailsContent(0, Samples, typicalLength));
        for (int group = 0; group < StreamNames.RawGroups; group++)
            image[StreamNames.Delta(group)].Add(Pack(group == 0 ? [[0x7F], RawItem] : [[0x7F]]));
        using (var reference = new PackedSymbols(Reference))
            Add(image, StreamNames.Reference(16), new ReferenceContent(0, reference));
        image[StreamNames.Delta(16)].Add(Pack([Delta]));
        image[StreamNames.Params].Add(new ImagePart(0, Parameters.Encode()));
        image[StreamNames.Splitters].Add(new ImagePart(0, []));
        image[StreamNames.SegmentSplitters].Add(new ImagePart(1, KmerTables.EncodeSegmentSplitters([new(1UL << 40, 1UL << 50, 16)])));
        var info = FileTypeInfo.Ours();
        image[StreamNames.FileTypeInfo].Add(new ImagePart((ulong)info.Pairs.Count, info.Encode()));
        foreach (var (stream, part) in Parts)
            image[stream][0] = part;
        return image;
    }

    /// <summary>A pack of items, compressed if that helps.</summary>
    public static ImagePart Pack(params byte[][] items)
    {
        using var zstd = new ZstdContext();
        using var pack = new NativeBuffer();
        using var payload = new NativeBuffer();
        foreach (byte[] item in items)
        {
            pack.Append(item);
            pack.Append(PackContent.ItemEnd);
        }

        ulong metadata = PartCodec.EncodePack(pack.AsSpan(), zstd, payload);
        return new ImagePart(metadata, payload.AsSpan().ToArray());
    }

    private static void Add(ArchiveImage image, string stream, PartContent content)
    {
        using var zstd = new ZstdContext();
        using NativeBuffer payload = new(), scratch = new();
        ulong metadata = content.Encode(payload, zstd, scratch);
        image[stream].Add(new ImagePart(metadata, payload.AsSpan().ToArray()));
    }
}
