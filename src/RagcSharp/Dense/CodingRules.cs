namespace RagcSharp.Dense;

/// <summary>
/// When a coder takes a match, and when it keeps to the place where the reference would go on. There are two sets, because what pays in
/// most genomes does not in those that are full of repeats which have drifted apart. Immutable.
/// </summary>
internal sealed record CodingRules
{
    /// <summary>For bacteria, yeasts, viruses and most others.</summary>
    public static readonly CodingRules Usual = new()
    {
        Number = 0,
        LeastNovelty = 64,
        LeastFarScore = 24,
        LeastNearScore = 14,
        EqualOfWindow = 20,
        MismatchCost = 2,
        MostDrop = 10,
    };

    /// <summary>For genomes that are full of diverged repeats, as those of mammals are.</summary>
    public static readonly CodingRules RepeatRich = new()
    {
        Number = 1,
        LeastNovelty = ShortestNovelty,
        LeastFarScore = 80,
        LeastNearScore = 20,
        EqualOfWindow = 26,
        MismatchCost = 4,
        MostDrop = 12,
    };

    /// <summary>The least <see cref="LeastNovelty"/>: shorter segments add nothing to a reference.</summary>
    public const int ShortestNovelty = 48;

    private CodingRules()
    {
    }

    /// <summary>The number by which an archive records them.</summary>
    public required byte Number { get; init; }

    /// <summary>The fewest bases without a match that are appended to the reference.</summary>
    public required int LeastNovelty { get; init; }

    /// <summary>The least score of a match anywhere in the reference.</summary>
    public required int LeastFarScore { get; init; }

    /// <summary>The least score of a match near the place that was predicted.</summary>
    public required int LeastNearScore { get; init; }

    /// <summary>How many of the next <see cref="SegmentCoder.Window"/> symbols are equal where a mismatch is no more than that.</summary>
    public required int EqualOfWindow { get; init; }

    /// <summary>What a mismatch takes off the score of a diagonal.</summary>
    public required int MismatchCost { get; init; }

    /// <summary>How far a score may fall below its best before a diagonal is given up.</summary>
    public required int MostDrop { get; init; }

    /// <summary>The rules of a number; null if there are none.</summary>
    public static CodingRules? Of(byte number) =>
        number == Usual.Number ? Usual : number == RepeatRich.Number ? RepeatRich : null;
}
