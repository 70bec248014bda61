using RagcSharp.Archive;
using RagcSharp.Dense;
using RagcSharp.Grouping;
using RagcSharp.Packs;
using RagcSharp.Sequences;
using RagcSharp.Zstd;

namespace RagcSharp.Compressing;

/// <summary>The groups of a dense archive that is added to.</summary>
internal sealed class ResumedDenseGroups(ResumedArchive archive, ResumedGroups groups)
{
    private StoredGroup[] _stored = [];

    /// <summary>The groups with references, in order.</summary>
    /// <param name="queue">Runs the reading on all workers.</param>
    /// <param name="worker">The one that asks.</param>
    /// <exception cref="InvalidDataException">They are damaged, or are not those of a dense archive.</exception>
    public DenseGroup[] Read(WorkQueue queue, Worker worker)
    {
        var read = groups.Read(queue, worker, ToDense);
        _stored = [.. read.Select(group => group.Stored)];
        return [.. read.Select(group => group.Taken).OfType<DenseGroup>()];
    }

    /// <summary>Packs to which nothing is added any more, as parts of the new archive, in the order in which they were closed.</summary>
    public IEnumerable<PartContent> CopyClosedPacks()
    {
        var packs = new List<(long Offset, PartContent Pack)>();
        for (int group = StreamNames.RawGroups; group < _stored.Length; group++)
        {
            var parts = archive.Reader.Parts(StreamNames.Delta(group));
            for (int part = 0; part < _stored[group].FullPacks; part++)
                packs.Add((parts[part].Offset, _stored[group].CopyPack(StreamPlan.DeltaOf(group), part)));
        }

        return packs.OrderBy(pack => pack.Offset).Select(pack => pack.Pack);
    }

    // The references of others must not grow: there may be segments that last to their ends.
    private DenseGroup? ToDense(int number, StoredGroup stored)
    {
        using var open = stored.OpenPack;
        if (number < StreamNames.RawGroups)
        {
            return stored.Count <= 1
                ? null
                : throw archive.Reader.Broken($"group {number}: {stored.Count} segments in a raw group of a dense archive");
        }

        using var reference = stored.Reference!;
        if (reference.Length > SeedIndex.MostSymbols || Tuples.SymbolsAByte(reference.Tuples) != Tuples.FourSymbols)
            throw archive.Reader.Broken($"group {number} is none of a dense archive");
        using var zstd = new ZstdContext();
        return new DenseGroup(number, new GrowingReference(reference), stored.FullPacks, open, zstd);
    }
}
