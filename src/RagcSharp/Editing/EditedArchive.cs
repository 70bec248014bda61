using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Compressing;
using RagcSharp.Packs;

namespace RagcSharp.Editing;

/// <summary>Writes an archive that is made of others. Used once, by one thread.</summary>
/// <param name="samples">Its samples.</param>
/// <param name="names">Their names.</param>
/// <param name="parameters">What it is made with.</param>
internal sealed class EditedArchive(KeptSamples samples, IReadOnlyList<byte[]> names, Parameters parameters)
{
    private readonly StreamPlan _streams = new();

    /// <summary>Adds the next group.</summary>
    public void AddGroup() => _streams.AddGroup();

    /// <summary>Writes it, and returns its length in bytes.</summary>
    /// <param name="output">Where to; written forward only, not closed.</param>
    /// <param name="groups">The parts of the groups, made as they are asked for: this gives segments their numbers.</param>
    /// <param name="tables">Gives the splitters, ascending, and the pairs of k-mers, when the groups are done.</param>
    /// <param name="threads">Threads that compress.</param>
    /// <param name="cancellation">Ends the work.</param>
    public long Write(
        Stream output,
        IEnumerable<PartContent> groups,
        Func<(ulong[] Splitters, SegmentSplitter[] Pairs)> tables,
        int threads,
        CancellationToken cancellation)
    {
        if (samples.HaveTexts)
            _ = _streams.AddOwn(StreamNames.ExactSamples);
        var archive = new ArchiveWriter(output);
        var parts = groups.Concat(samples.Batches()).Concat(samples.Texts()).Concat(Tables(tables));
        OrderedParts.Write(parts, archive, threads, cancellation);
        if (samples.Modes() is { IsWorthKeeping: true } modes)
            archive.Append(_streams.AddOwn(StreamNames.Modes), 0, modes.Encode(archive.ShapeOf(_streams.Names)));
        archive.Finish(_streams.Names, _streams.OwnNames, withChecks: true);
        return archive.Length;
    }

    private IEnumerable<PartContent> Tables(Func<(ulong[] Splitters, SegmentSplitter[] Pairs)> tables)
    {
        var (splitters, pairs) = tables();
        foreach (var part in TableParts.Of(parameters, splitters, pairs, _streams.Add))
            yield return part;
        yield return new SampleNamesContent(StreamPlan.Samples, names);
    }
}
