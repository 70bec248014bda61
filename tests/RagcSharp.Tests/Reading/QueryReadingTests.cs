using RagcSharp.Reading;

namespace RagcSharp.Tests.Reading;

public sealed class QueryReadingTests
{
    [Theory]
    [InlineData("", "[]")]
    [InlineData("chr1", "[chr1]")]
    [InlineData("chr1@s", "[chr1@s] [chr1] of [s]")]
    [InlineData("chr1:3-9", "[chr1:3-9] [chr1] at :3-9")]
    [InlineData("chr1@s:3-9", "[chr1@s:3-9] [chr1] of [s:3-9] [chr1@s] at :3-9 [chr1] of [s] at :3-9")]
    [InlineData("a@b@c", "[a@b@c] [a@b] of [c] [a] of [b@c]")]
    [InlineData("a@@c", "[a@@c] [a@] of [c] [a] of [@c]")]
    [InlineData("@s", "[@s]")]
    [InlineData("@@s", "[@@s] [@] of [s]")]
    [InlineData("a@", "[a@] [a] of []")]
    [InlineData(":1-2", "[:1-2] [] at :1-2")]
    [InlineData("@s:1-2", "[@s:1-2] [@s] at :1-2")]
    [InlineData("a:1-5:2-4", "[a:1-5:2-4] [a:1-5] at :2-4")]
    [InlineData("a:1-5@s", "[a:1-5@s] [a:1-5] of [s]")]
    [InlineData("a:1-5@s:2-4", "[a:1-5@s:2-4] [a:1-5] of [s:2-4] [a:1-5@s] at :2-4 [a:1-5] of [s] at :2-4")]
    [InlineData(
        "a@b@c:0-1",
        "[a@b@c:0-1] [a@b] of [c:0-1] [a] of [b@c:0-1] [a@b@c] at :0-1 [a@b] of [c] at :0-1 [a] of [b@c] at :0-1")]
    [InlineData("HG002#1#ctg.1:7-8", "[HG002#1#ctg.1:7-8] [HG002#1#ctg.1] at :7-8")]
    [InlineData("two  words :7-8", "[two  words :7-8] [two  words ] at :7-8")]
    [InlineData("c:007-0010", "[c:007-0010] [c] at :007-0010")]
    [InlineData("c:9-3", "[c:9-3] [c] at :9-3")]
    [InlineData("c:-5-3", "[c:-5-3] [c] at :-5-3")]
    [InlineData("c:5--3", "[c:5--3] [c] at :5--3")]
    [InlineData("c:-5--3", "[c:-5--3] [c] at :-5--3")]
    [InlineData("c:0-99999999999999999999", "[c:0-99999999999999999999] [c] at :0-99999999999999999999")]
    [InlineData("c:5", "[c:5]")]
    [InlineData("c:5-", "[c:5-]")]
    [InlineData("c:-5", "[c:-5]")]
    [InlineData("c:", "[c:]")]
    [InlineData("c:-", "[c:-]")]
    [InlineData("c:+1-2", "[c:+1-2]")]
    [InlineData("c:1-2x", "[c:1-2x]")]
    [InlineData("c:1 - 2", "[c:1 - 2]")]
    [InlineData("c:1-2 ", "[c:1-2 ]")]
    [InlineData("c:1-2-3", "[c:1-2-3]")]
    [InlineData("c:1,000-2,000", "[c:1,000-2,000]")]
    [InlineData("c:0x1-2", "[c:0x1-2]")]
    [InlineData("c:\u0663-\u0665", "[c:\u0663-\u0665]")]
    [InlineData("1-2", "[1-2]")]
    [InlineData("{c}", "[{c}] [c]")]
    [InlineData("{c}:3-5", "[{c}:3-5] [{c}] at :3-5 [c] at :3-5")]
    [InlineData("{c:3-5}", "[{c:3-5}] [c:3-5]")]
    [InlineData("{c@d}", "[{c@d}] [c@d] [{c] of [d}]")]
    [InlineData("{c}@{s}", "[{c}@{s}] [c}@{s] [{c}] of [{s}] [c] of [{s}] [{c}] of [s] [c] of [s]")]
    [InlineData("c@{s:1-2}", "[c@{s:1-2}] [c] of [{s:1-2}] [c] of [s:1-2]")]
    [InlineData("{{c}}", "[{{c}}] [{c}]")]
    [InlineData("{}", "[{}] []")]
    [InlineData("{", "[{]")]
    public void Readings_TakeMostOfAQueryAsANameFirst(string query, string expected) =>
        Assert.Equal(expected, string.Join(' ', Readings(query).Select(Shown)));

    [Theory]
    [InlineData("chr1")]
    [InlineData("a@b@c:007-0010")]
    [InlineData("a:1-5@s:-2--4")]
    public void Readings_AreAllShownAsTheQuery(string query) =>
        Assert.All(Readings(query), reading => Assert.Equal(query, reading.ToString()));

    private static IEnumerable<QueryReading> Readings(string query)
    {
        var (name, range) = QueryRange.Split(query, Positions.FromZero);
        var whole = QueryReading.Of(query, null);
        return range is null ? whole : whole.Concat(QueryReading.Of(name, range));
    }

    private static string Shown(QueryReading reading) =>
        $"[{reading.Contig}]"
        + (reading.Sample is null ? "" : $" of [{reading.Sample}]")
        + (reading.Range is null ? "" : $" at {reading.Range.Form}");
}
