using RagcSharp.Lz;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;
using RagcSharp.Zstd;

namespace RagcSharp.Tests.Packs;

/// <summary>What is decoded piece by piece, because it may be large: the same as what is decoded at once.</summary>
public sealed class LargeContentTests : IDisposable
{
    private readonly ZstdContext _zstd = new();
    private readonly NativeBuffer _payload = new();

    public void Dispose()
    {
        _zstd.Dispose();
        _payload.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(100_000)]
    public void Stream_GivesWhatTheFrameHolds(int room)
    {
        byte[] content = RandomSymbols.Repeats(new Random(room), 700_001);
        ZstdFrame.Encode(content, 19, _zstd, _payload);
        using var stream = new ZstdStream(_payload, (int)_payload.Length);
        using var read = new NativeBuffer();
        var buffer = new byte[room];
        for (int count; (count = stream.Read(buffer)) > 0;)
            read.Append(buffer.AsSpan(0, count));
        Assert.True(read.AsSpan().SequenceEqual(content));
        Assert.Equal(0, stream.Read(buffer));
    }

    [Fact]
    public void Stream_RefusesEveryCutFrame()
    {
        ZstdFrame.Encode(RandomSymbols.Plain(new Random(1), 300), 19, _zstd, _payload);
        for (int length = 0; length < _payload.Length; length++)
        {
            using var stream = new ZstdStream(_payload, length);
            Assert.Throws<InvalidDataException>(() => stream.Read(new byte[1000]));
        }
    }

    [Fact]
    public void Stream_RefusesWhatFollowsTheFrame()
    {
        ZstdFrame.Encode(new byte[300], 19, _zstd, _payload);
        _payload.Append(0);
        using var stream = new ZstdStream(_payload, (int)_payload.Length);
        Assert.Throws<InvalidDataException>(() => stream.Read(new byte[1000]));
    }

    [Fact]
    public void LargePack_HandsOutItsItems()
    {
        var random = new Random(2);
        byte[] repeats = RandomSymbols.Repeats(random, 400_000), plain = RandomSymbols.Plain(random, 300_000);
        byte[][] items = [[], [1, 2, 3], repeats, [], plain, [7]];
        using var pack = PackOf(items);
        Assert.All(Enumerable.Range(0, items.Length), i => Assert.True(Read(pack, i).SequenceEqual(items[i])));
        var e = Assert.Throws<InvalidDataException>(() => Read(pack, items.Length));
        Assert.Equal($"its pack has {items.Length} items, item {items.Length} was asked for", e.Message);
    }

    [Fact]
    public void LargePack_RefusesAnItemWithoutEnd()
    {
        _ = PartCodec.EncodePack(new byte[300_000], _zstd, _payload);
        using var pack = new LargePack(NativeBuffer.CopyOf(_payload.AsSpan()));
        Assert.Throws<InvalidDataException>(() => Read(pack, 0));
        Assert.Throws<InvalidDataException>(() => Read(pack, 1));
    }

