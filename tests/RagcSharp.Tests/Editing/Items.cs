using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Zstd;

namespace RagcSharp.Tests.Editing;

/// <summary>Looks at what archives hold, and which of it anybody uses.</summary>
internal static class Items
{
    /// <summary>Segments of groups as (group, id): those that are stored, but for the dummies.</summary>
    public static HashSet<(int Group, int Id)> Stored(string path)
    {
        using var archive = new ArchiveReader(path);
        using var zstd = new ZstdContext();
        int packSize = ParametersOf(archive).BatchSize;
        var items = new HashSet<(int, int)>();
        for (int group = 0; archive.Has(StreamNames.Delta(group)); group++)
        {
            bool isRaw = group < StreamNames.RawGroups;
            var parts = new StoredParts(archive, StreamNames.NewVersion, group, packSize);
            if (!isRaw)
                items.Add((group, 0));
            for (int part = 0; part < parts.Packs; part++)
            {
                int count = parts.ReadPack(part, new MemoryBudget(1 << 20, "items"), zstd, pack => pack.Count);
                Assert.True(count == packSize || part == parts.Packs - 1, $"group {group}, part {part}: {count} items");
                items.UnionWith(Enumerable.Range(0, count).Select(item => (group, part * packSize + item + (isRaw ? 0 : 1))));
            }

            if (isRaw)
                items.Remove((group, 0));
        }

        return items;
    }

    /// <summary>Segments of groups as (group, id): those that samples have.</summary>
    public static HashSet<(int Group, int Id)> Used(string path)
    {
        using var archive = new ArchiveReader(path);
        using var collection = CollectionReader.Open(archive, ParametersOf(archive), StreamNames.NewVersion);
        int batches = (collection.SampleNames.Count + collection.SamplesABatch - 1) / collection.SamplesABatch;
        return [.. Enumerable.Range(0, batches)
            .SelectMany(collection.ReadBatch).SelectMany(sample => sample.Contigs).SelectMany(contig => contig.Segments)
            .Select(segment => ((int)segment.Group, (int)segment.IdInGroup))];
    }

    /// <summary>The k-mers that groups are known by, and those that contigs are cut at.</summary>
    public static HashSet<ulong> Kmers(string path)
    {
        using var archive = new ArchiveReader(path);
        var pairs = archive.Decode(StreamNames.SegmentSplitters, KmerTables.DecodeSegmentSplitters);
        ulong[] splitters = archive.Decode(StreamNames.Splitters, KmerTables.DecodeSplitters);
        return [.. splitters, .. pairs.SelectMany(pair => (ulong[])[pair.First, pair.Second])];
    }

    /// <summary>Payloads of a stream.</summary>
    public static List<byte[]> Payloads(string path, string stream)
    {
        using var archive = new ArchiveReader(path);
        using var payload = new NativeBuffer();
        return [.. Enumerable.Range(0, archive.Parts(stream).Count).Select(part =>
        {
            archive.Read(stream, part, payload);
            return payload.AsSpan().ToArray();
        })];
    }

    /// <summary>k of an archive.</summary>
    public static int KmerLength(string path)
    {
        using var archive = new ArchiveReader(path);
        return ParametersOf(archive).KmerLength;
    }

    private static Parameters ParametersOf(ArchiveReader archive) =>
        archive.Decode(StreamNames.Params, (payload, _) => Parameters.Decode(payload));
}
