using RagcSharp.Collection;
using RagcSharp.Reading;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Reading;

public sealed class RegionTests
{
    [Fact]
    public void Pieces_JoinToWhatIsCutFromTheContig()
    {
        Seeded.Run(2000, random =>
        {
            int k = random.Next(1, 33);
            var (contig, segments) = RandomContig(random, k);
            long start = random.Next(contig.Length), end = random.Next((int)start, contig.Length) + 1;
            var pieces = new Region(0, Record(segments), start, end, "").Pieces(k).ToList();
            var joined = Join(pieces.Select(piece => segments[piece.Number][piece.Skip..][..piece.Take]));
            Assert.Equal(contig[(int)start..(int)end], joined);
            Assert.All(pieces, piece => Assert.Equal((uint)segments[piece.Number].Length, piece.Segment.Length));
        });
    }

    [Fact]
    public void Pieces_AreOfOverlappingSegmentsOnly()
    {
        Seeded.Run(2000, random =>
        {
            int k = random.Next(1, 33);
            var (contig, segments) = RandomContig(random, k);
            long start = random.Next(contig.Length), end = random.Next((int)start, contig.Length) + 1;
            int previous = -1;
            foreach (var (number, _, skip, take) in new Region(0, Record(segments), start, end, "").Pieces(k))
            {
                long first = segments.Take(number).Sum(segment => (long)segment.Length - k);
                long last = first + segments[number].Length;
                Assert.True(number > previous, $"segment {number} after {previous}");
                Assert.True(take > 0, $"segment {number} gives nothing");
                Assert.InRange(first + skip, Math.Max(first, start), end - 1);
                Assert.InRange(first + skip + take, start + 1, Math.Min(last, end));
                previous = number;
            }
        });
    }

    // Three segments of 10 that share 4: at 0..10, 6..16, 12..22. What two of them hold comes from the first one.
    [Theory]
    [InlineData(0, 22, "0+0:10 1+4:6 2+4:6")]
    [InlineData(0, 10, "0+0:10")]
    [InlineData(7, 9, "0+7:2")]
    [InlineData(9, 11, "0+9:1 1+4:1")]
    [InlineData(10, 11, "1+4:1")]
    [InlineData(13, 16, "1+7:3")]
    [InlineData(16, 22, "2+4:6")]
    [InlineData(21, 22, "2+9:1")]
    [InlineData(9, 17, "0+9:1 1+4:6 2+4:1")]
    public void Pieces_TakeSharedSymbolsOnce(long start, long end, string expected)
    {
        var record = new ContigRecord([], [.. Enumerable.Repeat(new SegmentDescriptor(16, 0, 10, false), 3)]);
        var pieces = new Region(0, record, start, end, "").Pieces(4);
        Assert.Equal(expected, string.Join(' ', pieces.Select(p => $"{p.Number}+{p.Skip}:{p.Take}")));
    }

    [Fact]
    public void Whole_IsTheContigWithAllItsSymbols()
    {
        Seeded.Run(300, random =>
        {
            int k = random.Next(1, 33);
            var (contig, segments) = RandomContig(random, k);
            var region = Region.Whole(7, Record(segments), k);
            Assert.Equal((7, 0, contig.Length, ""), (region.Sample, region.Start, region.End, region.Suffix));
            var pieces = region.Pieces(k).Select(piece => segments[piece.Number][piece.Skip..][..piece.Take]);
            Assert.Equal(contig, Join(pieces));
        });
    }

    [Fact]
    public void Whole_OfAContigWithoutSegmentsHasNoPieces()
    {
        var region = Region.Whole(0, new ContigRecord([], []), 31);
        Assert.Equal(0, region.End);
        Assert.Empty(region.Pieces(31));
    }

    [Fact]
    public void Pieces_RefuseASegmentShorterThanWhatItShares()
    {
        SegmentDescriptor[] segments = [new(16, 0, 100, false), new(16, 1, 30, false), new(16, 2, 100, false)];
        var contig = new ContigRecord([], segments);
        string message = Assert.Throws<InvalidDataException>(() => Region.Whole(0, contig, 31).Pieces(31).Count()).Message;
        Assert.Contains("segment 1 has 30 symbols", message, StringComparison.Ordinal);
        _ = Assert.Single(new Region(0, contig, 5, 100, "").Pieces(31));
    }

    // Segments of a random contig; sometimes one that holds nothing but what it shares, or a contig of a single short segment.
    private static (byte[] Contig, byte[][] Segments) RandomContig(Random random, int k)
    {
        int[] lengths = [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => k + (random.Next(5) == 0 ? 0 : random.Next(60)))];
        if (lengths.Length == 1)
            lengths[0] = random.Next(1, 2 * k + 1);
        byte[] contig = RandomSymbols.Plain(random, lengths.Sum() - (lengths.Length - 1) * k);
        var segments = new byte[lengths.Length][];
        int start = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            segments[i] = contig[start..][..lengths[i]];
            start += lengths[i] - k;
        }

        return (contig, segments);
    }

    private static ContigRecord Record(byte[][] segments) =>
        new([], [.. segments.Select((segment, i) => new SegmentDescriptor(16, (uint)i, (uint)segment.Length, false))]);

    private static byte[] Join(IEnumerable<byte[]> pieces) => [.. pieces.SelectMany(piece => piece)];
}
