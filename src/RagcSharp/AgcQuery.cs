using System.Globalization;

using RagcSharp.Querying;

namespace RagcSharp;

/// <summary>A contig, or a range of one, that is asked for. Immutable.</summary>
/// <remarks>
/// Contigs are named by their whole header or by its first word, alone where one sample has it, or as <c>contig@sample</c>, or as PanSN
/// asks: <c>sample#haplotype#contig</c>. Names may hold the marks between names and ranges themselves: what the archive has decides.
/// </remarks>
public sealed class AgcQuery
{
    private readonly string? _sample;

    // The name of a contig and positions; where there is no name, the text is to be taken to pieces.
    private readonly string? _contig;
    private readonly string? _from;
    private readonly string? _to;

    private AgcQuery(string text, string? sample, Positions positions, string? contig = null, string? from = null, string? to = null)
    {
        Text = text;
        _sample = sample;
        Positions = positions;
        _contig = contig;
        _from = from;
        _to = to;
    }

    /// <summary>The query as it was given.</summary>
    public string Text { get; }

    /// <summary>Whether the reverse complement is asked for.</summary>
    public bool IsReverse { get; init; }

    /// <summary>What the region is called in its header; null for the contig's name and the range.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Where the query stands, as <c>regions.bed: line 7</c>, for messages (see <see cref="At"/>); null where its text tells enough.
    /// </summary>
    public string? Source { get; private init; }

    internal Positions Positions { get; }

    /// <summary>
    /// A query as C++ AGC takes it: <c>contig</c>, <c>contig@sample</c>, <c>contig:from-to</c> or <c>contig@sample:from-to</c>; positions
    /// from 0, both included.
    /// </summary>
    /// <param name="text">The query.</param>
    /// <param name="sample">The sample whose contig it is; null where the text tells, or there is only one.</param>
    public static AgcQuery Parse(string text, string? sample = null) => new(text, sample, Positions.FromZero);

    /// <summary>
    /// A query as samtools takes it: <c>contig</c>, <c>contig:from</c>, <c>contig:from-</c> or <c>contig:1,000-2,000</c>, with or without a
    /// sample; positions from 1, both included.
    /// </summary>
    /// <inheritdoc cref="Parse"/>
    public static AgcQuery ParseFromOne(string text, string? sample = null) => new(text, sample, Positions.FromOne);

    /// <summary>
    /// A line of BED: contig, start, end, and, if they are there, name, score, strand; positions from 0, the second one not included.
    /// </summary>
    /// <param name="line">The line; fields are parted by tabs.</param>
    /// <param name="sample">The sample whose contigs they are; null where the contig's name tells.</param>
    /// <exception cref="ArgumentException">It is no line of BED.</exception>
    public static AgcQuery ParseBed(string line, string? sample = null)
    {
        ArgumentNullException.ThrowIfNull(line);
        string[] fields = line.Split('\t');
        if (fields is not [var contig, var start, var end, ..] || !IsPosition(start) || !IsPosition(end))
        {
            throw new ArgumentException(
                $"{line.Replace('\t', ' ')}: no line of BED; contig, start and end were expected, with tabs between");
        }

        if (fields.ElementAtOrDefault(3) is { } given && given.Any(char.IsControl))
            throw new ArgumentException($"{line.Replace('\t', ' ')}: a control character in the name");
        string strand = fields.ElementAtOrDefault(5) ?? ".";
        if (strand is not ("+" or "-" or "." or ""))
            throw new ArgumentException($"{line.Replace('\t', ' ')}: strand {strand}; +, - or . was expected");
        return new AgcQuery($"{contig}:{start}-{end}", sample, Positions.HalfOpen, contig, start, end)
        {
            IsReverse = strand == "-",
            Name = fields.ElementAtOrDefault(3) is not (null or "" or ".") and var name ? name : null,
        };
    }

    /// <summary>The same query, with the place where it stands, as <c>regions.bed: line 7</c>.</summary>
    public AgcQuery At(string source) => new(Text, _sample, Positions, _contig, _from, _to)
    {
        IsReverse = IsReverse,
        Name = Name,
        Source = source,
    };

    /// <inheritdoc/>
    public override string ToString() => Source is null ? Text : $"{Source}: {Text}";

    /// <summary>All readings, those to be preferred first.</summary>
    internal IEnumerable<RegionQuery> Readings()
    {
        var readings = _contig is null
            ? RegionQuery.Readings(Text, Positions)
            : RegionQuery.ReadingsOfName(_contig, _from, _to, Positions);
        if (_sample is not null)
            return readings.Where(reading => reading.Sample is null).Select(reading => reading with { Sample = _sample });
        return Text.Contains('#', StringComparison.Ordinal)
            ? readings.SelectMany(reading => reading.PanSnReadings()).Concat(readings)
            : readings;
    }

    private static bool IsPosition(string field) => long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
