using System.Buffers;
using System.Globalization;

using RagcSharp.Reading;

namespace RagcSharp;

/// <summary>A contig, or a range of one, that is asked for. Immutable.</summary>
/// <remarks>
/// <para>Contigs are named by their whole header or by its first word, alone where one sample has it, or as <c>contig@sample</c>, or as
/// PanSN asks: <c>sample#haplotype#contig</c>. Of contigs of one sample that have the name, the first is meant, and a whole header goes
/// before a first word.</para>
/// <para>Names may hold the marks between names and ranges themselves. What the archive has decides; where it has several contigs that may
/// be meant, the query is refused. Names in braces, as <c>{chr1}:3-5</c>, <c>{chr1:3-5}</c> or <c>{contig}@{sample}</c>, are no more than
/// names.</para>
/// </remarks>
public sealed class AgcQuery
{
    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl)]);

    // What stands before the range. Whether there is a range is for the archive to tell, unless it was given apart.
    private readonly string _name;
    private readonly bool _isText;

    private AgcQuery(
        string name, QueryRange? range, string? sample, Positions positions, bool isText, string? file = null, long line = 0)
    {
        _name = name;
        Sample = sample;
        _isText = isText;
        Positions = positions;
        File = file;
        Line = line;
        Range = range;
    }

    /// <summary>The query as it was given.</summary>
    public string Text => _name + Range?.Form;

    /// <summary>Whether the reverse complement is asked for.</summary>
    public bool IsReverse { get; init; }

    /// <summary>What the region is called in its header; null for the contig's name and the range.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Where the query stands, as <c>regions.bed: line 7</c>, for messages (see <see cref="At"/>); null where its text tells enough.
    /// </summary>
    public string? Source => File is null ? null : $"{File}: line {Line}";

    /// <summary>The file where the query stands; null where its text tells enough.</summary>
    internal string? File { get; }

    /// <summary>The line there.</summary>
    internal long Line { get; }

    /// <summary>The sample that was given apart; null for none.</summary>
    internal string? Sample { get; }

    /// <summary>How positions are counted.</summary>
    internal Positions Positions { get; }

    /// <summary>The range, if the text before it is the name.</summary>
    internal QueryRange? Range { get; }

    /// <summary>
    /// A query as C++ AGC takes it: <c>contig</c>, <c>contig@sample</c>, <c>contig:from-to</c> or <c>contig@sample:from-to</c>; positions
    /// from 0, both included.
    /// </summary>
    /// <param name="text">The query.</param>
    /// <param name="sample">The sample whose contig it is; null where the text tells, or there is only one.</param>
    public static AgcQuery Parse(string text, string? sample = null) => Parse(text, sample, Positions.FromZero);

    /// <summary>
    /// A query as samtools takes it: <c>contig</c>, <c>contig:from</c>, <c>contig:from-</c>, <c>contig:-to</c> or
    /// <c>contig:1,000-2,000</c>, with or without a sample; positions from 1, both included.
    /// </summary>
    /// <inheritdoc cref="Parse(string, string)"/>
    public static AgcQuery ParseOneBased(string text, string? sample = null) => Parse(text, sample, Positions.FromOne);

    /// <summary>
    /// A line of BED: contig, start, end, and, if they are there, name, score, strand; positions from 0, the second one not included. An
    /// empty range gives a record without letters, and a warning (see <see cref="ExtractionOptions.Warn"/>).
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

        string? name = fields.Length > 3 ? fields[3] : null;
        if (name is not null && name.AsSpan().ContainsAny(Controls))
            throw new ArgumentException($"{line.Replace('\t', ' ')}: a control character in the name");
        string strand = fields.Length > 5 ? fields[5] : ".";
        if (strand is not ("+" or "-" or "." or ""))
            throw new ArgumentException($"{line.Replace('\t', ' ')}: strand {strand}; +, - or . was expected");
        return new AgcQuery(contig, QueryRange.OfPositions(Positions.HalfOpen, start, end), sample, Positions.HalfOpen, isText: false)
        {
            IsReverse = strand == "-",
            Name = name is null or "" or "." ? null : name,
        };
    }

    /// <summary>The same query, with the place where it stands, for messages.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line, from 1.</param>
    public AgcQuery At(string file, long line) =>
        new(_name, Range, Sample, Positions, _isText, file, line) { IsReverse = IsReverse, Name = Name };

    /// <inheritdoc/>
    public override string ToString() => Source is null ? Text : $"{Source}: {Text}";

    /// <summary>All readings.</summary>
    internal IEnumerable<QueryReading> Readings()
    {
        var readings = QueryReading.Of(_name, Range);
        // That all of it is a name comes first.
        if (_isText && Range is not null)
            readings = QueryReading.Of(Text, null).Concat(readings);
        if (Sample is not null)
            return readings.Where(reading => reading.Sample is null).Select(reading => reading with { Sample = Sample });
        return Text.Contains('#', StringComparison.Ordinal)
            ? readings.SelectMany(reading => reading.PanSnReadings()).Concat(readings)
            : readings;
    }

    /// <summary>What names the contig.</summary>
    /// <param name="mayEndInRange">Whether a name of the archive may be the query with its range.</param>
    internal QueryName ToName(bool mayEndInRange) => _isText && mayEndInRange && Range is not null
        ? new QueryName(Text, Sample, Positions)
        : new QueryName(_name, Sample, null);

    /// <summary>A query for all that a name may mean.</summary>
    internal static AgcQuery Of(QueryName name) => name.Positions is { } positions
        ? Parse(name.Text, name.Sample, positions)
        : new AgcQuery(name.Text, null, name.Sample, Positions.FromZero, isText: false);

    /// <summary>A query by what names its contig, and the range behind that.</summary>
    internal static AgcQuery Of(QueryName name, QueryRange? range, Positions positions, bool isReverse, string? title)
    {
        string text = name.Positions is null || range is null ? name.Text : name.Text[..^range.Form.Length];
        return new AgcQuery(text, range, name.Sample, positions, isText: positions != Positions.HalfOpen)
        {
            IsReverse = isReverse,
            Name = title,
        };
    }

    /// <summary>The query under another name.</summary>
    internal AgcQuery Spelled(string name, QueryRange? range) => _isText
        ? Parse(name + range?.Form, Sample, Positions)
        : new AgcQuery(name, range, Sample, Positions, isText: false);

    private static AgcQuery Parse(string text, string? sample, Positions positions)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (name, range) = QueryRange.Split(text, positions);
        return new AgcQuery(name, range, sample, positions, isText: true);
    }

    private static bool IsPosition(string field) => long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
