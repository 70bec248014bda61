namespace RagcSharp.Threads;

/// <summary>
/// Keeps what was used last within a budget of bytes, and disposes the rest; what is in use stays. Of several threads that want the same
/// thing the first one makes it. Thread-safe.
/// </summary>
/// <param name="make">Makes the value of a key.</param>
/// <param name="bytesOf">What a value counts for.</param>
/// <param name="budget">Bytes that may be held by values that nobody uses.</param>
internal sealed class LeaseCache<TKey, TValue>(Func<TKey, TValue> make, Func<TValue, long> bytesOf, long budget) : IDisposable
    where TKey : notnull
    where TValue : class, IDisposable
{
    private readonly Dictionary<TKey, Entry> _entries = [];

    private long _budget = budget;

    // Those that nobody uses, the one unused for longest first.
    private readonly LinkedList<Entry> _idle = [];
    private long _bytes;

    /// <summary>Bytes held.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Raises the budget by some bytes, up to a limit. May be called while a value is made.</summary>
    public void Widen(long bytes, long most)
    {
        lock (_entries)
            _budget = Math.Max(_budget, Math.Min(_budget + bytes, most));
    }

    /// <summary>The value of a key, to be given back with <see cref="Return"/>.</summary>
    public TValue Rent(TKey key)
    {
        Entry? entry;
        lock (_entries)
        {
            if (!_entries.TryGetValue(key, out entry))
                _entries.Add(key, entry = new Entry(key));
            if (entry.Place is { } place)
                _idle.Remove(place);
            entry.Place = null;
            entry.Leases++;
        }

        try
        {
            return Load(entry);
        }
        catch
        {
            Return(key);
            throw;
        }
    }

    public void Return(TKey key)
    {
        lock (_entries)
        {
            var entry = _entries[key];
            if (--entry.Leases == 0)
                entry.Place = _idle.AddLast(entry);
            while (_bytes > _budget && _idle.First is { } oldest)
                Drop(oldest);
        }
    }

    /// <summary>Drops everything that nobody uses.</summary>
    public void Clear()
    {
        lock (_entries)
        {
            while (_idle.First is { } oldest)
                Drop(oldest);
        }
    }

    public void Dispose()
    {
        lock (_entries)
        {
            foreach (var entry in _entries.Values)
                entry.Value?.Dispose();
            _entries.Clear();
            _idle.Clear();
        }
    }

    private TValue Load(Entry entry)
    {
        // The entry is leased, so nobody drops it meanwhile.
        lock (entry)
        {
            if (entry.Value is null)
            {
                entry.Value = make(entry.Key);
                entry.Bytes = bytesOf(entry.Value);
                Interlocked.Add(ref _bytes, entry.Bytes);
            }

            return entry.Value;
        }
    }

    private void Drop(LinkedListNode<Entry> node)
    {
        _idle.Remove(node);
        _entries.Remove(node.Value.Key);
        Interlocked.Add(ref _bytes, -node.Value.Bytes);
        node.Value.Value?.Dispose();
    }

    private sealed class Entry(TKey key)
    {
        public TKey Key => key;

        public TValue? Value { get; set; }

        public long Bytes { get; set; }

        public int Leases { get; set; }

        public LinkedListNode<Entry>? Place { get; set; }
    }
}
