using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;
using RagcSharp.Zstd;

namespace RagcSharp.Tests.Packs;

public sealed class ContentCheckTests : IDisposable
{
    // Large: more than is decoded at once, of next to nothing.
    private const int Large = 6 << 20;

    private readonly ZstdContext _zstd = new();
    private readonly NativeBuffer _payload = new(), _scratch = new();

    public void Dispose()
    {
        _zstd.Dispose();
        _payload.Dispose();
        _scratch.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(Large)]
    public void LastByte_OfAPack(int length)
    {
        byte[] content = new byte[length];
        content[^1] = PackContent.ItemEnd;
        ulong metadata = PartCodec.EncodePack(content, _zstd, _payload);
        Assert.Equal(length == Large, PartCodec.IsLarge(_payload.AsSpan(), metadata));
        Assert.Equal(PackContent.ItemEnd, Last(metadata));
        if (metadata == 0)
            return;
        Assert.Throws<InvalidDataException>(() => Last(metadata + 1));
        Assert.Throws<InvalidDataException>(() => Last(metadata - 1));
        _payload.SetLength(_payload.Length - 2);
        _payload.Append(0);
        Assert.Throws<InvalidDataException>(() => Last(metadata));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(Large)]
    public void Reference_OfTuplesHasItsLength(int length)
    {
        // Not repetitive at its beginning, where that is looked for.
        byte[] symbols = new byte[length];
        RandomSymbols.Plain(new Random(1), Math.Min(length, 2000)).CopyTo(symbols, 0);
        using var tuples = new NativeBuffer();
        Tuples.Encode(symbols, tuples);
        ulong metadata = (ulong)length;
        _payload.Clear();
        ZstdFrame.Encode(tuples.AsSpan(), 3, _zstd, _payload);
        _payload.Append(1);
        Assert.True(PartCodec.IsTuples(_payload.AsSpan()));
        Assert.Equal(length == Large, PartCodec.IsLarge(_payload.AsSpan(), metadata));
        Assert.NotNull(Last(metadata));
        Assert.Throws<InvalidDataException>(() => Last(metadata + 1));
        Assert.Throws<InvalidDataException>(() => Last(metadata - 1));
    }

    [Fact]
    public void Nothing_HasNoLastByte() => Assert.Null(Last(0));

    private byte? Last(ulong metadata) => ContentCheck.Decode(_payload, metadata, _zstd, _scratch);
}
