using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;
using RagcSharp.Zstd;

namespace RagcSharp.Tests.Packs;

public sealed class PartCodecTests : IDisposable
{
    private readonly ZstdContext _zstd = new();
    private readonly NativeBuffer _payload = new();

    public void Dispose()
    {
        _zstd.Dispose();
        _payload.Dispose();
    }

    [Fact]
    public void Pack_ThatCompressesIsAFrameAndMarkerZero()
    {
        byte[] pack = new byte[1000];
        ulong metadata = PartCodec.EncodePack(pack, _zstd, _payload);
        Assert.Equal(1000UL, metadata);
        Assert.Equal("28B52FFD", Convert.ToHexString(_payload.AsSpan()[..4]));
        Assert.Equal(0, _payload.AsSpan()[^1]);
        Assert.Equal(pack, Decode(_payload.AsSpan(), metadata));
    }

    [Fact]
    public void Pack_ThatDoesNotCompressIsStoredPlain()
    {
        byte[] pack = [.. "some"u8, 0xFF];
        Assert.Equal(0UL, PartCodec.EncodePack(pack, _zstd, _payload));
        Assert.Equal(pack, _payload.AsSpan().ToArray());
        Assert.Equal(pack, Decode(_payload.AsSpan(), 0));
    }

    [Fact]
    public void Pack_ReplacesWhatThePayloadHeld()
    {
        _payload.Append("before"u8);
        _ = PartCodec.EncodePack([1, 2], _zstd, _payload);
        Assert.Equal([1, 2], _payload.AsSpan().ToArray());
    }

    // The frame alone would be shorter than the pack; with its marker it is not.
    [Fact]
    public void Pack_CountsTheMarkerToo()
    {
        bool isSeen = false;
        for (int length = 1; length < 100; length++)
        {
            byte[] pack = new byte[length];
            int frameLength = _zstd.Compress(pack, new byte[ZstdContext.CompressBound(length)], _zstd.Effort.Text);
            ulong metadata = PartCodec.EncodePack(pack, _zstd, _payload);
            Assert.Equal(frameLength + 1 < length ? (ulong)length : 0, metadata);
            isSeen |= frameLength + 1 == length;
        }

        Assert.True(isSeen);
    }

    [Fact]
    public void Reference_OfRepeatsHasMarkerZero()
    {
        byte[] symbols = new byte[2000];
        for (int i = 0; i < symbols.Length; i++)
            symbols[i] = (byte)(i % 5 % 4);
        ulong metadata = EncodeReference(symbols);
        Assert.Equal(2000UL, metadata);
        Assert.Equal(0, _payload.AsSpan()[^1]);
        Assert.Equal(symbols, Decode(_payload.AsSpan(), metadata));
    }

    [Fact]
    public void Reference_WithoutRepeatsIsTuplesAndMarkerOne()
    {
        byte[] symbols = RandomSymbols.Plain(new Random(1), 2000);
        ulong metadata = EncodeReference(symbols);
        Assert.Equal(2000UL, metadata);
        Assert.Equal(1, _payload.AsSpan()[^1]);
        Assert.InRange(_payload.Length, 500, 520);
        using var tuples = new NativeBuffer();
        _ = ZstdFrame.DecodeAtMost(_payload.AsSpan()[..^1], 2002, _zstd, tuples);
        Assert.Equal(502, tuples.Length);
        Assert.Equal(symbols, Decode(_payload.AsSpan(), metadata));
    }

    [Fact]
    public void Reference_ThatIsVeryShortIsStoredPlain()
    {
        Assert.Equal(0UL, EncodeReference([0, 1, 2]));
        Assert.Equal([0, 1, 2], _payload.AsSpan().ToArray());
    }

    [Fact]
    public void Reference_RoundTrips()
    {
        Seeded.Run(40, random =>
        {
            int length = random.Next(3) == 0 ? random.Next(40) : random.Next(5000);
            byte[] symbols = random.Next(2) == 0 ? RandomSymbols.Any(random, length) : RandomSymbols.Repeats(random, length);
            ulong metadata = EncodeReference(symbols);
            Assert.Equal(symbols, Decode(_payload.AsSpan(), metadata));
        });
    }

    [Fact]
    public void Pack_RoundTrips()
    {
        Seeded.Run(40, random =>
        {
            var pack = new byte[random.Next(4000)];
            random.NextBytes(pack);
            pack.AsSpan(random.Next(pack.Length + 1)).Clear();
            ulong metadata = PartCodec.EncodePack(pack, _zstd, _payload);
            Assert.Equal(pack, Decode(_payload.AsSpan(), metadata));
        });
    }

    [Fact]
    public void Decode_RefusesEveryCutPayload()
    {
        byte[] symbols = RandomSymbols.Plain(new Random(2), 300);
        ulong metadata = EncodeReference(symbols);
        byte[] payload = _payload.AsSpan().ToArray();
        for (int length = 0; length < payload.Length; length++)
            Assert.Throws<InvalidDataException>(() => Decode(payload.AsSpan(0, length), metadata));
    }

    [Theory]
    [InlineData(299)]
    [InlineData(301)]
    [InlineData(1)]
    [InlineData(ulong.MaxValue)]
    [InlineData(ulong.MaxValue - 1)]
    [InlineData(1UL << 40)]
    public void Decode_RefusesAnotherLength(ulong metadata)
    {
        byte[] symbols = RandomSymbols.Plain(new Random(3), 300);
        _ = EncodeReference(symbols);
        byte[] payload = _payload.AsSpan().ToArray();
        Assert.Throws<InvalidDataException>(() => Decode(payload, metadata));
        _ = PartCodec.EncodePack(new byte[300], _zstd, _payload);
        payload = _payload.AsSpan().ToArray();
        Assert.Throws<InvalidDataException>(() => Decode(payload, metadata));
    }

    // A flipped bit is found, or decodes to as many symbols: frames carry no checksum.
    [Fact]
    public void Decode_ThrowsNothingElseForDamage()
    {
        byte[] symbols = RandomSymbols.Plain(new Random(4), 300);
        ulong metadata = EncodeReference(symbols);
        byte[] payload = _payload.AsSpan().ToArray();
        int refused = 0;
        for (int bit = 0; bit < payload.Length * 8; bit++)
        {
            payload[bit / 8] ^= (byte)(1 << bit % 8);
            try
            {
                Assert.Equal(300, Decode(payload, metadata).Length);
            }
            catch (InvalidDataException)
            {
                refused++;
            }

            payload[bit / 8] ^= (byte)(1 << bit % 8);
        }

        Assert.NotEqual(0, refused);
    }

    private ulong EncodeReference(byte[] symbols)
    {
        using var packed = new PackedSymbols(symbols);
        return PartCodec.EncodeReference(symbols, packed.Tuples, _zstd, _payload);
    }

    // Behind something else, which must stay.
    private byte[] Decode(ReadOnlySpan<byte> payload, ulong metadata)
    {
        using var content = new NativeBuffer();
        content.Append(0x55);
        PartCodec.Decode(payload, metadata, _zstd, content);
        Assert.Equal(0x55, content.AsSpan()[0]);
        return content.AsSpan()[1..].ToArray();
    }
}
