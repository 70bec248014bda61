using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Grouping;
using RagcSharp.Zstd;

namespace RagcSharp.Compressing;

/// <summary>
/// The groups of an archive that is added to. What the archive tells of them is checked: new segments get the next ids, and full packs are
/// copied unseen, so wrong counts would make the new archive worse than the old one.
/// </summary>
internal sealed class ResumedGroups(ResumedArchive archive)
{
    private readonly int _count = CountIn(archive);

    /// <summary>Adds the pairs of k-mers that lead to groups.</summary>
    /// <exception cref="InvalidDataException">They lead to no groups, or to two.</exception>
    public void RestorePairs(GroupMap map)
    {
        foreach (var (first, second, group) in archive.Reader.Decode(StreamNames.SegmentSplitters, KmerTables.DecodeSegmentSplitters))
        {
            var pair = new KmerPair(first, second);
            if (pair == KmerPair.Open)
                continue;
            if (group < StreamNames.RawGroups || group >= _count)
            {
                throw archive.Reader.Broken(
                    $"stream {StreamNames.SegmentSplitters}: group {group}; those with a reference are 16 to {_count - 1}");
            }

            if (map.TryGet(pair, out int other))
                throw archive.Reader.Broken($"stream {StreamNames.SegmentSplitters}: groups {other} and {group} have the same pair");
            map.Add(pair, (int)group);
        }
    }

    /// <summary>The groups in order, and what is made of each of them when it is read.</summary>
    /// <param name="queue">Runs the reading on all workers.</param>
    /// <param name="worker">The one that asks.</param>
    /// <param name="take">Takes a number and a group, whose reference and open pack are the taker's.</param>
    /// <exception cref="InvalidDataException">They are damaged, or are not what the segments of the samples tell of them.</exception>
    public (StoredGroup Stored, T Taken)[] Read<T>(WorkQueue queue, Worker worker, Func<int, StoredGroup, T> take)
    {
        var groups = new StoredGroup[_count];
        var taken = new T[_count];
        queue.RunAll(groups.Length, i =>
        {
            using var zstd = new ZstdContext();
            groups[i] = new StoredGroup(archive.Reader, archive.Version, i, archive.Stored, archive.Budget, zstd);
            taken[i] = take(i, groups[i]);
        }, worker);
        CheckSegments(groups);
        return [.. groups.Zip(taken)];
    }

    private static int CountIn(ResumedArchive archive)
    {
        int groups = StreamNames.RawGroups;
        while (archive.Reader.Has(StreamNames.Reference(groups, archive.Version)))
            groups++;
        return groups;
    }

    private void CheckSegments(StoredGroup[] groups)
    {
        long[] used = new long[groups.Length];
        for (int sample = 0; sample < archive.Samples.Count; sample++)
        {
            try
            {
                foreach (var contig in archive.Sample(sample).Contigs)
                    CheckContig(contig, groups, used);
            }
            catch (InvalidDataException e)
            {
                throw archive.Reader.Broken($"sample {archive.Samples[sample]}: {e.Message}", e);
            }
        }

        for (int group = 0; group < groups.Length; group++)
        {
            // The dummy of a raw group belongs to no contig.
            if (used[group] != groups[group].Count && (used[group] > 0 || groups[group].Count > 1))
                throw archive.Reader.Broken($"group {group}: {groups[group].Count} segments are stored, {used[group]} are told of");
        }
    }

    private void CheckContig(ContigRecord contig, StoredGroup[] groups, long[] used)
    {
        _ = contig.Length(archive.Stored.KmerLength);
        foreach (var segment in contig.Segments)
        {
            if (segment.Group >= groups.Length)
                throw new InvalidDataException($"a segment in group {segment.Group}, there are {groups.Length}");
            var (group, id, expected, _) = segment;
            if (groups[group].LengthOf(id) is { } length && length != expected)
                throw new InvalidDataException($"group {group}, id {id}: {length} symbols, {expected} expected");
            used[group] = Math.Max(used[group], id + 1L);
        }
    }
}
