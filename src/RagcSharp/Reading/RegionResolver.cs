using System.Text;

using RagcSharp.Collection;
using RagcSharp.Fasta;

namespace RagcSharp.Reading;

/// <summary>
/// Finds the contigs that queries name: each name once, sample by sample, so that each batch of the archive is read once, however many
/// queries there are, and in whatever order. Used by one thread.
/// </summary>
internal sealed class RegionResolver(SampleCatalog samples)
{
    private const int MostCandidates = 10;

    /// <summary>The contig of each name of a log that names one.</summary>
    public QueryTarget[] Resolve(QueryLog log)
    {
        var targets = new QueryTarget[log.NameCount];
        foreach (int name in InOrder(targets.Length, name => PossibleReadings(log, name).Select(SampleOf).FirstOrDefault(IsASample, -1)))
        {
            bool mayEndInRange = MayEndInRange(log, name);
            foreach (var reading in PossibleReadings(log, name).Where(reading => reading.Sample is not null))
                FindInSample(reading, (sample, contig) => targets[name].Add(sample, contig, mayEndInRange && IsWhole(reading)));
        }

        FindEverywhere(log, targets);
        foreach (int name in InOrder(targets.Length, name => targets[name].IsOne ? targets[name].Sample : -1))
            targets[name].Length = samples.IndexOf(targets[name].Sample).Length(targets[name].Contig);
        return targets;
    }

    /// <summary>What names the contig of a query.</summary>
    public QueryName NameOf(AgcQuery query) =>
        query.ToName(query.Range is not null && samples.MarksIn(query.Sample).HasFlag(NameMarks.Range));

    /// <summary>Why a query is wrong that does not name one contig.</summary>
    public ArgumentException Explain(AgcQuery query)
    {
        var meanings = Meanings(query);
        return meanings.Count > 1 ? Ambiguous(query, meanings) : Unknown(query);
    }

    private static bool IsASample(int sample) => sample >= 0;

    private static bool IsWhole(QueryReading reading) => reading.Range is null;

    // Numbers of names in the order of their samples, without those that have none.
    private static IEnumerable<int> InOrder(int count, Func<int, int> sampleOf)
    {
        var names = new int[count];
        var ofSamples = new int[count];
        for (int name = 0; name < count; name++)
            (names[name], ofSamples[name]) = (name, sampleOf(name));
        Array.Sort(ofSamples, names);
        return names.Where((_, i) => ofSamples[i] >= 0);
    }

    // Other names stand for queries of the whole contig and for ranges alike.
    private static bool MayEndInRange(QueryLog log, int name) => log.Name(name).Positions is not null;

    private int SampleOf(QueryReading reading) => reading.Sample is null ? -1 : samples.Find(reading.Sample);

    private IEnumerable<QueryReading> PossibleReadings(QueryLog log, int name) => PossibleReadings(AgcQuery.Of(log.Name(name)));

    // Those of no sample of the archive cannot be meant, nor names with an @ where no contig has one.
    private IEnumerable<QueryReading> PossibleReadings(AgcQuery query) => query.Readings().Where(reading => reading.Sample is { } sample
        ? samples.Find(sample) >= 0
        : !reading.Contig.Contains('@', StringComparison.Ordinal) || samples.Marks().HasFlag(NameMarks.AtSign));

    private void FindInSample(QueryReading reading, Action<int, int> found)
    {
        int sample = samples.Find(reading.Sample!);
        int contig = samples.IndexOf(sample).Find(reading.Contig);
        if (contig >= 0)
            found(sample, contig);
    }

    private void FindEverywhere(QueryLog log, QueryTarget[] targets)
    {
        using var contigs = new DistinctNames();
        // For each name of a contig the first of the readings that have it, and of each reading the next one.
        var first = new List<int>();
        var readings = new List<(int Name, bool IsWhole, int Next)>();
        for (int name = 0; name < targets.Length; name++)
        {
            bool mayEndInRange = MayEndInRange(log, name);
            foreach (var reading in PossibleReadings(log, name).Where(reading => reading.Sample is null))
            {
                int contig = contigs.Add(Encoding.UTF8.GetBytes(reading.Contig));
                if (contig == first.Count)
                    first.Add(-1);
                readings.Add((name, mayEndInRange && IsWhole(reading), first[contig]));
                first[contig] = readings.Count - 1;
            }
        }

        new ContigPlaces(contigs, (number, sample, contig) =>
        {
            for (int reading = first[number]; reading >= 0; reading = readings[reading].Next)
                targets[readings[reading].Name].Add(sample, contig, readings[reading].IsWhole);
        }).FindIn(samples);
    }

    // What a query may mean, each once.
    private List<Meaning> Meanings(AgcQuery query)
    {
        var meanings = new List<Meaning>();
        foreach (var reading in PossibleReadings(query))
        {
            if (reading.Sample is not null)
            {
                FindInSample(reading, (sample, contig) => meanings.Add(new Meaning(reading, sample, contig)));
                continue;
            }

            using var name = new DistinctNames();
            _ = name.Add(Encoding.UTF8.GetBytes(reading.Contig));
            new ContigPlaces(name, (_, sample, contig) => meanings.Add(new Meaning(reading, sample, contig))).FindIn(samples);
        }

        return [.. meanings.DistinctBy(meaning => meaning.Target)];
    }

    private ArgumentException Ambiguous(AgcQuery query, List<Meaning> meanings)
    {
        string what = meanings.Select(meaning => meaning.Reading).Distinct().ToList() switch
        {
            [var reading] => $"{meanings.Count} samples have a contig {reading.Contig}",
            [{ Range: null }, { Range: not null } range] => $"is a contig as well as a range of {range.Contig}",
            _ => $"may mean {meanings.Count} contigs",
        };
        return new ArgumentException($"{query}: {what}; say which: {List(meanings.Select(meaning => Spell(query, meaning)))}");
    }

    // The plainest way to write what means this only.
    private string Spell(AgcQuery query, Meaning meaning)
    {
        string? sample = query.Sample is null ? samples.Names[meaning.Sample] : null;
        var spellings = QueryReading.Spellings(meaning.Reading.Contig, sample).Select(name => query.Spelled(name, meaning.Reading.Range));
        return spellings.FirstOrDefault(spelled => Meanings(spelled) is [var only] && only.Target == meaning.Target, spellings.Last()).Text;
    }

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
    private static string RangeHint(AgcQuery query) => query.Positions == Positions.FromZero && QueryRange.IsMissedIn(query.Text)
        ? " (a range is written contig:from-to or contig@sample:from-to, as chr1:0-99)"
        : "";

    private static string List(IEnumerable<string> candidates)
    {
        var first = candidates.Take(MostCandidates + 1).ToList();
        return string.Join(", ", first.Take(MostCandidates)) + (first.Count > MostCandidates ? ", …" : "");
    }

    private static string FirstWord(ContigRecord contig) =>
        FastaHeader.FirstWord(contig.Name) is { IsEmpty: false } word ? Encoding.UTF8.GetString(word) : "''";

    /// <summary>A contig that a reading of a query names.</summary>
    private readonly record struct Meaning(QueryReading Reading, int Sample, int Contig)
    {
        public (int Sample, int Contig, bool IsWhole) Target => (Sample, Contig, IsWhole(Reading));
    }
}
