namespace RagcSharp.Reading;

/// <summary>
/// What a query may mean: a contig, or a range of one. Names may hold <c>:</c>, <c>@</c> and braces themselves, so a query has several
/// readings; which of them name a contig, the archive tells.
/// </summary>
/// <param name="Contig">Name of the contig: the header, or its first word.</param>
/// <param name="Sample">Name of the sample; null for any.</param>
/// <param name="Range">The range; null for the whole contig.</param>
internal sealed record QueryReading(string Contig, string? Sample, QueryRange? Range)
{
    /// <summary>Whether the contig's name stood in braces, so that it is no more than a name.</summary>
    public bool IsBraced { get; init; }

    /// <summary>
    /// The readings of <c>contig</c> or <c>contig@sample</c>: as it stands, then split at each @, the last one first, as samples hold it
    /// less often than contigs. Either name may stand in braces.
    /// </summary>
    public static IEnumerable<QueryReading> Of(string name, QueryRange? range)
    {
        foreach (var reading in WithoutBraces(new QueryReading(name, null, range)))
            yield return reading;
        for (int at = name.LastIndexOf('@'); at > 0; at = name.LastIndexOf('@', at - 1))
        {
            foreach (var reading in WithoutBraces(new QueryReading(name[..at], name[(at + 1)..], range)))
                yield return reading;
        }
    }

    /// <summary>
    /// Readings of a name that is made as PanSN asks, <c>sample#haplotype#contig</c>: an archive may have a sample for each haplotype, or
    /// one for both, and contigs under their whole names or not.
    /// </summary>
    public IEnumerable<QueryReading> PanSnReadings()
    {
        if (Sample is not null || IsBraced || Contig.Split('#', 3) is not [var sample, var haplotype, var contig])
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

    /// <summary>Ways to write the reading in a sample; those behind tell more of its parts apart than those before.</summary>
    public static IEnumerable<string> Spellings(string contig, string? sample) => sample is null
        ? [contig, $"{{{contig}}}"]
        : [$"{contig}@{sample}", $"{{{contig}}}@{sample}", $"{contig}@{{{sample}}}", $"{{{contig}}}@{{{sample}}}"];

    public override string ToString() => Contig + (Sample is null ? "" : "@" + Sample) + Range?.Form;

    private static IEnumerable<QueryReading> WithoutBraces(QueryReading reading)
    {
        string? contig = InBraces(reading.Contig), sample = reading.Sample is null ? null : InBraces(reading.Sample);
        yield return reading;
        if (contig is not null)
            yield return reading with { Contig = contig, IsBraced = true };
        if (sample is not null)
            yield return reading with { Sample = sample };
        if (contig is not null && sample is not null)
            yield return reading with { Contig = contig, Sample = sample, IsBraced = true };
    }

    private static string? InBraces(string name) => name is ['{', .., '}'] ? name[1..^1] : null;
}
