using RagcSharp.Grouping;
using RagcSharp.Memory;
using RagcSharp.Segmentation;

namespace RagcSharp.Dense;

/// <summary>
/// Codes the beginning of the first sample, only to see which rules are the better ones: a genome that is full of diverged repeats has many
/// matches that go on behind mismatches. How different samples are does not tell.
/// </summary>
internal static class Rehearsal
{
    // Symbols that are coded, and mismatches in a thousand from which on a genome is rich in repeats. Of those measured bacteria and yeasts
    // have less than half of one, humans nine.
    private const long MostSymbols = 8_000_000, MostMismatches = 2;

    /// <summary>The rules for a sample.</summary>
    /// <param name="groups">Its segments by the groups that they open, in order. They stay as they are.</param>
    /// <param name="settings">What the archive is made with.</param>
    /// <param name="run">Codes groups on several threads.</param>
    public static CodingRules Choose(IReadOnlyList<IReadOnlyList<PlacedSegment>> groups, DenseSettings settings, ParallelRunner run)
    {
        var begun = new List<IReadOnlyList<PlacedSegment>>();
        long symbols = 0;
        foreach (var group in groups.TakeWhile(_ => symbols < MostSymbols))
        {
            begun.Add(group);
            symbols += group.Sum(segment => (long)segment.Length);
        }

        long[] mismatches = new long[begun.Count];
        run(begun.Count, i => mismatches[i] = CountMismatches(begun[i], settings));
        return mismatches.Sum() * 1000 > MostMismatches * symbols ? CodingRules.RepeatRich : CodingRules.Usual;
    }

    private static long CountMismatches(IReadOnlyList<PlacedSegment> group, DenseSettings settings)
    {
        using var coding = new GroupCoding(settings);
        using var reference = new GrowingReference();
        using var delta = new NativeBuffer();
        var coder = coding.NewCoder(CodingRules.Usual, reference, delta);
        foreach (var segment in group)
        {
            coding.Symbols.Clear();
            delta.Clear();
            segment.Symbols!.UnpackTo(coding.Symbols);
            coder.Encode(coding.Symbols);
        }

        return coder.Mismatches;
    }
}
