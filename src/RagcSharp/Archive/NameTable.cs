namespace RagcSharp.Archive;

/// <summary>
/// An open hash table of numbered things by their names, which are kept by somebody else. Filled by one thread, then read by any number.
/// </summary>
/// <param name="count">The most things.</param>
/// <param name="nameOf">Gives the name of a thing.</param>
internal sealed class NameTable(int count, NameTable.NameOf nameOf)
{
    /// <summary>Slots for each thing: half of them stay free.</summary>
    public const int SlotsAThing = 2;

    // Each thing plus 1; 0 for a free slot.
    private readonly int[] _slots = new int[SlotsAThing * count + 1];

    internal delegate ReadOnlySpan<byte> NameOf(int thing);

    /// <summary>Adds a thing, unless there is one of its name.</summary>
    public bool TryAdd(int thing)
    {
        ref int slot = ref _slots[SlotOf(nameOf(thing))];
        if (slot > 0)
            return false;
        slot = thing + 1;
        return true;
    }

    /// <summary>The thing of a name, or −1.</summary>
    public int Find(ReadOnlySpan<byte> name) => _slots[SlotOf(name)] - 1;

    // Where a name is, or would be. Seeded anew in every process, so that nobody can choose names that all meet in one place.
    private int SlotOf(ReadOnlySpan<byte> name)
    {
        var hash = default(HashCode);
        hash.AddBytes(name);
        int slot = (int)((uint)hash.ToHashCode() % (uint)_slots.Length);
        while (_slots[slot] > 0 && !nameOf(_slots[slot] - 1).SequenceEqual(name))
            slot = (slot + 1) % _slots.Length;
        return slot;
    }
}
