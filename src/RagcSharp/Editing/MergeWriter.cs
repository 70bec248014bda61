using RagcSharp.Archive;
using RagcSharp.Packs;
using RagcSharp.Threads;
using RagcSharp.Zstd;
using RagcSharp.Zstd.Parsing;

namespace RagcSharp.Editing;

/// <summary>
/// Makes one archive of several. Memory holds a batch of samples of each, what numbers segments have, pairs of k-mers, and of groups those
/// in work. Used once, by one thread.
/// </summary>
/// <param name="archives">The archives.</param>
/// <param name="parameters">What the new one is made with.</param>
/// <param name="options">How.</param>
/// <param name="cancellation">Ends the work.</param>
internal sealed class MergeWriter(
    IReadOnlyList<SourceArchive> archives,
    Parameters parameters,
    MergeOptions options,
    CancellationToken cancellation)
{
    /// <summary>Writes the new archive.</summary>
    /// <param name="output">Where to; written forward only, not closed.</param>
    /// <exception cref="ArgumentException">Two samples have the same name.</exception>
    /// <exception cref="InvalidDataException">An archive is damaged, or holds what this version would lose.</exception>
    public MergeSummary Write(Stream output)
    {
        var samples = new MergedSamples(archives, options, cancellation);
        var kept = Keep(samples);
        var matching = new GroupMatching(kept);
        var archive = new EditedArchive(new KeptSamples(kept, parameters), samples.Names, parameters);
        foreach (var _ in matching.Groups)
            archive.AddGroup();
        var apart = new List<MergedGroup>();
        long size = archive.Write(
            output, GroupParts(matching.Groups, apart, archive), () => (Splitters(), matching.Pairs()), options.Threads, cancellation);
        return new MergeSummary
        {
            SampleCount = samples.Names.Count,
            GroupCount = matching.Groups.Count + apart.Count,
            Equal = samples.Equal,
            LeftOut = samples.LeftOut,
            Renamed = samples.Renamed,
            ArchiveSize = size,
        };
    }

    private List<KeptArchive> Keep(MergedSamples samples)
    {
        var kept = new List<KeptArchive>();
        int first = 0;
        foreach (var (source, (chosen, standIns)) in archives.Zip(samples.Choices))
        {
            kept.Add(new KeptArchive(source, chosen, first, standIns, cancellation));
            first += chosen.Length;
        }

        return kept;
    }

    // The raw groups, which may be very large, are made pack by pack; of the others several at a time. What is kept apart comes last: how
    // many groups that will be is known only then.
    private IEnumerable<PartContent> GroupParts(IReadOnlyList<MergedGroup> groups, List<MergedGroup> apart, EditedArchive archive)
    {
        using var zstd = new ZstdContext();
        using var contexts = new ZstdContextPool(Effort.Usual);
        foreach (var group in groups.Take(StreamNames.RawGroups))
        {
            foreach (var part in new GroupCopy(group.Members, parameters.BatchSize, zstd).Parts())
                yield return part;
        }

        foreach (var (parts, others) in InOrder(groups.Skip(StreamNames.RawGroups), contexts))
        {
            foreach (var part in parts)
                yield return part;
            apart.AddRange(others);
        }

        for (int i = 0; i < apart.Count; i++)
        {
            apart[i].Renumber(groups.Count + i);
            archive.AddGroup();
        }

        foreach (var part in InOrder(apart, contexts).SelectMany(result => result.Parts))
            yield return part;
    }

    private IEnumerable<(List<PartContent> Parts, IReadOnlyList<MergedGroup> Apart)> InOrder(
        IEnumerable<MergedGroup> groups, ZstdContextPool contexts) =>
        OrderedWork.Run(groups, options.Threads, "ragc editor", group =>
        {
            using var lease = contexts.Rent();
            using var merging = new GroupMerging(group, parameters.BatchSize, lease.Context);
            var parts = merging.Parts();
            return (parts, merging.Apart);
        });

    private ulong[] Splitters() =>
        [.. archives.SelectMany(archive => archive.Reader.Decode(StreamNames.Splitters, KmerTables.DecodeSplitters)).Distinct().Order()];
}
