using RagcSharp.Memory;

namespace RagcSharp.Packs;

/// <summary>
/// Many bytes, of which most may be the same: blocks of a single value take next to nothing. Filled by one thread, then read by any number.
/// </summary>
/// <param name="mostBytes">Bytes of memory that other blocks may take.</param>
internal sealed class BlockedBytes(long mostBytes) : IDisposable
{
    private const int BlockLength = 1 << 16;

    // A block of one value is a buffer of one byte.
    private readonly List<NativeBuffer> _blocks = [];

    /// <summary>Number of bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes of memory held.</summary>
    public long Bytes { get; private set; }

    /// <summary>Takes all that <paramref name="read"/> gives, until it gives nothing more.</summary>
    /// <exception cref="InvalidDataException">It gives more than it should, or what takes more memory than it may.</exception>
    public void Fill(ReadInto read, long mostLength)
    {
        var block = new byte[BlockLength];
        for (int length = BlockLength; length == BlockLength;)
        {
            length = 0;
            for (int count; length < BlockLength && (count = read(block.AsSpan(length))) > 0;)
                length += count;
            if (length > 0)
                Append(block.AsSpan(0, length));
            if (Length > mostLength)
                throw new InvalidDataException($"more than {mostLength} bytes of content");
        }
    }

    /// <summary>Gives bytes, at most as many as there is room for.</summary>
    public delegate int ReadInto(Span<byte> target);

    /// <summary>Copies the bytes from <paramref name="start"/> on.</summary>
    public void CopyTo(long start, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            var block = _blocks[(int)(start / BlockLength)].AsSpan();
            int at = (int)(start % BlockLength), count = Math.Min(BlockLength - at, target.Length);
            if (block.Length == 1)
                target[..count].Fill(block[0]);
            else
                block.Slice(at, count).CopyTo(target);
            target = target[count..];
            start += count;
        }
    }

    public void Dispose()
    {
        foreach (var block in _blocks)
            block.Dispose();
        _blocks.Clear();
    }

    private void Append(ReadOnlySpan<byte> block)
    {
        bool isUniform = !block.ContainsAnyExcept(block[0]);
        var kept = NativeBuffer.CopyOf(isUniform ? block[..1] : block);
        _blocks.Add(kept);
        Length += block.Length;
        Bytes += kept.Capacity;
        if (Bytes > mostBytes)
            throw new InvalidDataException($"{Length} bytes of content, or more, take more than {mostBytes} bytes of memory");
    }
}
