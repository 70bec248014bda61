using RagcSharp.Memory;

namespace RagcSharp.Collection;

/// <summary>The names of a sample's contigs, one after another in one array. Immutable.</summary>
internal sealed class ContigNames(byte[] bytes, int[] ends)
{
    /// <summary>Number of contigs.</summary>
    public int Count => ends.Length;

    public ReadOnlySpan<byte> this[int contig]
    {
        get
        {
            int start = contig == 0 ? 0 : ends[contig - 1];
            return bytes.AsSpan(start, ends[contig] - start);
        }
    }

    /// <summary>Bytes of memory held.</summary>
    public long Bytes => bytes.Length + (long)ends.Length * sizeof(int);

    /// <summary>Whether a byte occurs in any of the names.</summary>
    public bool Any(byte letter) => bytes.Contains(letter);

    /// <summary>Names that are few.</summary>
    public static ContigNames Of(IReadOnlyList<byte[]> names)
    {
        var ends = new int[names.Count];
        for (int i = 0, end = 0; i < ends.Length; i++)
            ends[i] = end = checked(end + names[i].Length);
        return new ContigNames([.. names.SelectMany(name => name)], ends);
    }
}

/// <summary>Collects the names of contigs, one sample after another, within a budget.</summary>
internal sealed class ContigNamesBuilder(MemoryBudget budget) : IDisposable
{
    /// <summary>What a name takes besides its bytes: its end here, and that of its segments in <see cref="ContigList"/>.</summary>
    private const int BytesAName = 2 * sizeof(int);

    /// <summary>What a sample takes besides its contigs.</summary>
    private const int BytesASample = 256;

    private readonly NativeBuffer _bytes = new();
    private int[] _ends = [];
    private int _count;

    /// <summary>The name added last.</summary>
    public ReadOnlySpan<byte> Last => _bytes.AsSpan()[(_count < 2 ? 0 : _ends[_count - 2])..];

    /// <summary>Begins a sample of so many contigs.</summary>
    public void Begin(int contigs)
    {
        budget.Take(BytesASample);
        budget.Take(contigs, BytesAName);
        _bytes.Clear();
        _ends = new int[contigs];
        _count = 0;
    }

    public void Add(ReadOnlySpan<byte> name)
    {
        // It is held twice for a moment.
        budget.Take(name.Length, 2);
        if (name.Length > Array.MaxLength - _bytes.Length)
            throw new InvalidDataException($"the names of a sample's contigs take more than {Array.MaxLength} bytes");
        _bytes.Append(name);
        _ends[_count++] = (int)_bytes.Length;
    }

    /// <summary>Ends the sample.</summary>
    public ContigNames Finish() => new(_bytes.AsSpan().ToArray(), _ends);

    public void Dispose() => _bytes.Dispose();
}
