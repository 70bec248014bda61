using RagcSharp.Archive;
using RagcSharp.Grouping;

namespace RagcSharp.Compressing;

/// <summary>Sums up an archive that was just finished.</summary>
internal static class Summary
{
    /// <param name="way">The way in which it was made.</param>
    /// <param name="streams">Its streams.</param>
    /// <param name="archive">What was written of it.</param>
    /// <param name="progress">What was counted.</param>
    /// <param name="input">What was seen of the input.</param>
    /// <param name="samples">Its samples, with those that were there before.</param>
    public static CompressionSummary Of(
        ArchiveWay way, StreamPlan streams, ArchiveWriter archive, CompressionProgress progress, InputReader input, int samples)
    {
        int[] raw = [.. Enumerable.Range(0, StreamNames.RawGroups)];
        int[] others = [.. Enumerable.Range(0, way.Groups.Count).Skip(StreamNames.RawGroups)];
        int[] alone = [.. others.Where(group => archive.PartsOf(StreamPlan.DeltaOf(group)) == 0)];
        return new CompressionSummary
        {
            SampleCount = samples,
            AddedSampleCount = progress.Samples,
            Bases = progress.Bases,
            GroupCount = way.Groups.Count,
            OneSidedGroups = way.Groups.Pairs.Count(pair => !new KmerPair(pair.First, pair.Second).IsClosed),
            ReferenceOnlyGroups = alone.Length,
            Splitters = way.Segmenter.Splitters.Length,
            ReferenceSize = References(others),
            ReferenceOnlySize = References(alone),
            RawSize = Deltas(raw),
            DeltaSize = Deltas(others),
            ParametersSize = Named(StreamNames.Params),
            SplittersSize = Named(StreamNames.Splitters),
            SegmentSplittersSize = Named(StreamNames.SegmentSplitters),
            CollectionSize =
                archive.SizeOf(StreamPlan.Samples) + archive.SizeOf(StreamPlan.Contigs) + archive.SizeOf(StreamPlan.Details),
            ExactSize = Enumerable.Range(0, streams.OwnNames.Count).Where(own => streams.OwnNames[own] == StreamNames.ExactSamples)
                .Sum(own => archive.SizeOf(~own)),
            ReferenceBases = input.ReferenceBases,
            AlikeContigsOf = input.AlikeContigsOf,
            ArchiveSize = archive.Length,
        };

        long References(int[] groups) => groups.Sum(group => archive.SizeOf(StreamPlan.ReferenceOf(group)));

        long Deltas(int[] groups) => groups.Sum(group => archive.SizeOf(StreamPlan.DeltaOf(group)));

        long Named(string stream) => archive.SizeOf(streams.Names.ToList().IndexOf(stream));
    }
}
