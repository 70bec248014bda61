using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Exact;

/// <summary>Contigs and ranges of samples that are kept exactly.</summary>
public sealed class ExactRegionTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    private string Archive => _folder.File("a.agc");

    public void Dispose() => _folder.Dispose();

    // Positions count what the archive has: neither gaps nor white space.
    [Theory]
    [InlineData("a", ">a b\n--ACgt-Xx*\n")]
    [InlineData("a:0-1", ">a b:0-1\n--AC\n")]
    [InlineData("a:1-3", ">a b:1-3\nCgt\n")]
    [InlineData("a:3-4", ">a b:3-4\nt-X\n")]
    [InlineData("a:4-5", ">a b:4-5\nXx*\n")]
    [InlineData("a:5-99", ">a b:5-99\nx*\n")]
    [InlineData("b", ">b\n")]
    [InlineData("c", ">c\n--\n")]
    [InlineData("d", ">d\ng1\n")]
    [InlineData("M__ller", ">M\u00c3\u00bcller\nNNn\n")]
    public void Region_IsGivenAsItStood(string query, string expected)
    {
        const string File = "\n>a b\n--ACg\nt -\tX\n\nx* \n>b\n>c\n--\n>d\ng1\n>M\u00c3\u00bcller\nNNn";
        ExactArchive.Create(Archive, ExactArchive.Options, Text.Bytes(File));
        using var archive = AgcArchive.Open(Archive);
        Assert.Equal(expected, Extracted.Region(archive, query));
        // Again, and after what lies behind it.
        Assert.Equal(expected + ">M\u00c3\u00bcller\nNNn\n" + expected, Extracted.Regions(archive, 1, 100, query, "M__ller", query));
    }

    [Fact]
    public void Regions_AreThoseOfTheText()
    {
        Seeded.Run(4, random =>
        {
            string[] contigs = [.. Enumerable.Range(0, 3).Select(_ => Contig(random, random.Next(1, 120_000)))];
            string file = string.Concat(contigs.Select((contig, i) => $">c{i}\n{contig}\n"));
            ExactArchive.Create(Archive, ExactArchive.Options with { SegmentSize = 5000 }, Text.Bytes(">r\nA\n"), Text.Bytes(file));
            int[][] symbols = [.. contigs.Select(contig => Enumerable.Range(0, contig.Length).Where(i => contig[i] >= 64).ToArray())];
            using var archive = AgcArchive.Open(Archive);
            var queries = new List<string>();
            var expected = new System.Text.StringBuilder();
            for (int i = 0; i < 60; i++)
            {
                int contig = random.Next(contigs.Length);
                int length = symbols[contig].Length;
                int from = random.Next(length), to = random.Next(3) == 0 ? length - 1 : from + random.Next(Math.Min(300, length - from));
                queries.Add($"c{contig}@a1:{from}-{to}");
                expected.Append($">c{contig}:{from}-{to}\n{Range(contigs[contig], symbols[contig], from, to)}\n");
            }

            Assert.Equal(expected.ToString(), Extracted.Regions(archive, 2, int.MaxValue, [.. queries]));
        });
    }

    [Fact]
    public void Samples_KeepTheirLettersInLinesOfALength()
    {
        byte[] first = Text.Bytes("\n>a\u00e9\r\nACg t--\r\n\r\nXX\r\n>b\r\n\r\nNN");
        ExactArchive.Create(Archive, ExactArchive.Options, first, Text.Bytes(">a\nAC"));
        Assert.Equal(
            ">a\u00e9\nACgt\n--XX\n>b\nNN\n>a\nAC\n", Text.OfBytes(ExactArchive.Read(Archive, new() { LineLength = 4 }, "a0", "a1")));
    }

    private static string Contig(Random random, int length)
    {
        var contig = new System.Text.StringBuilder("A");
        while (contig.Length < length)
        {
            string alphabet = ((string[])["ACGT", "acgt", "ACGTacgt", "-", "Xe", "A-C*X"])[random.Next(6)];
            for (int run = random.Next(1, 30); run > 0; run--)
                contig.Append(alphabet[random.Next(alphabet.Length)]);
        }

        return contig.ToString();
    }

    // From the symbol of a number to that of another; the contig's first and last one take what is beside them.
    private static string Range(string contig, int[] symbols, int from, int to)
    {
        int start = from == 0 ? 0 : symbols[from], end = to == symbols.Length - 1 ? contig.Length : symbols[to] + 1;
        return contig[start..end];
    }
}
