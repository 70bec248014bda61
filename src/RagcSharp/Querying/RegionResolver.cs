using RagcSharp.Collection;
using RagcSharp.Fasta;

namespace RagcSharp.Querying;

/// <summary>
/// Finds the contigs that queries name. Goes through them sample by sample, so that each batch of the archive is read once, however many
/// queries there are, and in whatever order.
/// </summary>
internal sealed class RegionResolver(SampleCatalog samples, int k)
{
    private const int MostCandidates = 10;

    /// <summary>The region of each query, in order.</summary>
    /// <exception cref="ArgumentException">A query names no contig, or several, or a range that is none: the first such query.</exception>
    public Region[] Resolve(IReadOnlyList<AgcQuery> queries)
    {
        var regions = new Region[queries.Count];
        var wrong = new FirstWrong();
        var searches = queries.Select((query, number) => new RegionSearch(query, number, PossibleReadings(query))).ToList();
        Resolve(searches.OrderBy(search => FirstSample(search.Open)), null, regions, wrong);
        var open = searches.Where(search => regions[search.Number] is null && search.Number < wrong.Number).ToList();
        var asked = open.SelectMany(search => search.Open).Where(reading => reading.Sample is null).Select(reading => reading.Contig);
        var everywhere = new ContigPlaces(samples, asked);
        Resolve(open.OrderBy(search => FirstSample(search.Open, everywhere)), everywhere, regions, wrong);
        return wrong.Error is null ? regions : throw wrong.Error;
    }

    private void Resolve(
        IEnumerable<RegionSearch> searches, ContigPlaces? everywhere, Region[] regions, FirstWrong wrong)
    {
        foreach (var search in searches.Where(search => search.Number < wrong.Number))
        {
            try
            {
                if (Find(search, everywhere) is { } region)
                    regions[search.Number] = region;
            }
            catch (ArgumentException e)
            {
                (wrong.Number, wrong.Error) = (search.Number, e);
            }
        }
    }

    // Those of no sample of the archive cannot be meant, nor names with an @ where no contig has one.
    private RegionQuery[] PossibleReadings(AgcQuery query) =>
    [
        .. query.Readings().Where(reading => reading.Sample is { } sample
            ? samples.Find(sample) >= 0
            : !reading.Contig.Contains('@', StringComparison.Ordinal) || samples.HasAtSigns()),
    ];

    private int FirstSample(IEnumerable<RegionQuery> readings, ContigPlaces? everywhere = null)
    {
        foreach (var reading in readings)
        {
            if (reading.Sample is not null)
                return samples.Find(reading.Sample);
            if (everywhere?[reading.Contig] is [var place, ..])
                return place.Sample;
        }

        return -1;
    }

    // Null when contigs everywhere have to be looked up first.
    private Region? Find(RegionSearch search, ContigPlaces? everywhere)
    {
        for (; search.Open is [var reading, ..]; search.Pass())
        {
            if (reading.Sample is null && everywhere is null)
                return null;
            var places = Places(reading, everywhere);
            if (places.Count > 1)
                throw Ambiguous(search.Query, reading, places);
            if (places is [var (sample, contig)])
                return ToRegion(search.Query, reading, sample, contig);
        }

        throw Unknown(search.Query);
    }

    private Region ToRegion(AgcQuery query, RegionQuery reading, int sample, int contig)
    {
        var index = samples.IndexOf(sample);
        var (start, end) = RangeIn(query, reading, index.Length(contig));
        return Region.Range(sample, index, contig, start, end, k) with { Suffix = SuffixOf(query, reading), Query = query };
    }

    // What is not as it stands in the archive is told as bedtools does.
    private static string SuffixOf(AgcQuery query, RegionQuery reading) => reading.Suffix + (query.IsReverse ? "(-)" : "");

    private static (long Start, long End) RangeIn(AgcQuery query, RegionQuery reading, long length)
    {
        try
        {
            return reading.RangeIn(length);
        }
        catch (ArgumentException e) when (query.Source is not null)
        {
            throw new ArgumentException($"{query.Source}: {e.Message}", e);
        }
    }

    private IReadOnlyList<(int Sample, int Contig)> Places(RegionQuery reading, ContigPlaces? everywhere)
    {
        if (reading.Sample is null)
            return everywhere![reading.Contig];
        int sample = samples.Find(reading.Sample);
        int contig = samples.IndexOf(sample).Find(reading.Contig);
        return contig < 0 ? [] : [(sample, contig)];
    }

    private ArgumentException Ambiguous(AgcQuery query, RegionQuery reading, IReadOnlyList<(int Sample, int Contig)> places) => new(
        $"{query}: {places.Count} samples have a contig {reading.Contig}; "
        + $"say which: {List(places.Select(p => $"{reading.Contig}@{samples.Names[p.Sample]}{reading.Suffix}"))}");

    private ArgumentException Unknown(AgcQuery query)
    {
        var readings = query.Readings().ToList();
        if (readings.LastOrDefault(r => r.Sample is not null && samples.Find(r.Sample) >= 0) is { } inSample)
        {
            var contigs = samples.AsStored(samples.Find(inSample.Sample!)).Contigs;
            return new ArgumentException(
                $"{query}: sample {inSample.Sample} has no contig {inSample.Contig}{RangeHint(query)}; "
                + $"it has {List(contigs.Select(FirstWord))}");
        }

        if (readings.FirstOrDefault(r => r.Sample is not null) is { } named)
        {
            return new ArgumentException(
                $"{query}: no contig of that name, and no sample {named.Sample}{RangeHint(query)}; there are {List(samples.Names)}");
        }

        var reference = samples.Names.Count == 0 ? [] : samples.AsStored(0).Contigs;
        return new ArgumentException(
            $"{query}: no contig of that name{RangeHint(query)}; the reference has {List(reference.Select(FirstWord))}");
    }

    // What looks like a range that is not written as one, as chr1:100- or chr1:1,000-2,000.
    private static string RangeHint(AgcQuery query) => query.Positions == Positions.FromZero && RegionQuery.LooksLikeRange(query.Text)
        ? " (a range is written contig:from-to or contig@sample:from-to, as chr1:0-99)"
        : "";

    private static string List(IEnumerable<string> candidates)
    {
        var first = candidates.Take(MostCandidates + 1).ToList();
        return string.Join(", ", first.Take(MostCandidates)) + (first.Count > MostCandidates ? ", …" : "");
    }

    private static string FirstWord(ContigRecord contig) =>
        FastaHeader.FirstWord(contig.Name) is { IsEmpty: false } word ? System.Text.Encoding.UTF8.GetString(word) : "''";

    // Of the queries that are wrong the first one: those behind it need not be looked at.
    private sealed class FirstWrong
    {
        public int Number { get; set; } = int.MaxValue;

        public ArgumentException? Error { get; set; }
    }
}
