using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Memory;

namespace RagcSharp.Editing;

/// <summary>
/// A group that is kept: which of its items are, and once it is written, what numbers they have. One thread at a time changes it; when it
/// is written, any number may ask.
/// </summary>
internal sealed class KeptGroup
{
    private readonly ItemSet _items;

    // Items that are equal to one before, which stands for them.
    private Dictionary<int, int>? _same;

    public KeptGroup(int number, MemoryBudget budget)
    {
        Number = number;
        _items = new ItemSet(budget);
        // The dummy, by which all raw groups exist.
        if (IsRaw)
            _items.Add(0);
    }

    /// <summary>Its number in the archive that it comes from.</summary>
    public int Number { get; }

    /// <summary>Its number in the new archive.</summary>
    public int NewNumber { get; set; }

    public bool IsRaw => Number < StreamNames.RawGroups;

    /// <summary>Whether its reference is of a sample that is kept, or it has none.</summary>
    public bool IsReferenceKept => _items.Contains(0);

    /// <summary>Symbols of a reference that stays, though no sample that is kept has it; null where there is none.</summary>
    public long? ForeignBases { get; set; }

    /// <summary>
    /// K-mers at the ends of the segments of a group that was coded anew; null for any other group, whose reference has those that the
    /// group is known by.
    /// </summary>
    public HashSet<ulong>? Ends { get; set; }

    /// <summary>The stream of its reference in the new archive, if it has one.</summary>
    public int ReferenceStream => StreamPlan.ReferenceOf(NewNumber);

    /// <summary>The stream of its packs in the new archive.</summary>
    public int DeltaStream => StreamPlan.DeltaOf(NewNumber);

    /// <summary>Keeps an item.</summary>
    public void Keep(int id) => _items.Add(id);

    /// <summary>How many items are kept.</summary>
    public int Count => _items.Count;

    /// <summary>How many of <paramref name="count"/> ids are kept.</summary>
    public int CountIn(long first, int count) => _items.CountIn(first, count);

    /// <summary>Those of <paramref name="count"/> ids that are kept, ascending.</summary>
    public IEnumerable<int> In(long first, int count) => _items.In(first, count);

    /// <summary>Lets an item, under its new number, stand for another one.</summary>
    public void Merge(int id, int newId)
    {
        _items.Remove(id);
        (_same ??= []).Add(id, newId);
    }

    /// <summary>Says that all is written, and no item will be merged any more.</summary>
    public void Complete() => _items.Rank();

    /// <summary>What a segment is in the new archive.</summary>
    public SegmentDescriptor Renumber(SegmentDescriptor segment)
    {
        int id = (int)segment.IdInGroup;
        if (_same is null || !_same.TryGetValue(id, out int newId))
            newId = _items.CountBefore(id) + (ForeignBases is null ? 0 : 1);
        return segment with { Group = (uint)NewNumber, IdInGroup = (uint)newId };
    }
}
