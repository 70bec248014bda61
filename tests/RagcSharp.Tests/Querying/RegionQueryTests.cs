using RagcSharp.Querying;

namespace RagcSharp.Tests.Querying;

public sealed class RegionQueryTests
{
    [Theory]
    [InlineData("", "[]")]
    [InlineData("chr1", "[chr1]")]
    [InlineData("chr1@s", "[chr1@s] [chr1] of [s]")]
    [InlineData("chr1:3-9", "[chr1:3-9] [chr1] from 3 to 9")]
    [InlineData("chr1@s:3-9", "[chr1@s:3-9] [chr1] of [s:3-9] [chr1@s] from 3 to 9 [chr1] of [s] from 3 to 9")]
    [InlineData("a@b@c", "[a@b@c] [a@b] of [c] [a] of [b@c]")]
    [InlineData("a@@c", "[a@@c] [a@] of [c] [a] of [@c]")]
    [InlineData("@s", "[@s]")]
    [InlineData("@@s", "[@@s] [@] of [s]")]
    [InlineData("a@", "[a@] [a] of []")]
    [InlineData(":1-2", "[:1-2] [] from 1 to 2")]
    [InlineData("@s:1-2", "[@s:1-2] [@s] from 1 to 2")]
    [InlineData("a:1-5:2-4", "[a:1-5:2-4] [a:1-5] from 2 to 4")]
    [InlineData("a:1-5@s", "[a:1-5@s] [a:1-5] of [s]")]
    [InlineData("a:1-5@s:2-4", "[a:1-5@s:2-4] [a:1-5] of [s:2-4] [a:1-5@s] from 2 to 4 [a:1-5] of [s] from 2 to 4")]
    [InlineData(
        "a@b@c:0-1",
        "[a@b@c:0-1] [a@b] of [c:0-1] [a] of [b@c:0-1] [a@b@c] from 0 to 1 [a@b] of [c] from 0 to 1 [a] of [b@c] from 0 to 1")]
    [InlineData("HG002#1#ctg.1:7-8", "[HG002#1#ctg.1:7-8] [HG002#1#ctg.1] from 7 to 8")]
    [InlineData("two  words :7-8", "[two  words :7-8] [two  words ] from 7 to 8")]
    [InlineData("c:007-0010", "[c:007-0010] [c] from 007 to 0010")]
    [InlineData("c:9-3", "[c:9-3] [c] from 9 to 3")]
    [InlineData("c:-5-3", "[c:-5-3] [c] from -5 to 3")]
    [InlineData("c:5--3", "[c:5--3] [c] from 5 to -3")]
    [InlineData("c:-5--3", "[c:-5--3] [c] from -5 to -3")]
    [InlineData("c:0-99999999999999999999", "[c:0-99999999999999999999] [c] from 0 to 99999999999999999999")]
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
    public void Readings_TakeMostOfAQueryAsANameFirst(string query, string expected) =>
        Assert.Equal(expected, string.Join(' ', RegionQuery.Readings(query).Select(Shown)));

    [Theory]
    [InlineData("chr1")]
    [InlineData("a@b@c:007-0010")]
    [InlineData("a:1-5@s:-2--4")]
    public void Readings_AreAllShownAsTheQuery(string query) =>
        Assert.All(RegionQuery.Readings(query), reading => Assert.Equal(query, reading.ToString()));

    [Theory]
    [InlineData("c", "")]
    [InlineData("c@s", "")]
    [InlineData("c:3-9", ":3-9")]
    [InlineData("c@s:003-99999", ":003-99999")]
    public void Suffix_IsTheRangeAsGiven(string query, string expected) => Assert.Equal(expected, Narrowest(query).Suffix);

    [Theory]
    [InlineData("c", 10, 0, 10)]
    [InlineData("c", 0, 0, 0)]
    [InlineData("c:0-0", 10, 0, 1)]
    [InlineData("c:0-0", 1, 0, 1)]
    [InlineData("c:3-5", 10, 3, 6)]
    [InlineData("c:003-05", 10, 3, 6)]
    [InlineData("c:0-9", 10, 0, 10)]
    [InlineData("c:9-9", 10, 9, 10)]
    [InlineData("c:0-10", 10, 0, 10)]
    [InlineData("c:9-12345", 10, 9, 10)]
    [InlineData("c:4-9223372036854775807", 10, 4, 10)]
    [InlineData("c:0-9223372036854775807", long.MaxValue, 0, long.MaxValue)]
    [InlineData("c:5000000000-5000000001", 6_000_000_000, 5_000_000_000, 5_000_000_002)]
    public void RangeIn_GivesPositionsWithinTheContig(string query, long length, long start, long end) =>
        Assert.Equal((start, end), Narrowest(query).RangeIn(length));

    [Theory]
    [InlineData("c:5-4", 10, "reversed")]
    [InlineData("c:12-11", 10, "reversed")]
    [InlineData("c:-1-4", 10, "none is negative")]
    [InlineData("c:-0-4", 10, "none is negative")]
    [InlineData("c:1--4", 10, "none is negative")]
    [InlineData("c:-99999999999999999999-1", 10, "none is negative")]
    [InlineData("c:10-10", 10, "behind the end of the contig, which has 10 letters")]
    [InlineData("c:0-0", 0, "behind the end of the contig, which has 0 letters")]
    [InlineData("c:9223372036854775807-9223372036854775807", 10, "behind the end")]
    [InlineData("c:9223372036854775808-9223372036854775809", 10, "begins behind the end")]
    [InlineData("c:99999999999999999999-1", 10, "reversed")]
    public void RangeIn_RefusesWhatIsNoRange(string query, long length, string expected)
    {
        string message = Assert.Throws<ArgumentException>(() => Narrowest(query).RangeIn(length)).Message;
        Assert.StartsWith(query + ": ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    private static RegionQuery Narrowest(string query) => RegionQuery.Readings(query).Last();

    private static string Shown(RegionQuery reading) =>
        $"[{reading.Contig}]"
        + (reading.Sample is null ? "" : $" of [{reading.Sample}]")
        + (reading.From is null ? "" : $" from {reading.From} to {reading.To}");
}