    // Windows of segments, with references of all kinds: the same as cutting them out of the whole.
    [Fact]
    public void Windows_AreWhatIsInTheWhole()
    {
        Seeded.Run(60, random =>
        {
            byte[] symbols = RandomSymbols.Any(random, random.Next(1, 3000));
            byte[] text = [.. symbols[random.Next(symbols.Length)..], .. Enumerable.Repeat((byte)4, random.Next(20)), .. symbols, 3];
            using var packed = new PackedSymbols(symbols);
            using var lz = new LzReference(packed, 18);
            using var delta = new NativeBuffer();
            lz.Encode(text, delta);
            using var pack = PackOf([[1], delta.AsSpan().ToArray(), text]);
            foreach (var reference in References(symbols))
            {
                using (reference)
                {
                    Assert.Equal(symbols.Length, reference.Length);
                    int start = random.Next(text.Length), count = random.Next(text.Length - start + 1);
                    using NativeBuffer ofDelta = new(), ofRaw = new(), whole = new();
                    pack.Read(1, new DeltaItem(reference, 18, ofDelta, start, count, text.Length));
                    pack.Read(2, new RawItem(ofRaw, start, count, text.Length));
                    pack.Read(1, new DeltaItem(reference, 18, whole, 0, text.Length, text.Length));
                    Assert.Equal(text[start..(start + count)], ofDelta.AsSpan().ToArray());
                    Assert.Equal(text[start..(start + count)], ofRaw.AsSpan().ToArray());
                    Assert.Equal(text, whole.AsSpan().ToArray());
                }
            }
        });
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Items_OfAnotherLengthAreNoticed(int difference)
    {
        byte[] symbols = RandomSymbols.Plain(new Random(4), 100);
        using var reference = new Reference(NativeBuffer.CopyOf(symbols));
        using var pack = PackOf(["0,42."u8.ToArray(), symbols[..60]]);
        using var read = new NativeBuffer();
        int length = 60 + difference;
        foreach (var (item, reader) in new (int, IItemReader)[]
            { (0, new DeltaItem(reference, 18, read, 0, length, length)), (1, new RawItem(read, 0, length, length)) })
        {
            if (difference < 0)
                Assert.Throws<InvalidDataException>(() => pack.Read(item, reader));
            else
                pack.Read(item, reader);
            Assert.NotEqual(length, reader.Position);
        }
    }

    [Fact]
    public void WholeTokens_EndWithTheLastToken()
    {
        Assert.Equal(0, LzDelta.WholeTokens("-12,3"u8));
        Assert.Equal(6, LzDelta.WholeTokens("A!1,2.-3"u8));
        Assert.Equal(7, LzDelta.WholeTokens([30, .. "123"u8, 4, .. "A!"u8, 30, .. "12"u8]));
    }

    [Fact]
    public void BlockedBytes_KeepBlocksOfOneValueInNoSpace()
    {
        byte[] content = [.. new byte[100_000], .. RandomSymbols.Plain(new Random(5), 100_000), .. Enumerable.Repeat((byte)4, 900_000), 9];
        using var blocks = new BlockedBytes(400_000);
        using var stream = new MemoryStream(content);
        blocks.Fill(stream.Read, content.Length);
        Assert.InRange(blocks.Bytes, 100_000, 300_000);
        Assert.Equal(content.Length, blocks.Length);
        var random = new Random(6);
        for (int i = 0; i < 100; i++)
        {
            int start = random.Next(content.Length), count = random.Next(content.Length - start + 1);
            var read = new byte[count];
            blocks.CopyTo(start, read);
            Assert.True(content.AsSpan(start, count).SequenceEqual(read));
        }
    }

    [Fact]
    public void BlockedBytes_TakeNoMoreMemoryThanTheyMay()
    {
        using var blocks = new BlockedBytes(400_000);
        using var stream = new MemoryStream(RandomSymbols.Plain(new Random(7), 500_000));
        Assert.Throws<InvalidDataException>(() => blocks.Fill(stream.Read, 500_000));
    }

    [Fact]
    public void BlockedBytes_TakeNoMoreThanTheyShould()
    {
        using var blocks = new BlockedBytes(400_000);
        using var stream = new MemoryStream(new byte[500_000]);
        Assert.Throws<InvalidDataException>(() => blocks.Fill(stream.Read, 400_000));
    }

    // As symbols, and as large parts: of tuples, and of symbols when they are repetitive.
    private IEnumerable<Reference> References(byte[] symbols)
    {
        yield return new Reference(NativeBuffer.CopyOf(symbols));
        foreach (bool isTuples in (bool[])[true, false])
        {
            using var packed = new PackedSymbols(symbols);
            _payload.Clear();
            ZstdFrame.Encode(isTuples ? packed.Tuples : symbols, 13, _zstd, _payload);
            _payload.Append((byte)(isTuples ? 1 : 0));
            yield return new Reference(_payload, (ulong)symbols.Length);
        }
    }

    private LargePack PackOf(byte[][] items)
    {
        byte[] content = [.. items.SelectMany(item => (byte[])[.. item, PackContent.ItemEnd])];
        _payload.Clear();
        ZstdFrame.Encode(content, 17, _zstd, _payload);
        _payload.Append(0);
        return new LargePack(NativeBuffer.CopyOf(_payload.AsSpan()));
    }

    private static byte[] Read(LargePack pack, int item)
    {
        using var symbols = new NativeBuffer();
        pack.Read(item, new RawItem(symbols, 0, 1_000_000, 1_000_000));
        return symbols.AsSpan().ToArray();
    }
}
