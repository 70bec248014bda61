using RagcSharp.Reading;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Reading;

public sealed class QueryLogTests
{
    private static readonly string[] Names = ["chr1", "chr2@s", "", "M\u00fcller x", "a:1-5", "{b}@{c}"];
    private static readonly string?[] Samples = [null, null, "s", "two words"];
    private static readonly string[] Ranges =
        ["", ":3-9", ":0-0", ":007-9", ":9-3", ":-3-9", ":4611686018427387904-9223372036854775807", ":0-99999999999999999999"];
    private static readonly string[] RangesFromOne = ["", ":3", ":3-", ":-3", ":1,000-2,000", ":3-9"];

    [Fact]
    public void Queries_ComeBackAsTheyWere()
    {
        Seeded.Run(200, random =>
        {
            AgcQuery[] queries = [.. Enumerable.Range(0, random.Next(50)).Select(_ => RandomQuery(random))];
            bool mayEndInRange = random.Next(2) == 0;
            using var log = new QueryLog();
            foreach (var query in queries)
                log.Add(query, query.ToName(mayEndInRange));
            Assert.Equal(queries.Select(Shown), log.Read().Select(entry => Shown(log.Query(entry))));
            Assert.Equal(queries.Select(query => query.ToName(mayEndInRange)).Distinct().Count(), log.NameCount);
        });
    }

    // A million regions of one contig must not take a million names.
    [Fact]
    public void Ranges_ShareTheNameOfTheirContig()
    {
        using var log = new QueryLog();
        for (int i = 0; i < 1000; i++)
        {
            var query = i % 2 == 0 ? AgcQuery.ParseBed($"chr1\t{i}\t{i + 100}\tgene{i}") : AgcQuery.Parse($"chr1:{i}-{i + 100}");
            log.Add(query, query.ToName(mayEndInRange: false));
        }

        Assert.Equal(1, log.NameCount);
        Assert.InRange(log.Bytes, 1000, 30_000);
    }

    private static AgcQuery RandomQuery(Random random)
    {
        string name = Names[random.Next(Names.Length)];
        string? sample = Samples[random.Next(Samples.Length)];
        int start = random.Next(1000);
        var query = random.Next(3) switch
        {
            0 => AgcQuery.Parse(name + Ranges[random.Next(Ranges.Length)], sample),
            1 => AgcQuery.ParseOneBased(name + RangesFromOne[random.Next(RangesFromOne.Length)], sample),
            _ => AgcQuery.ParseBed($"{name}\t{start}\t{random.Next(1000)}\tgene {start}\t0\t{"+-"[random.Next(2)]}", sample),
        };
        return random.Next(2) == 0 ? query : query.At($"r{random.Next(2)}.bed", random.NextInt64(1, 1L << random.Next(1, 40)));
    }

    private static object Shown(AgcQuery query) => (
        query.ToString(), query.Name, query.IsReverse, query.Positions, query.Sample, query.Range,
        string.Join(' ', query.Readings().Select(reading => reading.ToString())));
}
