using RagcSharp.Memory;
using RagcSharp.Zstd;

namespace RagcSharp.Packs;

/// <summary>
/// A pack with much content, which stays compressed: an item is decoded, piece by piece, when it is asked for, and those before it are
/// passed over. Safe for any number of threads.
/// </summary>
/// <remarks>
/// A part of a few kilobytes can hold thousands of millions of symbols, and rightly so: a contig of nothing but N is an item of a pack.
/// </remarks>
internal sealed class LargePack : IPack
{
    private const int PieceLength = 1 << 17;

    private readonly NativeBuffer _payload;

    /// <summary>Takes over the payload of a part that is compressed.</summary>
    /// <exception cref="InvalidDataException">It holds no pack.</exception>
    public LargePack(NativeBuffer payload)
    {
        if (PartCodec.IsTuples(payload.AsSpan()))
            throw new InvalidDataException("tuples, a pack was expected");
        _payload = payload;
    }

    public long Bytes => _payload.Capacity;

    public void Read(int item, IItemReader reader)
    {
        using var frame = new ZstdStream(_payload, (int)_payload.Length - 1);
        var bytes = new byte[PieceLength];
        int length = 0, passed = 0;
        bool isBegun = false;
        for (int read; (read = frame.Read(bytes.AsSpan(length))) > 0;)
        {
            length += read;
            int start = 0;
            for (int end; passed < item && (end = bytes.AsSpan(start, length - start).IndexOf(PackContent.ItemEnd)) >= 0; passed++)
                start += end + 1;
            if (passed < item)
            {
                length = 0;
                continue;
            }

            isBegun |= start < length;
            int itemEnd = bytes.AsSpan(start, length - start).IndexOf(PackContent.ItemEnd);
            bool isEnd = itemEnd >= 0;
            int taken = reader.Take(bytes.AsSpan(start, isEnd ? itemEnd : length - start), isEnd);
            if (isEnd || reader.IsEnough)
                return;
            length -= start + taken;
            if (length == PieceLength)
                throw new InvalidDataException($"item {item}: {length} bytes that make no sense");
            bytes.AsSpan(start + taken, length).CopyTo(bytes);
        }

        throw new InvalidDataException(
            isBegun ? "the last item of a pack has no end" : $"its pack has {passed} items, item {item} was asked for");
    }

    public void Dispose() => _payload.Dispose();
}
