using RagcSharp.Archive;
using RagcSharp.Grouping;

namespace RagcSharp.Compressing;

/// <summary>Sums up an archive that was just finished.</summary>
internal static class Summary
{
    public static CompressionSummary Of(CompressionState state, ArchiveWriter archive, CompressionProgress progress, int samples)
    {
        var registrar = state.Registrar;
        var raw = registrar.Groups.Where(group => group.IsRaw).ToList();
        var others = registrar.Groups.Where(group => !group.IsRaw).ToList();
        var alone = others.Where(group => archive.PartsOf(group.DeltaStream) == 0).ToList();
        return new CompressionSummary
        {
            Samples = samples,
            SamplesAdded = progress.Samples,
            Bases = progress.Bases,
            Groups = registrar.Groups.Count,
            OneSidedGroups = state.Groups.Entries.Count(entry => !entry.Key.IsClosed),
            ReferenceOnlyGroups = alone.Count,
            Splitters = state.Splitters.Count,
            ReferenceSize = References(others),
            ReferenceOnlySize = References(alone),
            RawSize = Deltas(raw),
            DeltaSize = Deltas(others),
            ParametersSize = Named(StreamNames.Params),
            SplittersSize = Named(StreamNames.Splitters),
            SegmentSplittersSize = Named(StreamNames.SegmentSplitters),
            CollectionSize =
                Named(StreamNames.CollectionSamples) + Named(StreamNames.CollectionContigs) + Named(StreamNames.CollectionDetails),
            ExactSize = Enumerable.Range(0, registrar.OwnStreams.Count).Where(own => registrar.OwnStreams[own] == StreamNames.ExactSamples)
                .Sum(own => archive.SizeOf(~own)),
            ReferenceBases = state.ReferenceBases,
            AlikeContigsOf = state.AlikeContigsOf,
            ArchiveSize = archive.Length,
        };

        // A group's reference has the stream before that of its packs.
        long References(List<Group> groups) => groups.Sum(group => archive.SizeOf(group.DeltaStream - 1));

        long Deltas(List<Group> groups) => groups.Sum(group => archive.SizeOf(group.DeltaStream));

        long Named(string stream) => archive.SizeOf(registrar.Streams.ToList().IndexOf(stream));
    }
}
