using RagcSharp.Lz;
using RagcSharp.Packs;
using RagcSharp.Zstd;

namespace RagcSharp.Editing;

/// <summary>
/// Makes one group of several that have a reference. Those whose reference is that of the first one are copied; the others are coded anew
/// against it, or kept apart where that takes less. Used by one thread.
/// </summary>
/// <param name="group">The groups.</param>
/// <param name="packSize">Items a full pack of the new archive.</param>
/// <param name="zstd">Compresses and decompresses.</param>
internal sealed class GroupMerging(MergedGroup group, int packSize, ZstdContext zstd) : IDisposable
{
    private readonly KeptGroup _first = group.Members[0];
    private readonly List<KeptGroup> _equal = [group.Members[0]];
    private readonly List<RecodedGroup> _recoded = [];
    private readonly List<MergedGroup> _apart = [];
    private LzReference? _reference;

    /// <summary>What is kept apart: groups of their own, whose numbers are still to be told. Those that have the same reference are one.</summary>
    public IReadOnlyList<MergedGroup> Apart => _apart;

    /// <summary>The parts of the new group, in order.</summary>
    /// <exception cref="InvalidDataException">One of the archives, which the message names, is damaged.</exception>
    public List<PartContent> Parts()
    {
        foreach (var member in group.Members.Skip(1))
            Add(member);
        return [.. new GroupCopy(_equal, packSize, zstd, _recoded).Parts()];
    }

    public void Dispose() => _reference?.Dispose();

    private void Add(KeptGroup member)
    {
        var stored = member.Stored;
        if (_first.Stored.HasSameReferenceBytes(stored))
            _equal.Add(member);
        else if (_apart.Find(others => others.Members[0].Stored.HasSameReferenceBytes(stored)) is { } others)
            others.Add(member);
        else if (!_first.Source.CanCode || !TryJoin(member))
            _apart.Add(new MergedGroup(group.Number, member));
    }

    private bool TryJoin(KeptGroup member)
    {
        using var segments = new KeptSegments(member, zstd);
        _reference ??= ReadReference();
        // Compressed otherwise.
        if (segments.Reference.SequenceEqual(_reference.Symbols))
        {
            _equal.Add(member);
            return true;
        }

        if (RecodedGroup.Of(member, segments, _reference, zstd) is not { } recoded)
            return false;
        _recoded.Add(recoded);
        return true;
    }

    private LzReference ReadReference()
    {
        using var packed = _first.Stored.ReadReference(_first.Source.NewBudget(), zstd);
        return new LzReference(packed, _first.Source.Stored.MinMatchLength);
    }
}
