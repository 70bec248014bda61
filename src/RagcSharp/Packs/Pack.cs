using RagcSharp.Memory;

namespace RagcSharp.Packs;

/// <summary>A decoded pack: its items. Immutable, so safe to share.</summary>
/// <remarks>
/// Where each item ends is kept in an index, of every item in packs of genomes. Millions of items of next to no bytes would take more
/// memory for that than for themselves; so of those it is every so many, and the others are found from there.
/// </remarks>
internal sealed class Pack : IPack
{
    /// <summary>Bytes of content for each byte of the index, at least, and bytes that any index may take.</summary>
    private const int ContentOfIndex = 4, LeastIndex = 1 << 16;

    private readonly NativeBuffer _content;

    // Where the items 0, stride, 2 · stride, … begin.
    private readonly int[] _starts;
    private readonly int _stride;

    /// <summary>Takes over the content of a pack (see <see cref="PackContent"/>).</summary>
    /// <param name="content">The content, the pack's from now on, unless this throws.</param>
    /// <param name="mostItems">The archive's batch size: no pack has more items.</param>
    /// <exception cref="InvalidDataException">Its last item has no end, or there are too many.</exception>
    public Pack(NativeBuffer content, int mostItems = int.MaxValue)
    {
        _content = content;
        ReadOnlySpan<byte> bytes = content.AsSpan();
        if (!bytes.IsEmpty && bytes[^1] != PackContent.ItemEnd)
            throw new InvalidDataException("the last item of a pack has no end");
        Count = bytes.Count(PackContent.ItemEnd);
        if (Count > mostItems)
            throw new InvalidDataException($"more than {mostItems} items, the batch size, in a pack");
        _stride = StrideFor(Count, bytes.Length);
        _starts = new int[(Count + _stride - 1) / _stride];
        for (int item = 0, at = 0; item < Count; at = EndOf(at) + 1, item++)
        {
            if (item % _stride == 0)
                _starts[item / _stride] = at;
        }
    }

    /// <summary>Number of items.</summary>
    public int Count { get; }

    /// <summary>Bytes of memory held.</summary>
    public long Bytes => _content.Capacity + (long)_starts.Length * sizeof(int);

    /// <summary>An item, without its end mark.</summary>
    public ReadOnlySpan<byte> this[int item]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(item);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(item, Count);
            int start = _starts[item / _stride];
            for (int passed = item % _stride; passed > 0; passed--)
                start = EndOf(start) + 1;
            int end = item % _stride == _stride - 1 && item < Count - 1 ? _starts[item / _stride + 1] - 1 : EndOf(start);
            return _content.AsSpan(start, end - start);
        }
    }

    public void Read(int item, IItemReader reader)
    {
        if (item >= Count)
            throw new InvalidDataException($"its pack has {Count} items, item {item} was asked for");
        _ = reader.Take(this[item], isEnd: true);
    }

    public void Dispose() => _content.Dispose();

    private static int StrideFor(int items, int length)
    {
        int stride = 1;
        while ((long)items / stride * sizeof(int) > Math.Max(LeastIndex, length / ContentOfIndex))
            stride *= 2;
        return stride;
    }

    // The end mark of the item that begins there.
    private int EndOf(int start) => start + _content.AsSpan(start, (int)(_content.Length - start)).IndexOf(PackContent.ItemEnd);
}
