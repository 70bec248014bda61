using RagcSharp.Reading;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Reading;

public sealed class DistinctNamesTests
{
    [Fact]
    public void Names_AreNumberedAsTheyCome()
    {
        Seeded.Run(20, random =>
        {
            using var names = new DistinctNames();
            var expected = new List<string>();
            for (int i = random.Next(3000); i > 0; i--)
            {
                string name = random.Next(100) == 0 ? "" : $"c{random.Next(1000)}";
                if (!expected.Contains(name))
                    expected.Add(name);
                Assert.Equal(expected.IndexOf(name), names.Add(Text.Bytes(name)));
            }

            Assert.Equal(expected, Enumerable.Range(0, names.Count).Select(number => Text.OfBytes(names[number].ToArray())));
            Assert.Equal(-1, names.Find(Text.Bytes("c1000")));
        });
    }
}
