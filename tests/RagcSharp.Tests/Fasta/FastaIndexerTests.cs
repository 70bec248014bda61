using RagcSharp.Fasta;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Fasta;

/// <summary>Indexes as samtools 1.16 makes them; where it refuses what is without letters, we leave it out.</summary>
public sealed class FastaIndexerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(">a x\nACGT\nAC\n", "a\t6\t5\t4\t5\n")]
    [InlineData(">a\nACGT\nACGT\n>b\nA\n", "a\t8\t3\t4\t5\nb\t1\t16\t1\t2\n")]
    [InlineData(">a\nACGT", "a\t4\t3\t4\t5\n")]
    [InlineData(">a\nACGT\nAC", "a\t6\t3\t4\t5\n")]
    [InlineData(">a\nACGT\nACG\n\n", "a\t7\t3\t4\t5\n")]
    [InlineData(">a\r\nACGT\r\nAC\r\n", "a\t6\t4\t4\t6\n")]
    [InlineData(">a\r\nACGT\r\nACGT", "a\t8\t4\t4\t6\n")]
    [InlineData("> lead x\nACGT\nAC\n>\nAC\n", "lead\t6\t9\t4\t5\n\t2\t19\t2\t3\n")]
    [InlineData(">\t  lead\nAC\n", "lead\t2\t9\t2\t3\n")]
    [InlineData(">\vlead x\nAC\n", "lead\t2\t9\t2\t3\n")]
    [InlineData(">a\vb\nACGT\nACG\n", "a\t7\t5\t4\t5\n")]
    [InlineData(">c\xC2\xA0" + "d e\nA\n", "c\xC2\xA0" + "d\t1\t8\t1\t2\n")]
    [InlineData(">a>b x>y\nAC\nG\n", "a>b\t3\t9\t2\t3\n")]
    public void Index_IsThatOfSamtools(string fasta, string expected)
    {
        for (int chunk = 1; chunk <= Math.Max(1, fasta.Length); chunk++)
            Assert.Equal((expected, ""), Index(fasta, chunk));
    }

    [Theory]
    [InlineData(">a x\nACGT\n>a y\nAC\n>b\nA\n>a\nC\n", "a\t4\t5\t4\t5\nb\t1\t21\t1\t2\n", "a a")]
    [InlineData(">e\n>a\nAC\n", "a\t2\t6\t2\t3\n", "e")]
    [InlineData(">e\n\n>a\nAC\n>e x\nG\n", "a\t2\t7\t2\t3\ne\t1\t15\t1\t2\n", "e")]
    [InlineData(">a\nAC\n>e\n", "a\t2\t3\t2\t3\n", "e")]
    [InlineData(">e", "", "e")]
    public void Index_LeavesOutWhatCannotBeFound(string fasta, string expected, string leftOut)
    {
        for (int chunk = 1; chunk <= fasta.Length; chunk++)
            Assert.Equal((expected, leftOut), Index(fasta, chunk));
    }

    [Theory]
    [InlineData(">a\nACGT\nAC\nACGT\n")]
    [InlineData(">a\nACGT\nAC\nA\n")]
    [InlineData(">a\nACGT\nACGTA\n")]
    [InlineData(">a\n\nACGT\n")]
    [InlineData(">a\nAC\n\nGT\n")]
    [InlineData(">a\nACGT\r\nACGT\nAC\n")]
    public void Lines_ThatDifferAreRefused(string fasta)
    {
        for (int chunk = 1; chunk <= fasta.Length; chunk++)
        {
            var e = Assert.Throws<InvalidDataException>(() => Index(fasta, chunk));
            Assert.Equal("contig a: its lines differ in length, which no index can tell", e.Message);
        }
    }

    [Fact]
    public void Index_OfLengthsIsThatOfTheText() => Seeded.Run(200, random =>
    {
        int lineLength = random.Next(1, 12);
        using MemoryStream text = new(), expected = new();
        var writer = new FastaWriter(new OutputBuffer(text), new LineLayout(lineLength));
        var index = new FaiWriter(expected);
        for (int contig = random.Next(1, 6); contig > 0; contig--)
        {
            byte[] header = Text.Bytes($"c{random.Next(9)} {new string('x', random.Next(5))}");
            byte[] letters = Text.Bytes(Text.Letter(RandomSymbols.Plain(random, random.Next(40))));
            writer.BeginContig(header);
            writer.WriteLetters(letters);
            index.AddWritten(header, letters.Length, lineLength);
        }

        writer.Flush();
        index.Flush();
        var (actual, leftOut) = Index(Text.OfBytes(text.ToArray()), random.Next(1, 30));
        Assert.Equal(Text.OfBytes(expected.ToArray()), actual);
        Assert.Equal(string.Join(' ', index.LeftOut), leftOut);
    });

    [Fact]
    public void AddWritten_CountsBeyondTheRangeOfAnInt()
    {
        using var output = new MemoryStream();
        var index = new FaiWriter(output);
        index.AddWritten("a"u8, 10_000_000_000, 80);
        index.AddWritten("b"u8, 10_000_000_000, int.MaxValue);
        index.Flush();
        Assert.Equal(
            "a\t10000000000\t3\t80\t81\nb\t10000000000\t10125000006\t2147483647\t2147483648\n", Text.OfBytes(output.ToArray()));
    }

    private static (string Index, string LeftOut) Index(string fasta, int chunkLength)
    {
        using var output = new MemoryStream();
        var index = new FaiWriter(output);
        var indexer = new FastaIndexer(index);
        foreach (byte[] chunk in Text.Bytes(fasta).Chunk(chunkLength))
            indexer.Observe(chunk);
        indexer.Complete();
        return (Text.OfBytes(output.ToArray()), string.Join(' ', index.LeftOut));
    }
}
