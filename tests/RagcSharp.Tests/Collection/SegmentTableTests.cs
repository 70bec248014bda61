using RagcSharp.Collection;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Collection;

public sealed class SegmentTableTests
{
    [Fact]
    public void Table_GivesBackItsSegments()
    {
        Seeded.Run(200, random =>
        {
            var segments = Segments(random, random.Next(300));
            var table = SegmentTable.Of(segments);
            Assert.Equal(segments.Length, table.Count);
            Assert.Equal(segments, Enumerable.Range(0, table.Count).Select(i => table[i]));
            Assert.InRange(table.Bytes, 0, 40 + SegmentTable.MostBytesASegment * (long)Math.Max(64, segments.Length));
        });
    }

    [Fact]
    public void Extremes_AreKept()
    {
        SegmentDescriptor[] segments =
        [
            default,
            new(uint.MaxValue, uint.MaxValue, uint.MaxValue, true),
            new(1, 0, uint.MaxValue, false),
            new(uint.MaxValue, 7, 0, true),
        ];
        var table = SegmentTable.Of(segments);
        Assert.Equal(segments, Enumerable.Range(0, 4).Select(i => table[i]));
    }

    [Fact]
    public void Neighbours_TakeFewBytes()
    {
        var random = new Random(1);
        SegmentDescriptor[] segments =
        [
            .. Enumerable.Range(0, 50_000)
                .Select(i => new SegmentDescriptor((uint)(16 + i), 3, (uint)random.Next(60_000, 65_000), i % 3 == 0)),
        ];
        Assert.InRange(SegmentTable.Of(segments).Bytes, 1, 4 * segments.Length);
    }

    // Contigs one after another in a table; every position is looked up in one of them.
    [Fact]
    public void Find_GivesTheFirstSegmentThatReachesBehindAPosition()
    {
        Seeded.Run(100, random =>
        {
            int k = random.Next(1, 33), before = random.Next(150), count = random.Next(1, 300);
            SegmentDescriptor[] segments =
            [
                .. Enumerable.Range(0, before + count + random.Next(100))
                    .Select(_ => new SegmentDescriptor(16, 0, (uint)(k + (random.Next(4) == 0 ? 0 : random.Next(20))), false)),
            ];
            if (count == 1)
                segments[before] = segments[before] with { Length = (uint)random.Next(1, 2 * k) };
            var table = SegmentTable.Of(segments);
            long start = 0, position = 0;
            for (int i = before; i < before + count; i++)
            {
                for (; position < start + segments[i].Length; position++)
                    Assert.Equal((i, start), table.Find(before, before + count, position, k));
                start += segments[i].Length - k;
            }
        });
    }

    private static SegmentDescriptor[] Segments(Random random, int count)
    {
        int[] bits = [.. Enumerable.Range(0, 3).Select(_ => random.Next(33))];
        return
        [
            .. Enumerable.Range(0, count).Select(_ => new SegmentDescriptor(
                Number(random, bits[0]), Number(random, bits[1]), Number(random, bits[2]), random.Next(2) == 0)),
        ];
    }

    private static uint Number(Random random, int bits) => (uint)random.NextInt64(1L << bits);
}
