using RagcSharp.Fasta.Bgzf;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Fasta.Bgzf;

public sealed class BgzfBlockTests
{
    [Fact]
    public void EndOfFile_IsAsTheSpecificationHasIt() => Assert.Equal(
        "1F8B08040000000000FF0600424302001B0003000000000000000000", Convert.ToHexString(BgzfBlock.EndOfFile));

    [Fact]
    public void Header_TellsTheLengthOfTheBlock()
    {
        byte[] block = Compress("ACGT\n"u8, 6);
        Assert.Equal("1F8B08040000000000FF060042430200", Convert.ToHexString(block.AsSpan(0, 16)));
        Assert.Equal(block.Length - 1, BitConverter.ToUInt16(block, 16));
        Assert.Equal(5, BitConverter.ToInt32(block, block.Length - 4));
        Assert.Equal("ACGT\n", Text.OfBytes(BgzfFile.Decompress(block)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(9)]
    public void Blocks_NeverGrowBeyondTheirLimit(int level)
    {
        var random = new Random(1);
        byte[] noise = new byte[BgzfBlock.MostContent], high = new byte[BgzfBlock.MostContent];
        random.NextBytes(noise);
        for (int i = 0; i < high.Length; i++)
            high[i] = (byte)random.Next(0x90, 0x100);
        foreach (byte[] content in (byte[][])[noise, high])
        {
            byte[] block = Compress(content, level);
            Assert.InRange(block.Length, 1, 1 << 16);
            Assert.Equal(content, BgzfFile.Decompress(block));
        }
    }

    [Fact]
    public void Contents_ComeBack() => Seeded.Run(30, random =>
    {
        int letters = random.Next(1, 256);
        byte[] content = new byte[random.Next(1, BgzfBlock.MostContent + 1)];
        for (int i = 0; i < content.Length; i++)
            content[i] = i > 500 && random.Next(100) > 0 ? content[i - 500] : (byte)random.Next(letters);
        byte[] block = Compress(content, random.Next(1, 10));
        Assert.Equal(content, BgzfFile.Decompress(block));
    });

    [Fact]
    public void Repeats_AreFoundWhereThereAreSome()
    {
        byte[] letters = Text.Bytes(Text.Letter(RandomSymbols.Plain(new Random(2), 30_000)));
        int once = Compress(letters, 6).Length, twice = Compress([.. letters, .. letters], 6).Length;
        Assert.InRange(twice, once, once + once / 4);
        Assert.InRange(once, letters.Length / 4, letters.Length * 3 / 10);
    }

    [Fact]
    public void Append_TakesWhatThereIsRoomFor()
    {
        var block = new BgzfBlock();
        Assert.True(block.IsEmpty);
        Assert.Equal(BgzfBlock.MostContent - 1, block.Append(new byte[BgzfBlock.MostContent - 1]));
        Assert.False(block.IsEmpty || block.IsFull);
        Assert.Equal(1, block.Append(new byte[7]));
        Assert.True(block.IsFull);
        Assert.Equal(0, block.Append(new byte[7]));
        block.Clear();
        Assert.True(block.IsEmpty);
    }

    private static byte[] Compress(ReadOnlySpan<byte> content, int level)
    {
        var block = new BgzfBlock();
        block.Append(content);
        block.Compress(level);
        using var output = new MemoryStream();
        Assert.Equal(block.WriteTo(output), (int)output.Length);
        return output.ToArray();
    }
}
