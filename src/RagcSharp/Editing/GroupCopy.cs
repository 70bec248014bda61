using RagcSharp.Grouping;
using RagcSharp.Packs;
using RagcSharp.Zstd;

namespace RagcSharp.Editing;

/// <summary>
/// A group whose items stay coded as they are: packs of which all is kept, in their places, are copied, and the items of the others fill
/// new packs. Used by one thread at a time.
/// </summary>
internal sealed class GroupCopy(SourceArchive source, KeptGroup kept, ZstdContext zstd)
{
    private readonly StoredParts _stored = source.PartsOf(kept.Number);
    private readonly List<PartContent> _finished = [];
    private int _next;

    /// <summary>The parts of the new group, in order; each is made as it is asked for.</summary>
    public IEnumerable<PartContent> Parts()
    {
        using var group = NewGroup();
        _next = group.Count;
        if (!kept.IsRaw)
            yield return CopyReference();
        for (int part = 0; part < _stored.Packs; part++)
        {
            Take(part, group);
            foreach (var content in _finished)
                yield return content;
            _finished.Clear();
        }

        if (group.TakeLastPack() is { } last)
            yield return last;
        kept.Complete();
    }

    // A raw group without its dummy, which somebody else may have made, gets one.
    private Group NewGroup() => kept.IsRaw && _stored.Packs == 0
        ? new Group(kept.DeltaStream, source.PackSize, zstd)
        : new Group(kept.DeltaStream, source.PackSize, kept.IsRaw);

    private PartContent CopyReference()
    {
        if (!kept.IsReferenceKept)
            kept.ForeignBases = _stored.ReadReferenceLength();
        return _stored.CopyReference(kept.ReferenceStream, CopiedKind.Reference);
    }

    private void Take(int part, Group group)
    {
        long first = (long)part * source.PackSize + (kept.IsRaw ? 0 : 1);
        int wanted = kept.CountIn(first, source.PackSize);
        if (wanted == 0)
            return;
        if (wanted == source.PackSize && group.IsBetweenPacks)
            Copy(part, wanted, group);
        else
            _stored.UsePack(part, source.NewBudget(), zstd, pack => Take(pack, part, first, wanted, group));
    }

    private void Take(Pack pack, int part, long first, int wanted, Group group)
    {
        // How many items the last pack has is not known before.
        bool isAll = part == _stored.Packs - 1 && wanted == pack.Count && kept.CountIn(first, wanted) == wanted;
        if (isAll && group.IsBetweenPacks)
        {
            Copy(part, wanted, group);
            return;
        }

        foreach (int id in kept.In(first, source.PackSize))
            Take(pack, id, (int)(id - first), group);
    }

    private void Take(Pack pack, int id, int place, Group group)
    {
        if (place >= pack.Count)
            throw new InvalidDataException($"{pack.Count} items, item {place} was asked for");
        int newId = group.Add(PackItem.Of(pack[place], zstd), _finished);
        if (newId == _next)
            _next++;
        else
            kept.Merge(id, newId);
    }

    private void Copy(int part, int items, Group group)
    {
        group.AddPack(_stored.CopyPack(kept.DeltaStream, part), items, _finished);
        _next += items;
    }
}
