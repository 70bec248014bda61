using RagcSharp.Archive;
using RagcSharp.Memory;

namespace RagcSharp.Reading;

/// <summary>Names that are all different, numbered as they come, in one block of bytes. Used by one thread.</summary>
internal sealed class DistinctNames : IDisposable
{
    private const int FirstCapacity = 16;

    private readonly NativeBuffer _bytes = new();
    private readonly List<long> _ends = [];
    private NameTable _table;
    private int _capacity = FirstCapacity;

    public DistinctNames() => _table = new NameTable(_capacity, number => this[number]);

    /// <summary>How many there are.</summary>
    public int Count => _ends.Count;

    /// <summary>A name; good until the next one is added.</summary>
    public ReadOnlySpan<byte> this[int number]
    {
        get
        {
            long start = number == 0 ? 0 : _ends[number - 1];
            return _bytes.AsSpan(start, (int)(_ends[number] - start));
        }
    }

    /// <summary>The number of a name, which is added if it is not there.</summary>
    public int Add(ReadOnlySpan<byte> name)
    {
        int known = _table.Find(name);
        if (known >= 0)
            return known;
        if (Count == _capacity)
            Grow();
        _bytes.Append(name);
        _ends.Add(_bytes.Length);
        _ = _table.TryAdd(Count - 1);
        return Count - 1;
    }

    /// <summary>The number of a name, or −1.</summary>
    public int Find(ReadOnlySpan<byte> name) => _table.Find(name);

    public void Dispose() => _bytes.Dispose();

    private void Grow()
    {
        _table = new NameTable(_capacity *= 2, number => this[number]);
        for (int number = 0; number < Count; number++)
            _ = _table.TryAdd(number);
    }
}
