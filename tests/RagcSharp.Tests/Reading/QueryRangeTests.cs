using RagcSharp.Reading;

namespace RagcSharp.Tests.Reading;

public sealed class QueryRangeTests
{
    [Theory]
    [InlineData("c:3-9", ":3-9", true)]
    [InlineData("c:003-99999", ":003-99999", false)]
    [InlineData("c:-3-9", ":-3-9", false)]
    [InlineData("c:0-99999999999999999999", ":0-99999999999999999999", false)]
    public void Split_KeepsTheRangeAsItIsWritten(string query, string form, bool isPlain)
    {
        Assert.Equal(form, Range(query).Form);
        Assert.Equal(isPlain, Range(query).Written is null);
    }

    [Theory]
    [InlineData("c:7-", 7, long.MaxValue)]
    [InlineData("c:7", 7, long.MaxValue)]
    [InlineData("c:-3", 1, 3)]
    [InlineData("c:1,000-2,000", 1000, 2000)]
    public void Split_OfPositionsFromOneTakesOpenRanges(string query, long from, long to)
    {
        var (name, range) = QueryRange.Split(query, Positions.FromOne);
        Assert.Equal("c", name);
        Assert.Equal((from, to, query[1..]), (range!.From, range.To, range.Form));
    }

    [Theory]
    [InlineData("c:")]
    [InlineData("c:-")]
    [InlineData("c:--3")]
    [InlineData("c:3--")]
    [InlineData("c:,3")]
    [InlineData("c")]
    public void Split_OfPositionsFromOneLeavesOtherNames(string query) =>
        Assert.Equal((query, null), QueryRange.Split(query, Positions.FromOne));

    [Theory]
    [InlineData(0, 5, 0, 5)]
    [InlineData(2, 2, 2, 2)]
    [InlineData(9, 99, 9, 10)]
    [InlineData(10, 10, 10, 10)]
    [InlineData(99, 99, 10, 10)]
    public void In_OfBedMayBeEmpty(long from, long to, long start, long end) =>
        Assert.Equal((start, end), QueryRange.OfNumbers(Positions.HalfOpen, from, to).In(10));

    [Theory]
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
    public void In_GivesPositionsWithinTheContig(string query, long length, long start, long end) =>
        Assert.Equal((start, end), Range(query).In(length));

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
    public void In_RefusesWhatIsNoRange(string query, long length, string expected)
    {
        string message = Assert.Throws<ArgumentException>(() => Range(query).In(length)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c:0-5", "counted from 1")]
    [InlineData("c:-0", "counted from 1")]
    [InlineData("c:5-4", "reversed")]
    [InlineData("c:11-", "begins behind the end")]
    public void In_OfPositionsFromOneRefusesWhatIsNoRange(string query, string expected) => Assert.Contains(
        expected,
        Assert.Throws<ArgumentException>(() => QueryRange.Split(query, Positions.FromOne).Range!.In(10)).Message,
        StringComparison.Ordinal);

    private static QueryRange Range(string query) => QueryRange.Split(query, Positions.FromZero).Range!;
}
