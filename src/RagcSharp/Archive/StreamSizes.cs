namespace RagcSharp.Archive;

/// <summary>Bytes that the kinds of streams take in an archive, payloads only.</summary>
internal sealed record StreamSizes(long References, long RawGroups, long Deltas, long Collection, long Splitters, long Exact)
{
    public static StreamSizes Of(ArchiveReader archive, int version)
    {
        long raw = Enumerable.Range(0, StreamNames.RawGroups).Sum(group => SizeOf(archive, StreamNames.Delta(group, version)));
        long references = Sum(StreamNames.IsReference), deltas = Sum(StreamNames.IsDelta);
        long collection = Sum(name => name.StartsWith("collection-", StringComparison.Ordinal));
        long splitters = SizeOf(archive, StreamNames.Splitters) + SizeOf(archive, StreamNames.SegmentSplitters);
        long exact = SizeOf(archive, StreamNames.ExactSamples);
        return new StreamSizes(references, raw, deltas - raw, collection, splitters, exact);

        long Sum(Func<string, bool> isMeant) =>
            archive.Streams.Where(isMeant).Sum(name => SizeOf(archive, name));
    }

    private static long SizeOf(ArchiveReader archive, string stream) => archive.Parts(stream).Sum(part => part.Size);
}
