using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Zstd;

namespace RagcSharp.Tests.Support;

/// <summary>
/// An archive whose segments and descriptors the test chooses, right or wrong: all segments are in raw group 0, from item 1 on.
/// </summary>
internal sealed class HandmadeArchive
{
    public const int K = 17;

    private readonly List<byte[]> _items = [[0x7F]];
    private readonly List<(string Sample, ContigRecord Contig)> _contigs = [];

    /// <summary>Adds a segment and returns its descriptor.</summary>
    public SegmentDescriptor Segment(byte[] symbols)
    {
        _items.Add(symbols);
        return new SegmentDescriptor(0, (uint)_items.Count - 1, (uint)symbols.Length, false);
    }

    public void Contig(string sample, string name, params SegmentDescriptor[] segments) =>
        _contigs.Add((sample, new ContigRecord(Text.Bytes(name), segments)));

    public void Write(string path)
    {
        var parameters = new Parameters(K, 20, 50, 1000);
        SampleRecord[] samples =
            [.. _contigs.GroupBy(c => c.Sample).Select(s => new SampleRecord(Text.Bytes(s.Key), [.. s.Select(c => c.Contig)]))];
        var info = FileTypeInfo.Ours();
        var names = new List<string>
        {
            StreamNames.CollectionSamples, StreamNames.CollectionContigs, StreamNames.CollectionDetails, StreamNames.Params,
            StreamNames.Splitters, StreamNames.SegmentSplitters, StreamNames.FileTypeInfo,
        };
        using var zstd = new ZstdContext();
        PartContent[] parts =
        [
            new SampleNamesContent(0, [.. samples.Select(s => s.Name)]),
            new ContigNamesContent(1, samples),
            new SegmentDetailsContent(2, samples, 1000 + K),
            new PlainContent(3, parameters.Encode(), 0),
            new PlainContent(4, [], 0),
            new PlainContent(5, KmerTables.EncodeSegmentSplitters([new(ulong.MaxValue, ulong.MaxValue, 0)]), 1),
            new PlainContent(6, info.Encode(), (ulong)info.Pairs.Count),
            .. Enumerable.Range(0, StreamNames.RawGroups).Select(g => new PackContent(7 + g, Items(g, zstd))),
        ];
        names.AddRange(Enumerable.Range(0, StreamNames.RawGroups).Select(group => StreamNames.Delta(group)));
        using var file = File.Create(path);
        var writer = new ArchiveWriter(file);
        using NativeBuffer payload = new(), scratch = new();
        foreach (var part in parts)
            writer.Append(part.Stream, part.Encode(payload, zstd, scratch), payload.AsSpan());
        writer.Finish(names, withChecks: true);
    }

    private PackItem[] Items(int group, ZstdContext zstd) => [.. _items.Take(group == 0 ? 50 : 1).Select(item => PackItem.Of(item, zstd))];
}
