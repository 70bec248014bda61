using RagcSharp.Grouping;
using RagcSharp.Packs;
using RagcSharp.Zstd;

namespace RagcSharp.Editing;

/// <summary>
/// A group whose items stay coded as they are: packs of which all is kept are copied, and what is left of the others fills new packs behind
/// them. Groups of several archives become one, if they have the same reference or none. Used by one thread at a time.
/// </summary>
/// <param name="members">The groups; the first one gives the reference.</param>
/// <param name="packSize">Items a full pack of the new archive.</param>
/// <param name="zstd">Compresses and decompresses.</param>
/// <param name="recoded">Groups with other references, whose items were coded anew against that of the first one.</param>
internal sealed class GroupCopy(
    IReadOnlyList<KeptGroup> members, int packSize, ZstdContext zstd, IReadOnlyList<RecodedGroup>? recoded = null)
{
    private readonly KeptGroup _first = members[0];
    private readonly IReadOnlyList<RecodedGroup> _recoded = recoded ?? [];
    private readonly List<PartContent> _finished = [];
    private IReadOnlyList<KeptGroup> _members = members;
    private bool _copiesPacks = true;

    /// <summary>The parts of the new group, in order; each is made as it is asked for.</summary>
    /// <exception cref="InvalidDataException">One of the archives, which the message names, is damaged.</exception>
    public IEnumerable<PartContent> Parts()
    {
        using var group = NewGroup();
        if (!_first.IsRaw)
            yield return CopyReference();
        foreach (var (member, pack) in Packs(areCopied: true))
        {
            Copy(member, pack, packSize, group);
            foreach (var content in TakeFinished())
                yield return content;
        }

        int rest = Packs(areCopied: false).Count() + _recoded.Count;
        foreach (var (member, pack) in Packs(areCopied: false))
        {
            Take(member, pack, rest == 1, group);
            foreach (var content in TakeFinished())
                yield return content;
        }

        foreach (var content in _recoded.SelectMany(member => Take(member, group)))
            yield return content;
        if (group.TakeLastPack() is { } last)
            yield return last;
        foreach (var member in _members)
            member.Complete();
    }

    // All raw groups exist by a dummy, which is their first item. One of them is kept as that, from a pack that is full if there is one: only
    // behind such a pack others can be copied. The others are kept in full packs only: there they take a byte, and the packs can be copied.
    private Group NewGroup()
    {
        if (!_first.IsRaw)
            return new Group(_first.DeltaStream, packSize, isRaw: false);
        if ((_members.FirstOrDefault(IsFullWithDummy) ?? _members.FirstOrDefault(member => member.Packs > 0)) is not { } withDummy)
            return new Group(_first.DeltaStream, packSize, zstd);
        withDummy.Keep(0);
        _members = [withDummy, .. _members.Where(member => member != withDummy)];
        _copiesPacks = IsFull(withDummy, 0);
        foreach (var member in _members.Where(member => IsFullWithDummy(member) && member.CountIn(0) > 0))
            member.Keep(0);
        return new Group(_first.DeltaStream, packSize, isRaw: true);
    }

    private bool IsFullWithDummy(KeptGroup member) => member.Packs > 0
        && member.Source.PackSize == packSize && member.CountIn(0) + (member.IsFirstKept ? 0 : 1) == packSize;

    private bool IsFull(KeptGroup member, int pack) => member.Source.PackSize == packSize && member.CountIn(pack) == packSize;

    private PartContent CopyReference()
    {
        if (!_members.Any(member => member.IsFirstKept))
            _first.ForeignBases = _first.Stored.ReadReferenceLength();
        return _first.Stored.CopyReference(_first.ReferenceStream, CopiedKind.Reference);
    }

    // Packs of which anything is kept: those that are full and stay so, or the others.
    private IEnumerable<(KeptGroup Member, int Pack)> Packs(bool areCopied)
    {
        foreach (var member in _members)
        {
            for (int pack = 0; pack < member.Packs; pack++)
            {
                if (member.CountIn(pack) > 0 && (_copiesPacks && IsFull(member, pack)) == areCopied)
                    yield return (member, pack);
            }
        }
    }

    private void Copy(KeptGroup member, int pack, int items, Group group)
    {
        member.Begin(pack, group.Count);
        group.AddPack(member.Stored.CopyPack(_first.DeltaStream, pack), items, _finished);
    }

    private void Take(KeptGroup member, int pack, bool isLast, Group group) =>
        member.Stored.UsePack(pack, member.Source.NewBudget(), zstd, content =>
        {
            // Nothing else comes behind it, so that it may be short.
            if (isLast && content.Count <= packSize && member.IsWhole(pack, content))
            {
                Copy(member, pack, content.Count, group);
                return;
            }

            member.Begin(pack, group.Count);
            member.ForEach(pack, content, (id, item) => Add(member, id, PackItem.Of(item, zstd), group));
        });

    private IEnumerable<PartContent> Take(RecodedGroup member, Group group)
    {
        if (member.Kept.IsFirstKept)
            member.Kept.Replace(0, group.Add(member.FormerReference, _finished));
        foreach (var (pack, items) in member.Packs)
        {
            member.Kept.Begin(pack, group.Count);
            foreach (var (id, item) in items)
                Add(member.Kept, id, item, group);
            foreach (var content in TakeFinished())
                yield return content;
        }

        member.Kept.Complete();
    }

    private void Add(KeptGroup member, int id, PackItem? item, Group group)
    {
        int next = group.Count, newId = group.Add(item, _finished);
        if (newId != next)
            member.Replace(id, newId);
    }

    private PartContent[] TakeFinished()
    {
        PartContent[] finished = [.. _finished];
        _finished.Clear();
        return finished;
    }
}
