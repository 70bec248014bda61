namespace RagcSharp.Archive;

/// <summary>Bytes that the kinds of streams take in an archive, payloads only.</summary>
internal sealed record StreamSizes(long References, long RawGroups, long Deltas, long Collection, long Splitters)
{
    public static StreamSizes Of(ArchiveReader archive, int version)
    {
        long raw = Enumerable.Range(0, StreamNames.RawGroups).Sum(group => SizeOf(archive, StreamNames.Delta(group, version)));
        bool isNew = version >= StreamNames.NewVersion;
        long references = Sum(isNew ? name => name[0] == 'x' && name[^1] == 'r' : name => name.EndsWith("-ref", StringComparison.Ordinal));
        long deltas = Sum(isNew ? name => name[0] == 'x' && name[^1] == 'd' : name => name.EndsWith("-delta", StringComparison.Ordinal));
        long collection = Sum(name => name.StartsWith("collection-", StringComparison.Ordinal));
        long splitters = SizeOf(archive, StreamNames.Splitters) + SizeOf(archive, StreamNames.SegmentSplitters);
        return new StreamSizes(references, raw, deltas - raw, collection, splitters);

        long Sum(Func<string, bool> isMeant) =>
            archive.Streams.Where(name => name.Length > 0 && isMeant(name)).Sum(name => SizeOf(archive, name));
    }

    private static long SizeOf(ArchiveReader archive, string stream) => archive.Parts(stream).Sum(part => part.Size);
}
