using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Tests.Support;
using RagcSharp.Zstd;

namespace RagcSharp.Tests.Packs;

public sealed class PackTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\u00ff", "")]
    [InlineData("\u007f\u00ff", "\u007f")]
    [InlineData("AB\u00ff\u00ffC\u00ff", "AB", "", "C")]
    [InlineData("\0\u0001\u00ff\u0002\u00ff", "\0\u0001", "\u0002")]
    public void Pack_HoldsItsItems(string content, params string[] items)
    {
        using var pack = new Pack(NativeBuffer.CopyOf(Text.Bytes(content)));
        Assert.Equal(items.Length, pack.Count);
        for (int i = 0; i < items.Length; i++)
            Assert.Equal(items[i], Text.OfBytes(pack[i]));
        Assert.True(pack.Bytes >= content.Length);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("A\u00ffB")]
    public void Pack_RefusesAnItemWithoutEnd(string content)
    {
        using var bytes = NativeBuffer.CopyOf(Text.Bytes(content));
        Assert.Throws<InvalidDataException>(() => new Pack(bytes));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Pack_RefusesAnItemThatItHasNot(int item)
    {
        using var pack = new Pack(NativeBuffer.CopyOf(Text.Bytes("A\u00ffB\u00ff")));
        Assert.Throws<ArgumentOutOfRangeException>(() => pack[item].Length);
    }

    // The index takes no more than a fourth of the content, and gives every item all the same.
    [Fact]
    public void Pack_OfVeryManyItemsTakesLittleMore()
    {
        const int Items = 3_000_000;
        byte[] content = new byte[Items];
        content.AsSpan().Fill(PackContent.ItemEnd);
        content[1_234_567] = 3;
        content[^2] = 2;
        using var pack = new Pack(NativeBuffer.CopyOf(content));
        Assert.Equal(Items - 2, pack.Count);
        Assert.InRange(pack.Bytes, Items, Items * 13L / 10);
        Assert.Equal([3], pack[1_234_567].ToArray());
        Assert.Equal([2], pack[Items - 3].ToArray());
        Assert.All((int[])[0, 1, 15, 16, 17, 1_234_566, 1_234_568, Items - 4], item => Assert.Equal(0, pack[item].Length));
    }

    [Fact]
    public void PackContent_IsWhatPackReads()
    {
        Seeded.Run(20, random =>
        {
            // Some items are large enough to wait compressed.
            byte[][] items = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => RandomSymbols.Any(random, random.Next(3000)))];
            using NativeBuffer payload = new(), scratch = new(), decoded = new();
            using var zstd = new ZstdContext();
            using var content = new PackContent(7, [.. items.Select(item => PackItem.Of(item, zstd))]);
            Assert.Equal(items.Sum(item => item.Length + 1), content.Length);
            ulong metadata = content.Encode(payload, zstd, scratch);
            PartCodec.Decode(payload.AsSpan(), metadata, zstd, decoded);
            using var pack = new Pack(NativeBuffer.CopyOf(decoded.AsSpan()));
            Assert.Equal(items.Length, pack.Count);
            for (int i = 0; i < items.Length; i++)
                Assert.Equal(items[i], pack[i].ToArray());
        });
    }
}
