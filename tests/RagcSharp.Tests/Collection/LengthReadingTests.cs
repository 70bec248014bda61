using RagcSharp.Collection;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Collection;

public sealed class LengthReadingTests
{
    private const int K = 31, SegmentSize = 1000;

    private static readonly LengthReading Lengths = new(K, SegmentSize);

    // By hand: the number that a length is stored as against 31, and what that number is against 1031.
    [Theory]
    [InlineData(0, 1000)] // 61
    [InlineData(1, 1001)] // 59
    [InlineData(10, 1010)] // 41
    [InlineData(30, 1030)] // 1
    [InlineData(31, 1031)] // 0
    [InlineData(40, 1040)] // 18
    [InlineData(61, 1061)] // 60
    [InlineData(62, 1062)]
    [InlineData(63, 999)]
    [InlineData(687, 687)]
    [InlineData(1030, 1546)]
    [InlineData(1031, 515)]
    [InlineData(1500, 1781)]
    [InlineData(2060, 2061)]
    [InlineData(2061, 0)]
    [InlineData(2062, 2062)]
    [InlineData(100_000, 100_000)]
    public void Other_GivesTheLengthThatWasStoredAgainstK(uint length, uint misread) =>
        Assert.Equal(length, Lengths.Other(misread));

    [Fact]
    public void Other_UndoesTheMisreadingOfAnyLength()
    {
        Seeded.Run(200, random =>
        {
            int k = random.Next(17, 33), segmentSize = random.Next(100, 1_000_001);
            var lengths = new LengthReading(k, segmentSize);
            for (int i = 0; i < 100; i++)
            {
                uint length = (uint)random.Next(random.Next(2) == 0 ? 200 : 4 * segmentSize);
                Assert.Equal(length, lengths.Other(DamagedLengths.Misread(length, k, segmentSize)));
            }
        });
    }

    [Theory]
    [InlineData("1000", 1000)]
    [InlineData("687 2062 5000 900 800", 900)]
    [InlineData("687 / 2062 / / 1031 900", 1031)]
    [InlineData("", null)]
    [InlineData("/ /", null)]
    [InlineData("687", null)]
    [InlineData("2062 687 / 4000000000", null)]
    public void FindTelling_GivesTheFirstSegmentWithTwoReadings(string lengths, int? expected)
    {
        var telling = Lengths.FindTelling(Sample(lengths));
        Assert.Equal(expected, (int?)telling?.Length);
    }

    [Fact]
    public void FindTelling_OfASampleWithoutContigsIsNone() => Assert.Null(Lengths.FindTelling(new SampleRecord([], [])));

    [Fact]
    public void ReadOtherwise_ChangesAllLengthsAndNothingElse()
    {
        var sample = Sample("1000 1781 / / 687 2062 515");
        var other = Lengths.ReadOtherwise(sample);
        Assert.Equal(sample.Name, other.Name);
        var lengths = other.Contigs.Select(contig => contig.Segments.Select(segment => segment.Length).ToArray());
        Assert.Equal([[0u, 1500u], [], [687u, 2062u, 1031u]], lengths);
        foreach (var (before, after) in sample.Contigs.Zip(other.Contigs))
        {
            Assert.Equal(before.Name, after.Name);
            Assert.Equal(before.Segments.Select(s => s with { Length = 0 }), after.Segments.Select(s => s with { Length = 0 }));
        }

        Assert.Equal(1000u, sample.Contigs[0].Segments[0].Length);
    }

    // Lengths of segments, contigs parted by strokes.
    private static SampleRecord Sample(string lengths)
    {
        uint id = 0;
        return new SampleRecord(
            "sample"u8.ToArray(),
            [
                .. lengths.Split('/').Select((contig, number) => new ContigRecord(
                    Text.Bytes($"contig {number}"),
                    [
                        .. contig.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                            .Select(length => new SegmentDescriptor(16 + id, id++, uint.Parse(length, null), id % 2 == 0)),
                    ])),
            ]);
    }
}
