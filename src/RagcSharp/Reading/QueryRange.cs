using System.Globalization;
using System.Text.RegularExpressions;

namespace RagcSharp.Reading;

/// <summary>A range of a contig, as a query has it. Immutable.</summary>
/// <param name="Positions">How positions are counted.</param>
/// <param name="From">The first position; the first of all where none is given, −1 for a negative one.</param>
/// <param name="To">The last position; the largest number where none is given, −1 for a negative one.</param>
/// <param name="Written">The range as it stands behind a name, with its colon; null for <c>:from-to</c>.</param>
internal sealed partial record QueryRange(Positions Positions, long From, long To, string? Written)
{
    /// <summary>What a position counts for that is negative.</summary>
    private const long Negative = -1;

    /// <summary>The range as it stands behind a name, with its colon.</summary>
    public string Form => Written ?? FormOf(From, To);

    /// <summary>A range of two numbers, neither negative, written as <c>:from-to</c>.</summary>
    public static QueryRange OfNumbers(Positions positions, long from, long to) => new(positions, from, to, null);

    /// <summary>A range of two positions.</summary>
    public static QueryRange OfPositions(Positions positions, string from, string to) =>
        Of(positions, Position(from), Position(to), $":{from}-{to}");

    /// <summary>What of a query is a name, if the end of it is a range.</summary>
    public static (string Name, QueryRange? Range) Split(string query, Positions positions)
    {
        var match = (positions == Positions.FromOne ? FromOnePattern() : RangePattern()).Match(query);
        if (!match.Success)
            return (query, null);
        long from = match.Groups["from"] is { Success: true } first ? Position(first.Value) : FirstOf(positions);
        long to = match.Groups["to"] is { Success: true } last ? Position(last.Value) : long.MaxValue;
        return (query[..match.Index], Of(positions, from, to, match.Value));
    }

    /// <summary>Whether a query that has no range ends in what somebody may have meant for one.</summary>
    public static bool IsMissedIn(string query) => !RangePattern().IsMatch(query) && AlmostRangePattern().IsMatch(query);

    /// <summary>The range within a contig, as positions [start, end). Of BED it may be empty.</summary>
    /// <exception cref="ArgumentException">It is reversed, negative, or begins behind the contig's end.</exception>
    public (long Start, long End) In(long length)
    {
        long first = FirstOf(Positions);
        if (From < 0 || To < 0)
            throw new ArgumentException($"positions are counted from {first}, none is negative");
        if (From < first || To < first)
            throw new ArgumentException($"positions are counted from {first}");
        long start = From - first, last = To == long.MaxValue ? To : To - (Positions == Positions.HalfOpen ? 1 : first);
        if (Positions == Positions.HalfOpen && last == start - 1)
            return (Math.Min(start, length), Math.Min(start, length));
        if (last < start)
            throw new ArgumentException("the range is reversed");
        if (start >= length)
            throw new ArgumentException($"begins behind the end of the contig, which has {length} letters");
        return (start, last >= length ? length : last + 1);
    }

    private static QueryRange Of(Positions positions, long from, long to, string form) =>
        new(positions, from, to, from >= 0 && to >= 0 && form == FormOf(from, to) ? null : form);

    private static long FirstOf(Positions positions) => positions == Positions.FromOne ? 1 : 0;

    private static string FormOf(long from, long to) => string.Create(CultureInfo.InvariantCulture, $":{from}-{to}");

    // Positions beyond 2^63 lie behind the end of everything.
    private static long Position(string digits)
    {
        if (digits[0] == '-')
            return Negative;
        return long.TryParse(digits, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out long position)
            ? position
            : long.MaxValue;
    }

    [GeneratedRegex(
        @":((?<from>[0-9][0-9,]*)(-(?<to>[0-9][0-9,]*)?)?|-(?<to>[0-9][0-9,]*))\z", RegexOptions.CultureInvariant)]
    private static partial Regex FromOnePattern();

    [GeneratedRegex(@":(?<from>-?[0-9]+)-(?<to>-?[0-9]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex RangePattern();

    [GeneratedRegex(@":[0-9,._ ]*(-|\.\.|:)?[0-9,._ ]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex AlmostRangePattern();
}
