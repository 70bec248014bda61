using RagcSharp.Fasta;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Fasta;

public sealed class FastaWriterTests
{
    [Theory]
    [InlineData(1, "A", ">x y\nA\n")]
    [InlineData(1, "ACG", ">x y\nA\nC\nG\n")]
    [InlineData(4, "ACG", ">x y\nACG\n")]
    [InlineData(4, "ACGT", ">x y\nACGT\n")]
    [InlineData(4, "ACGTA", ">x y\nACGT\nA\n")]
    [InlineData(4, "ACGTACGT", ">x y\nACGT\nACGT\n")]
    [InlineData(80, "ACGT", ">x y\nACGT\n")]
    [InlineData(4, "", ">x y\n")]
    public void Write_BreaksLines(int lineLength, string letters, string expected)
    {
        for (int chunk = 1; chunk <= Math.Max(1, letters.Length); chunk++)
        {
            using var output = new MemoryStream();
            var writer = new FastaWriter(new OutputBuffer(output), new LineLayout(lineLength));
            writer.BeginContig("x y"u8);
            foreach (char[] part in letters.Chunk(chunk))
                writer.WriteLetters(Text.Bytes(new string(part)));
            writer.Flush();
            Assert.Equal(expected, Text.OfBytes(output.ToArray()));
        }
    }

    [Fact]
    public void Write_BeginsEachContigOnItsOwnLine()
    {
        using var output = new MemoryStream();
        var writer = new FastaWriter(new OutputBuffer(output), new LineLayout(4));
        writer.BeginContig("a"u8);
        writer.WriteLetters("ACGTAC"u8);
        writer.BeginContig("b"u8);
        writer.BeginContig("c"u8);
        writer.WriteLetters("ACGT"u8);
        writer.BeginContig("d"u8);
        writer.WriteLetters("AC"u8);
        writer.WriteLetters("GT"u8);
        writer.WriteLetters("A"u8);
        writer.Flush();
        Assert.Equal(">a\nACGT\nAC\n>b\n>c\nACGT\n>d\nACGT\nA\n", Text.OfBytes(output.ToArray()));
    }

    [Fact]
    public void Write_CanGoOnAfterFlush()
    {
        using var output = new MemoryStream();
        var writer = new FastaWriter(new OutputBuffer(output), new LineLayout(4));
        writer.BeginContig("a"u8);
        writer.WriteLetters("AC"u8);
        writer.Flush();
        writer.BeginContig("b"u8);
        writer.Flush();
        Assert.Equal(">a\nAC\n>b\n", Text.OfBytes(output.ToArray()));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void Write_HoldsContigsLargerThanItsBuffer(int lineLength)
    {
        string letters = Text.Letter(RandomSymbols.Any(new Random(5), 400_003));
        using var output = new MemoryStream();
        var writer = new FastaWriter(new OutputBuffer(output), new LineLayout(lineLength));
        writer.BeginContig("a"u8);
        writer.WriteLetters("A"u8);
        writer.WriteLetters(Text.Bytes(letters));
        writer.Flush();
        string expected = string.Join('\n', ("A" + letters).Chunk(lineLength).Select(line => new string(line)));
        Assert.Equal($">a\n{expected}\n", Text.OfBytes(output.ToArray()));
    }
}
