using RagcSharp.Memory;

namespace RagcSharp.Encoding;

/// <summary>A decoded pack: its items. Immutable, so safe to share.</summary>
internal sealed class Pack : IPack
{
    private readonly NativeBuffer _content;
    private readonly List<int> _ends = [];

    /// <summary>Takes over the content of a pack (see <see cref="PackContent"/>).</summary>
    /// <param name="content">The content, the pack's from now on, unless this throws.</param>
    /// <param name="mostItems">The archive's batch size: no pack has more items.</param>
    /// <exception cref="InvalidDataException">Its last item has no end, or there are too many.</exception>
    public Pack(NativeBuffer content, int mostItems = int.MaxValue)
    {
        _content = content;
        var bytes = content.AsSpan();
        for (int at = 0; at < bytes.Length;)
        {
            int length = bytes[at..].IndexOf(PackContent.ItemEnd);
            if (length < 0)
                throw new InvalidDataException("the last item of a pack has no end");
            if (_ends.Count == mostItems)
                throw new InvalidDataException($"more than {mostItems} items, the batch size, in a pack");
            at += length + 1;
            _ends.Add(at);
        }
    }

    /// <summary>Number of items.</summary>
    public int Count => _ends.Count;

    /// <summary>Bytes of memory held.</summary>
    public long Bytes => _content.Capacity + (long)_ends.Capacity * sizeof(int);

    /// <summary>An item, without its end mark.</summary>
    public ReadOnlySpan<byte> this[int item]
    {
        get
        {
            int start = item == 0 ? 0 : _ends[item - 1];
            return _content.AsSpan(start, _ends[item] - 1 - start);
        }
    }

    public void Read(int item, IItemReader reader)
    {
        if (item >= Count)
            throw new InvalidDataException($"its pack has {Count} items, item {item} was asked for");
        _ = reader.Take(this[item], isEnd: true);
    }

    public void Dispose() => _content.Dispose();
}
