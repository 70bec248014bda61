using RagcSharp.Fasta.Bgzf;
using RagcSharp.Tests.Faults;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Fasta.Bgzf;

public sealed class BgzfWriterTests
{
    private const int Block = BgzfBlock.MostContent;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(Block, 1)]
    [InlineData(Block + 1, 2)]
    [InlineData(40 * Block, 40)]
    public void Write_CutsBlocks(int length, int blocks)
    {
        byte[] content = Content(length);
        var (file, index) = Write(content, 2, length);
        Assert.Equal(content, BgzfFile.Decompress(file));
        var places = BgzfFile.Blocks(file);
        Assert.Equal(blocks + 1, places.Count);
        Assert.Equal(BgzfBlock.EndOfFile, file.AsSpan((int)places[^1].Offset));
        Assert.Equal(places.Take(blocks).Skip(1), Entries(index));
    }

    [Fact]
    public void Bytes_DependNeitherOnThreadsNorOnCalls() => Seeded.Run(5, random =>
    {
        byte[] content = Content(random.Next(20 * Block));
        var expected = Write(content, 1, content.Length);
        foreach (int threads in (int[])[1, 2, 7])
        {
            var actual = Write(content, threads, random.Next(1, 3 * Block));
            Assert.Equal(expected.File, actual.File);
            Assert.Equal(expected.Index, actual.Index);
        }
    });

    [Fact]
    public void Output_ThatFailsEndsTheWork()
    {
        using var memory = new MemoryStream();
        using var output = new FaultyStream(memory, failAt: 100_000);
        using var writer = new BgzfWriter(output, 6, 3);
        byte[] content = Content(50 * Block);
        var e = Assert.Throws<IOException>(() =>
        {
            writer.Write(content);
            writer.Complete();
        });
        Assert.Equal(FaultyStream.Message, e.Message);
    }

    [Fact]
    public void Dispose_WithoutCompletionWritesNoEnd()
    {
        using var output = new MemoryStream();
        var writer = new BgzfWriter(output, 6, 2);
        writer.Write(Content(10 * Block));
        writer.Dispose();
        writer.Dispose();
        Assert.False(output.ToArray().AsSpan().EndsWith(BgzfBlock.EndOfFile));
    }

    private static byte[] Content(int length)
    {
        var random = new Random(length);
        return Text.Bytes(Text.Letter(RandomSymbols.Any(random, length)));
    }

    private static (byte[] File, byte[] Index) Write(byte[] content, int threads, int callLength)
    {
        using MemoryStream file = new(), index = new();
        using var writer = new BgzfWriter(file, 6, threads);
        for (int i = 0; i < content.Length; i += callLength)
            writer.Write(content.AsSpan(i, Math.Min(callLength, content.Length - i)));
        writer.Complete();
        writer.WriteIndex(index);
        return (file.ToArray(), index.ToArray());
    }

    private static IEnumerable<(long Offset, long Content)> Entries(byte[] index)
    {
        long[] numbers = [.. index.Chunk(8).Select(number => BitConverter.ToInt64(number))];
        Assert.Equal(2 * numbers[0], numbers.Length - 1);
        return numbers.Skip(1).Chunk(2).Select(pair => (pair[0], pair[1]));
    }
}
