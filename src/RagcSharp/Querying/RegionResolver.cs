using RagcSharp.Collection;

namespace RagcSharp.Querying;

/// <summary>Finds the contigs that queries name. Reads the names of an archive at most once, however many queries there are.</summary>
internal sealed class RegionResolver(SampleCatalog samples, int k)
{
    private const int MostCandidates = 10;

    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    // For names that are asked for in all samples: where they occur, once in each sample.
    private readonly Dictionary<string, List<(int Sample, int Contig)>> _places = new(StringComparer.Ordinal);

    // The contigs of the sample that was asked for last.
    private Region[] _whole = [];
    private int _wholeOf = -1;

    /// <summary>The region of each query, in order.</summary>
    /// <exception cref="ArgumentException">A query names no contig, or several, or a range that is none.</exception>
    public IEnumerable<Region> Resolve(IReadOnlyList<string> queries)
    {
        var readings = queries.Select(query => RegionQuery.Readings(query).ToArray()).ToArray();
        FindEverywhere(readings.SelectMany(r => r).Where(r => r.Sample is null).Select(r => r.Contig));
        var found = new List<(RegionQuery Query, int Sample, int Contig)>();
        foreach (var (query, candidates) in queries.Zip(readings))
            found.Add(Find(query, candidates));
        foreach (var (query, sample, contig) in found)
            _ = query.RangeIn(samples[sample].Contigs[contig].Length(k));
        return found.Select(f => ToRegion(f.Query, f.Sample, f.Contig));
    }

    private Region ToRegion(RegionQuery query, int sample, int number)
    {
        if (_wholeOf != sample)
            _whole = [.. Region.All(samples[sample], contig => Region.Whole(sample, contig, k))];
        _wholeOf = sample;
        var whole = _whole[number];
        var (start, end) = query.RangeIn(whole.End);
        return whole with { Start = start, End = end, Suffix = query.Suffix, ReachesEnd = end == whole.End };
    }

    private (RegionQuery Query, int Sample, int Contig) Find(string query, RegionQuery[] readings)
    {
        foreach (var reading in readings)
        {
            var places = Places(reading);
            if (places.Count == 1)
                return (reading, places[0].Sample, places[0].Contig);
            if (places.Count > 1)
                throw Ambiguous(query, reading, places);
        }

        throw Unknown(query, readings);
    }

    private List<(int Sample, int Contig)> Places(RegionQuery reading)
    {
        if (reading.Sample is null)
            return _places.GetValueOrDefault(reading.Contig) ?? [];
        int sample = samples.Find(reading.Sample);
        int contig = sample < 0 ? -1 : FindIn(samples.AsStored(sample), reading.Contig);
        return contig < 0 ? [] : [(sample, contig)];
    }

    // Of several contigs of a sample that a name fits, the first one is meant, as in C++ AGC; a whole header goes before a first word.
    private static int FindIn(SampleRecord sample, string name)
    {
        int byWord = -1;
        for (int i = 0; i < sample.Contigs.Count; i++)
        {
            string header = Text(sample.Contigs[i]);
            if (header == name)
                return i;
            if (byWord < 0 && FirstWord(header).SequenceEqual(name))
                byWord = i;
        }

        return byWord;
    }

    private void FindEverywhere(IEnumerable<string> names)
    {
        foreach (string name in names)
            _ = _places.TryAdd(name, []);
        if (_places.Count == 0)
            return;
        var words = _places.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int s = 0; s < samples.Names.Count; s++)
        {
            var asked = new HashSet<string>(StringComparer.Ordinal);
            foreach (var contig in samples.AsStored(s).Contigs)
            {
                string header = Text(contig);
                if (_places.ContainsKey(header))
                    asked.Add(header);
                if (words.TryGetValue(FirstWord(header), out string? word, out _))
                    asked.Add(word);
            }

            foreach (string name in asked)
                _places[name].Add((s, FindIn(samples.AsStored(s), name)));
        }
    }

    private ArgumentException Ambiguous(string query, RegionQuery reading, List<(int Sample, int Contig)> places) => new(
        $"{query}: {places.Count} samples have a contig {reading.Contig}; "
        + $"say which: {List(places.Select(p => $"{reading.Contig}@{samples.Names[p.Sample]}{reading.Suffix}"))}");

    private ArgumentException Unknown(string query, RegionQuery[] readings)
    {
        var inSample = readings.FirstOrDefault(r => r.Sample is not null && samples.Find(r.Sample) >= 0);
        if (inSample is not null)
        {
            var contigs = samples.AsStored(samples.Find(inSample.Sample!)).Contigs;
            return new ArgumentException(
                $"{query}: sample {inSample.Sample} has no contig {inSample.Contig}{RangeHint(query)}; "
                + $"it has {List(contigs.Select(c => FirstWord(Text(c)).ToString()))}");
        }

        if (readings.FirstOrDefault(r => r.Sample is not null) is { } named)
        {
            return new ArgumentException(
                $"{query}: no contig of that name, and no sample {named.Sample}{RangeHint(query)}; there are {List(samples.Names)}");
        }

        var reference = samples.Names.Count == 0 ? [] : samples.AsStored(0).Contigs;
        return new ArgumentException(
            $"{query}: no contig of that name{RangeHint(query)}; "
            + $"the reference has {List(reference.Select(c => FirstWord(Text(c)).ToString()))}");
    }

    // What looks like a range that is not written as one, as chr1:100- or chr1:1,000-2,000.
    private static string RangeHint(string query) =>
        RegionQuery.LooksLikeRange(query) ? " (a range is written contig:from-to or contig@sample:from-to, as chr1:0-99)" : "";

    private static string List(IEnumerable<string> candidates)
    {
        var first = candidates.Take(MostCandidates + 1).ToList();
        return string.Join(", ", first.Take(MostCandidates)) + (first.Count > MostCandidates ? ", …" : "");
    }

    private static string Text(ContigRecord contig) => System.Text.Encoding.UTF8.GetString(contig.Name);

    private static ReadOnlySpan<char> FirstWord(string header)
    {
        int end = header.AsSpan().IndexOfAny(Blanks);
        return end < 0 ? header : header.AsSpan(0, end);
    }
}
