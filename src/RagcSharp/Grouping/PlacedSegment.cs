using RagcSharp.Collection;
using RagcSharp.Packs;
using RagcSharp.Sequences;

namespace RagcSharp.Grouping;

/// <summary>
/// A segment whose group is chosen, waiting for its sample to be registered: with its item (the delta, or for raw groups the
/// symbols) when the group exists, with its symbols when the group is still to be made.
/// </summary>
internal sealed class PlacedSegment : IDisposable
{
    public required KmerPair Pair { get; init; }

    /// <summary>The group, −1 until one is made for a new pair.</summary>
    public int Group { get; set; }

    public required bool IsFlipped { get; init; }

    /// <summary>Number of symbols.</summary>
    public required int Length { get; init; }

    /// <summary>What the group's pack takes; null for a segment equal to the reference. Owned until the group takes it.</summary>
    public PackItem? Item { get; set; }

    /// <summary>The symbols of a segment with a new pair. Owned until the group takes them.</summary>
    public PackedSymbols? Symbols { get; set; }

    /// <summary>Whether it became the reference of a new group.</summary>
    public bool IsReference { get; set; }

    /// <summary>The number that the group gave it.</summary>
    public int IdInGroup { get; set; }

    /// <summary>What the collection records, once the group has given the segment its id.</summary>
    public SegmentDescriptor Describe() => new((uint)Group, (uint)IdInGroup, (uint)Length, IsFlipped);

    public void Dispose()
    {
        Item?.Dispose();
        Symbols?.Dispose();
        Item = null;
        Symbols = null;
    }
}
