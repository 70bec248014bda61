using RagcSharp.Memory;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Sequences;

public sealed class PackedContigTests
{
    private const int Block = PackedContig.BlockLength;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Block - 1)]
    [InlineData(Block)]
    [InlineData(Block + 1)]
    [InlineData((2 * Block) + 5)]
    public void Unpack_GivesBackTheContig(int length)
    {
        byte[] symbols = RandomSymbols.WithRunsOfN(new Random(length), length);
        using var contig = Pack(symbols);
        using var unpacked = contig.Unpack();
        Assert.Equal(length, contig.Length);
        Assert.True(unpacked.AsSpan().SequenceEqual(symbols));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(Block - 1, 1)]
    [InlineData(Block - 1, 2)]
    [InlineData(Block, 1)]
    [InlineData(Block, Block)]
    [InlineData(Block - 3, Block + 6)]
    [InlineData(0, (3 * Block) + 100)]
    [InlineData((3 * Block) + 99, 1)]
    [InlineData((3 * Block) + 100, 0)]
    public void Read_CrossesBlocks(int start, int count)
    {
        byte[] symbols = RandomSymbols.WithIupac(new Random(1), (3 * Block) + 100);
        using var contig = Pack(symbols);
        Check(contig, symbols, start, count);
    }

    [Fact]
    public void Read_TakesAnyRange()
    {
        byte[] symbols = RandomSymbols.WithRunsOfN(new Random(2), (2 * Block) + 1000);
        using var contig = Pack(symbols);
        Seeded.Run(100, random =>
        {
            int start = random.Next(symbols.Length);
            Check(contig, symbols, start, random.Next(symbols.Length - start));
        });
    }

    private static void Check(PackedContig contig, byte[] symbols, int start, int count)
    {
        using var scratch = new NativeBuffer();
        var read = new byte[count];
        contig.Read(start, read, scratch);
        Assert.True(symbols.AsSpan(start, count).SequenceEqual(read));
    }

    private static PackedContig Pack(byte[] symbols)
    {
        using var buffer = NativeBuffer.CopyOf(symbols);
        return new PackedContig(buffer);
    }
}
