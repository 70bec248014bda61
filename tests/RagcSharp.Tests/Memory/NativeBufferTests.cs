using RagcSharp.Memory;

namespace RagcSharp.Tests.Memory;

public sealed unsafe class NativeBufferTests
{
    [Fact]
    public void Append_GrowsAndKeepsTheContents()
    {
        using var buffer = new NativeBuffer();
        var expected = new List<byte>();
        for (int i = 0; i < 10_000; i++)
        {
            buffer.Append((byte)i);
            expected.Add((byte)i);
            if (i % 100 != 0)
                continue;
            byte[] more = [1, 2, (byte)i];
            buffer.Append(more);
            expected.AddRange(more);
        }

        Assert.Equal(expected.Count, buffer.Length);
        Assert.True(buffer.Capacity >= buffer.Length);
        Assert.Equal([.. expected], buffer.AsSpan().ToArray());
    }

    [Fact]
    public void Buffer_HoldsNothingAtFirst()
    {
        using var buffer = new NativeBuffer();
        Assert.Equal(0, buffer.Length);
        Assert.Equal(0, buffer.Capacity);
        Assert.True(buffer.Start == null);
        Assert.True(buffer.AsSpan().IsEmpty);
        Assert.True(buffer.AsSpan(0, 0).IsEmpty);
        buffer.Append([]);
        Assert.Equal(0, buffer.Length);
    }

    [Fact]
    public void CopyOf_IsItsOwn()
    {
        byte[] bytes = [1, 2, 3];
        using var copy = NativeBuffer.CopyOf(bytes);
        bytes[0] = 9;
        Assert.Equal([1, 2, 3], copy.AsSpan().ToArray());
        using var empty = NativeBuffer.CopyOf([]);
        Assert.Equal(0, empty.Length);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 5)]
    [InlineData(2, 3)]
    [InlineData(5, 0)]
    public void AsSpan_GivesRanges(long start, int length)
    {
        using var buffer = NativeBuffer.CopyOf([0, 1, 2, 3, 4]);
        Assert.Equal(Enumerable.Range((int)start, length).Select(i => (byte)i), buffer.AsSpan(start, length).ToArray());
    }

    [Theory]
    [InlineData(0, 6)]
    [InlineData(5, 1)]
    [InlineData(6, 0)]
    [InlineData(-1, 1)]
    [InlineData(1, -1)]
    [InlineData(3, int.MaxValue)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MinValue, 1)]
    public void AsSpan_RefusesWhatIsOutside(long start, int length)
    {
        using var buffer = NativeBuffer.CopyOf([0, 1, 2, 3, 4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.AsSpan(start, length).Length);
    }

    [Fact]
    public void Room_IsTakenInByAdvance()
    {
        using var buffer = NativeBuffer.CopyOf([1]);
        var room = buffer.Room(1000);
        Assert.True(room.Length >= 1000);
        room[0] = 2;
        buffer.Advance(1);
        Assert.Equal([1, 2], buffer.AsSpan().ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance((int)buffer.Capacity));
    }

    [Fact]
    public void SetLength_KeepsWhatWasThere()
    {
        using var buffer = NativeBuffer.CopyOf([1, 2, 3]);
        buffer.SetLength(100_000);
        Assert.Equal(100_000, buffer.Length);
        Assert.Equal([1, 2, 3], buffer.AsSpan(0, 3).ToArray());
        buffer.SetLength(2);
        Assert.Equal([1, 2], buffer.AsSpan().ToArray());
    }

    [Fact]
    public void Clear_KeepsMemoryUpToALimit()
    {
        using var buffer = new NativeBuffer();
        buffer.SetLength(1000);
        buffer.Clear();
        Assert.Equal((0, 1000), (buffer.Length, buffer.Capacity));
        buffer.Clear(keep: 1000);
        Assert.Equal(1000, buffer.Capacity);
        buffer.Clear(keep: 999);
        Assert.Equal((0, 0), (buffer.Length, buffer.Capacity));
        buffer.Append(1);
        Assert.Equal([1], buffer.AsSpan().ToArray());
    }

    [Fact]
    public void Dispose_MayBeCalledTwice()
    {
        var buffer = NativeBuffer.CopyOf([1]);
        buffer.Dispose();
        buffer.Dispose();
        Assert.Equal((0, 0), (buffer.Length, buffer.Capacity));
        Assert.True(buffer.Start == null);
    }
}
