using RagcSharp.Memory;
using RagcSharp.Zstd;

namespace RagcSharp.Tests.Zstd;

public sealed class ZstdFrameTests : IDisposable
{
    private readonly ZstdContext _zstd = new();
    private readonly NativeBuffer _frame = new();
    private readonly NativeBuffer _content = new();

    public void Dispose()
    {
        _zstd.Dispose();
        _frame.Dispose();
        _content.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(10_000_000)]
    public void Decode_GivesBackWhatWasEncoded(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes.AsSpan(0, length / 100));
        ZstdFrame.Encode(bytes, 3, _zstd, _frame);
        ZstdFrame.Decode(_frame.AsSpan(), (ulong)length, _zstd, _content);
        Assert.True(_content.AsSpan().SequenceEqual(bytes));
    }

    [Fact]
    public void Encode_StoresTheLengthAndNoChecksum()
    {
        ZstdFrame.Encode(new byte[100], 19, _zstd, _frame);
        // Magic, then a descriptor: single segment, a content size of one byte, neither checksum nor dictionary.
        Assert.Equal("28B52FFD2064", Convert.ToHexString(_frame.AsSpan()[..6]));
    }

    [Theory]
    [InlineData(99)]
    [InlineData(101)]
    [InlineData(0)]
    public void Decode_RefusesAnotherLength(ulong length)
    {
        ZstdFrame.Encode(new byte[100], 3, _zstd, _frame);
        Assert.Throws<InvalidDataException>(() => ZstdFrame.Decode(_frame.AsSpan(), length, _zstd, _content));
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1 << 30)]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 32)]
    public void Decode_AsksForNoMemoryForAnAbsurdLength(ulong length)
    {
        ZstdFrame.Encode(new byte[100], 3, _zstd, _frame);
        var e = Assert.Throws<InvalidDataException>(() => ZstdFrame.Decode(_frame.AsSpan(), length, _zstd, _content));
        Assert.Contains($"{length}", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, _content.Capacity);
    }

    [Fact]
    public void Decode_RefusesWhatIsNoFrame() => Assert.Throws<InvalidDataException>(
        () => ZstdFrame.Decode("no frame, but text"u8, 10, _zstd, _content));

    [Fact]
    public void Decode_RefusesNoBytes() => Assert.Throws<InvalidDataException>(
        () => ZstdFrame.Decode([], 10, _zstd, _content));

    [Fact]
    public void DecodeAtMost_ReturnsTheLength()
    {
        ZstdFrame.Encode(new byte[100], 3, _zstd, _frame);
        Assert.Equal(100, ZstdFrame.DecodeAtMost(_frame.AsSpan(), 150, _zstd, _content));
        Assert.Equal(100, _content.Length);
    }
}
