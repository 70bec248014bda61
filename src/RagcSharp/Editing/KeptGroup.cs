using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Memory;
using RagcSharp.Packs;

namespace RagcSharp.Editing;

/// <summary>
/// A group that is kept: which of its items are, and once it is written, what numbers they have. One thread at a time changes it; when it
/// is written, any number may ask.
/// </summary>
internal sealed class KeptGroup
{
    private readonly ItemSet _items;

    // For each of its packs the new number of the first item that got one of its own; the others count on from there.
    private int[] _starts = [];

    // Items that are equal to one that is there already, which stands for them.
    private Dictionary<int, int>? _same;

    /// <param name="source">The archive that it comes from.</param>
    /// <param name="number">Its number there.</param>
    /// <param name="budget">For the marks of items.</param>
    public KeptGroup(SourceArchive source, int number, MemoryBudget budget)
    {
        Source = source;
        Number = number;
        Packs = Stored.Packs;
        _items = new ItemSet(budget);
    }

    /// <summary>The archive that it comes from.</summary>
    public SourceArchive Source { get; }

    /// <summary>Its number in the archive that it comes from.</summary>
    public int Number { get; }

    /// <summary>Its parts there.</summary>
    public StoredParts Stored => Source.PartsOf(Number);

    /// <summary>How many packs it has there.</summary>
    public int Packs { get; }

    /// <summary>Its number in the new archive.</summary>
    public int NewNumber { get; set; }

    public bool IsRaw => Number < StreamNames.RawGroups;

    /// <summary>Whether its first item is kept: the reference, or in a raw group the dummy.</summary>
    public bool IsFirstKept => _items.Contains(0);

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

    /// <summary>The first id that a pack has, or would have.</summary>
    public long FirstOf(int pack) => (long)pack * Source.PackSize + (IsRaw ? 0 : 1);

    /// <summary>How many items of a pack are kept.</summary>
    public int CountIn(int pack) => _items.CountIn(FirstOf(pack), Source.PackSize);

    /// <summary>The ids of a pack that are kept, ascending.</summary>
    public IEnumerable<int> In(int pack) => _items.In(FirstOf(pack), Source.PackSize);

    /// <summary>Whether all items of a pack are kept.</summary>
    public bool IsWhole(int pack, Pack content) =>
        CountIn(pack) == content.Count && _items.CountIn(FirstOf(pack), content.Count) == content.Count;

    /// <summary>Does something with each item of a pack that is kept, in order.</summary>
    /// <param name="pack">Number of the pack.</param>
    /// <param name="content">The pack.</param>
    /// <param name="take">Takes the id of an item and the item.</param>
    /// <exception cref="InvalidDataException">There is no such item.</exception>
    public void ForEach(int pack, Pack content, ItemTaker take)
    {
        foreach (int id in In(pack))
        {
            int place = (int)(id - FirstOf(pack));
            if (place >= content.Count)
                throw new InvalidDataException($"{content.Count} items, item {place} was asked for");
            take(id, content[place]);
        }
    }

    /// <summary>Takes an item by its id.</summary>
    public delegate void ItemTaker(int id, ReadOnlySpan<byte> item);

    /// <summary>
    /// Says that items of a pack get numbers now, from a new number on: one after another those that no other item stands for.
    /// </summary>
    public void Begin(int pack, int newId)
    {
        if (_starts.Length == 0)
            _starts = new int[Packs];
        _starts[pack] = newId;
    }

    /// <summary>Lets an item, under its new number, stand for another one.</summary>
    public void Replace(int id, int newId)
    {
        _items.Remove(id);
        (_same ??= []).Add(id, newId);
    }

    /// <summary>Says that all is written, and nothing will change any more.</summary>
    public void Complete() => _items.Rank();

    /// <summary>What a segment is in the new archive.</summary>
    public SegmentDescriptor Renumber(SegmentDescriptor segment) =>
        segment with { Group = (uint)NewNumber, IdInGroup = (uint)Renumber((int)segment.IdInGroup) };

    private int Renumber(int id)
    {
        if (_same is not null && _same.TryGetValue(id, out int newId))
            return newId;
        if (id == 0 && !IsRaw)
            return 0;
        int pack = (id - (IsRaw ? 0 : 1)) / Source.PackSize;
        return _starts[pack] + _items.CountBefore(id) - _items.CountBefore((int)FirstOf(pack));
    }
}
