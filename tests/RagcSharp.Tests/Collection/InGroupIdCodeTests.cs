using RagcSharp.Collection;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Collection;

public sealed class InGroupIdCodeTests
{
    // Group, id and code, one after another.
    [Theory]
    [InlineData(new uint[] { 16, 0, 0, 16, 0, 0, 16, 1, 1 })]
    [InlineData(new uint[] { 16, 1, 1, 16, 2, 1, 16, 3, 1, 16, 0, 0, 16, 4, 1 })]
    [InlineData(new uint[] { 16, 5, 5, 17, 3, 3, 16, 6, 1, 17, 4, 1 })]
    [InlineData(new uint[] { 16, 5, 5, 16, 5, 2, 16, 4, 4, 16, 1, 10, 16, 6, 1 })]
    [InlineData(new uint[] { 16, 5, 5, 16, 8, 5, 16, 10, 3, 16, 22, 23, 16, 50, 51 })]
    [InlineData(new uint[] { 0, 1, 1, 1, 1, 1, 0, 2, 1, 0, 3, 1, 15, 7, 7, 15, 8, 1 })]
    public void Code_FollowsTheTable(uint[] table)
    {
        InGroupIdCode encoder = new(), decoder = new();
        foreach (uint[] row in table.Chunk(3))
        {
            Assert.Equal(row[2], encoder.Encode(row[0], row[1]));
            Assert.Equal(row[1], decoder.Decode(row[0], row[2]));
        }
    }

    [Fact]
    public void Code_RoundTrips()
    {
        Seeded.Run(100, random =>
        {
            InGroupIdCode encoder = new(), decoder = new();
            var last = new uint[5];
            for (int i = 0; i < 300; i++)
            {
                uint group = (uint)random.Next(5);
                uint id = random.Next(5) switch
                {
                    0 => 0,
                    1 => (uint)random.Next((int)last[group] + 1),
                    2 => (uint)random.Next(random.Next(2) == 0 ? 100 : 1 << 24),
                    _ => last[group] + 1,
                };
                last[group] = Math.Max(last[group], id);
                Assert.Equal(id, decoder.Decode(group, encoder.Encode(group, id)));
            }
        });
    }
}
