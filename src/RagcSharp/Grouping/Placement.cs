namespace RagcSharp.Grouping;

/// <summary>Where a segment, or a part of one, goes.</summary>
/// <param name="Pair">Its pair of k-mers.</param>
/// <param name="Group">The group that has this pair; −1 when none has it yet.</param>
/// <param name="Flipped">Whether the reverse complement is stored.</param>
/// <param name="Start">First symbol of the part in the segment.</param>
/// <param name="Length">Number of symbols of the part.</param>
internal readonly record struct Placement(KmerPair Pair, int Group, bool Flipped, int Start, int Length);
