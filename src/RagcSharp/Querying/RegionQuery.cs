using System.Globalization;
using System.Text.RegularExpressions;

namespace RagcSharp.Querying;

/// <summary>
/// What a user asks for: <c>contig</c>, <c>contig@sample</c>, <c>contig:from-to</c> or <c>contig@sample:from-to</c>; positions from 0, both
/// ends included. Names may hold <c>:</c>, <c>@</c> and <c>-</c> themselves, so a query has several readings.
/// </summary>
/// <param name="Contig">Name of the contig: the header, or its first word.</param>
/// <param name="Sample">Name of the sample; null for any.</param>
/// <param name="From">First position as given; null for the whole contig.</param>
/// <param name="To">Last position as given.</param>
internal sealed partial record RegionQuery(string Contig, string? Sample, string? From, string? To)
{
    /// <summary>How positions are counted.</summary>
    public Positions Positions { get; init; }

    /// <summary>What the output header has behind the contig's name.</summary>
    public string Suffix => From is null ? "" : $":{From}" + (To is null ? "" : $"-{To}");

    /// <summary>All readings of a query, the one that takes most of it as a name first.</summary>
    public static IEnumerable<RegionQuery> Readings(string query, Positions positions = Positions.FromZero)
    {
        foreach (var reading in Names(query, null, null))
            yield return reading with { Positions = positions };
        if ((positions == Positions.FromOne ? FromOnePattern() : RangePattern()).Match(query) is not { Success: true } range)
            yield break;
        string? to = range.Groups["to"] is { Success: true } group ? group.Value : null;
        foreach (var reading in Names(query[..range.Index], range.Groups["from"].Value, to))
            yield return reading with { Positions = positions };
    }

    /// <summary>All readings of the name of a contig, with a range in it.</summary>
    public static IEnumerable<RegionQuery> ReadingsOfName(string name, string? from, string? to, Positions positions) =>
        Names(name, from, to).Select(reading => reading with { Positions = positions });

    /// <summary>
    /// Readings of a name that is made as PanSN asks, <c>sample#haplotype#contig</c>: an archive may have a sample for each haplotype, or
    /// one for both, and contigs under their whole names or not.
    /// </summary>
    public IEnumerable<RegionQuery> PanSnReadings()
    {
        if (Sample is not null || Contig.Split('#', 3) is not [var sample, var haplotype, var contig])
            yield break;
        foreach (string name in (string[])[$"{sample}#{haplotype}", $"{sample}.{haplotype}", sample])
        {
            yield return this with { Sample = name };
            yield return this with { Sample = name, Contig = name == sample ? $"{haplotype}#{contig}" : contig };
        }

        // The haplotype of a sample that has one only.
        if (haplotype == "0")
            yield return this with { Sample = sample, Contig = contig };
    }

    /// <summary>Whether a query that is none ends in what somebody may have meant for a range.</summary>
    public static bool LooksLikeRange(string query) => !RangePattern().IsMatch(query) && AlmostRangePattern().IsMatch(query);

    /// <summary>The range within a contig, as positions [start, end).</summary>
    /// <exception cref="ArgumentException">It is reversed, negative, or begins behind the contig's end.</exception>
    public (long Start, long End) RangeIn(long length)
    {
        if (From is null)
            return (0, length);
        int first = Positions == Positions.FromOne ? 1 : 0;
        if (From[0] == '-' || To?[0] == '-')
            throw new ArgumentException($"{this}: positions are counted from {first}, none is negative");
        long start = Position(From) - first, last = To is null ? long.MaxValue : Last(To, first);
        if (start < 0)
            throw new ArgumentException($"{this}: positions are counted from {first}");
        if (last == start - 1 && Positions == Positions.HalfOpen)
            throw new ArgumentException($"{this}: the range is empty");
        if (last < start)
            throw new ArgumentException($"{this}: the range is reversed");
        if (start >= length)
            throw new ArgumentException($"{this}: begins behind the end of the contig, which has {length} letters");
        return (start, last >= length ? length : last + 1);
    }

    private long Last(string to, int first)
    {
        long position = Position(to);
        return position == long.MaxValue ? position : position - (Positions == Positions.HalfOpen ? 1 : first);
    }

    // Positions beyond 2^63 lie behind the end of everything.
    private static long Position(string digits) =>
        long.TryParse(digits, NumberStyles.Integer | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out long position)
        ? position
        : long.MaxValue;

    public override string ToString() => Contig + (Sample is null ? "" : "@" + Sample) + Suffix;

    // The name as it stands, then split at each @, the last one first: samples hold it less often than contigs.
    private static IEnumerable<RegionQuery> Names(string name, string? from, string? to)
    {
        yield return new RegionQuery(name, null, from, to);
        for (int at = name.LastIndexOf('@'); at > 0; at = name.LastIndexOf('@', at - 1))
            yield return new RegionQuery(name[..at], name[(at + 1)..], from, to);
    }

    [GeneratedRegex(":(?<from>[0-9][0-9,]*)(-(?<to>[0-9][0-9,]*)?)?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex FromOnePattern();

    [GeneratedRegex(":(?<from>-?[0-9]+)-(?<to>-?[0-9]+)\\z", RegexOptions.CultureInvariant)]
    private static partial Regex RangePattern();

    [GeneratedRegex(":[0-9,._ ]*(-|\\.\\.|:)?[0-9,._ ]*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex AlmostRangePattern();
}
