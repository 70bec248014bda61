using RagcSharp.Collection;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Collection;

public sealed class ContigIndexTests
{
    [Theory]
    [InlineData("chr1", 1)]
    [InlineData("chr1 long", 0)]
    [InlineData("chr2", 3)]
    [InlineData("chr2\ttab", 2)]
    [InlineData("chr3", -1)]
    [InlineData("", -1)]
    [InlineData(" blank", 4)]
    [InlineData("blank", 4)]
    [InlineData(" blank ", -1)]
    [InlineData("M\uFFFDller", 5)]
    [InlineData("M\uFFFDller x", 5)]
    [InlineData("same", 6)]
    [InlineData("CHR1", -1)]
    public void Find_TakesHeadersBeforeFirstWords(string name, int expected)
    {
        var index = Index("chr1 long", "chr1", "chr2\ttab", "chr2", " blank", "M\u00fcller x", "same a", "same b");
        Assert.Equal(expected, index.Find(name));
    }

    [Fact]
    public void Find_FindsEveryNameOfMany()
    {
        Seeded.Run(20, random =>
        {
            string[] names = [.. Enumerable.Range(0, random.Next(1, 500)).Select(_ => $"c{random.Next(300)} {random.Next(3)}")];
            var index = Index(names);
            foreach (string name in names.Append("c300").Append("c1000 1"))
            {
                Assert.Equal(Array.IndexOf(names, name), index.Find(name));
                string word = name.Split(' ')[0];
                Assert.Equal(Array.FindIndex(names, n => n.Split(' ')[0] == word), index.Find(word));
            }
        });
    }

    [Fact]
    public void Places_CountSymbolsAndOneMoreAContig()
    {
        var index = new ContigIndex(ContigList.Of([Contig("a", 100, 50), Contig("b"), Contig("c", 7)]), 31);
        Assert.Equal([119, 0, 7], Enumerable.Range(0, 3).Select(index.Length));
        Assert.Equal([0, 120, 121], Enumerable.Range(0, 3).Select(index.Place));
    }

    [Fact]
    public void ImpossibleLength_IsRefusedByName()
    {
        var contigs = ContigList.Of([Contig("a", 100), Contig("b", 100, 30)]);
        string message = Assert.Throws<InvalidDataException>(() => new ContigIndex(contigs, 31)).Message;
        Assert.Equal("contig b: segment 1 has 30 symbols, fewer than the 31 that it shares", message);
    }

    private static ContigIndex Index(params string[] names) => new(ContigList.Of([.. names.Select(name => Contig(name, 10))]), 31);

    private static ContigRecord Contig(string name, params uint[] lengths) =>
        new(Text.Bytes(name), [.. lengths.Select(length => new SegmentDescriptor(16, 0, length, false))]);
}
