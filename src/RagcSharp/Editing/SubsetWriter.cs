using RagcSharp.Archive;
using RagcSharp.Packs;
using RagcSharp.Threads;
using RagcSharp.Zstd;
using RagcSharp.Zstd.Parsing;

namespace RagcSharp.Editing;

/// <summary>
/// Makes an archive of some of the samples of another one. Memory holds a batch of samples, what numbers segments have, and of groups
/// those in work. Used once, by one thread.
/// </summary>
internal sealed class SubsetWriter
{
    /// <summary>
    /// So few segments of a group are coded anew, whatever the options, rather than that the reference of a sample that goes is kept for
    /// them.
    /// </summary>
    /// <remarks>
    /// It costs next to nothing, and without a foreign reference the group is smaller by one delta. Of twenty pneumococci the last ten then
    /// take 1.05 of what they take made of FASTA, and not 1.20; a yeast from the middle of eleven 1.00, and not 1.13. Eight instead of four
    /// gain 0.02 more.
    /// </remarks>
    private const int FewSegments = 4;

    private readonly SourceArchive _source;
    private readonly int[] _samples;
    private readonly IReadOnlyList<byte[]> _names;
    private readonly SubsetOptions _options;
    private readonly CancellationToken _cancellation;

    /// <param name="source">The other archive.</param>
    /// <param name="samples">Numbers of the samples that are kept, ascending.</param>
    /// <param name="names">Names of all samples of the other archive, as the new one is to have them.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidDataException">The archive holds what this version would lose.</exception>
    public SubsetWriter(
        SourceArchive source, int[] samples, IReadOnlyList<byte[]> names, SubsetOptions options, CancellationToken cancellation)
    {
        source.CheckKnown();
        if (options.PurgeOthers && !source.CanCode)
        {
            throw source.Reader.Broken(
                $"a shortest match of {source.Stored.MinMatchLength} symbols, with which segments cannot be coded anew; "
                + $"{SourceArchive.LeastMatch} to {SourceArchive.MostMatch} is possible");
        }

        _source = source;
        _samples = samples;
        _names = names;
        _options = options;
        _cancellation = cancellation;
    }

    /// <summary>Writes the new archive.</summary>
    /// <param name="output">Where to; written forward only, not closed.</param>
    public SubsetSummary Write(Stream output)
    {
        var kept = new KeptArchive(_source, _samples, 0, null, _cancellation);
        var groups = kept.Groups;
        var archive = new EditedArchive(
            new KeptSamples([kept], _source.Parameters), [.. _samples.Select(sample => _names[sample])], _source.Parameters);
        for (int group = 0; group < groups.InOrder.Count; group++)
            archive.AddGroup();
        long size = archive.Write(output, GroupParts(groups), () => Tables(groups), _options.Threads, _cancellation);
        return new SubsetSummary
        {
            SampleCount = _samples.Length,
            GroupCount = groups.InOrder.Count,
            ForeignBases = groups.InOrder.Sum(group => group.ForeignBases ?? 0),
            ForeignReferences = groups.InOrder.Count(group => group.ForeignBases is not null),
            ArchiveSize = size,
        };
    }

    // The raw groups, which may be very large, are made pack by pack; of the others several at a time.
    private IEnumerable<PartContent> GroupParts(KeptGroups groups)
    {
        using var zstd = new ZstdContext();
        using var contexts = new ZstdContextPool(Effort.Usual);
        foreach (var group in groups.InOrder.Take(StreamNames.RawGroups))
        {
            foreach (var part in new GroupCopy([group], _source.PackSize, zstd).Parts())
                yield return part;
        }

        var others = groups.InOrder.Skip(StreamNames.RawGroups);
        foreach (var group in OrderedWork.Run(others, _options.Threads, "ragc editor", group => PartsOf(group, contexts)))
        {
            foreach (var part in group)
                yield return part;
        }
    }

    private List<PartContent> PartsOf(KeptGroup group, ZstdContextPool contexts)
    {
        using var lease = contexts.Rent();
        if (!group.IsFirstKept && (_options.PurgeOthers || _source.CanCode && group.Count <= FewSegments))
        {
            using var recoding = new GroupRecoding(group, _source.PackSize, lease.Context);
            if (_options.PurgeOthers || recoding.IsPossible)
                return recoding.Parts();
        }

        return [.. new GroupCopy([group], _source.PackSize, lease.Context).Parts()];
    }

    // Which pairs stay is known when the groups are done.
    private (ulong[] Splitters, SegmentSplitter[] Pairs) Tables(KeptGroups groups)
    {
        var kmers = new KmerSelection(_source, groups);
        var pairs = kmers.Pairs();
        return (_options.PurgeOthers ? kmers.SplittersOf(pairs) : kmers.Splitters(), pairs);
    }
}
