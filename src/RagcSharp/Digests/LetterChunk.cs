namespace RagcSharp.Digests;

/// <summary>Letters on their way to hash functions: a piece of a long contig, or several short ones.</summary>
internal sealed class LetterChunk
{
    private const int Capacity = 1 << 18;

    private readonly byte[] _letters = GC.AllocateUninitializedArray<byte>(Capacity);
    private readonly List<int> _ends = [];
    private int _used;

    public bool IsFull => _used == Capacity;

    public bool IsEmpty => _used == 0 && _ends.Count == 0;

    public ReadOnlySpan<byte> Letters => _letters.AsSpan(0, _used);

    /// <summary>Where contigs end: numbers of letters, ascending.</summary>
    public IReadOnlyList<int> Ends => _ends;

    /// <summary>Takes in as many letters as there is room for, and tells how many.</summary>
    public int Append(ReadOnlySpan<byte> letters)
    {
        int count = Math.Min(letters.Length, Capacity - _used);
        letters[..count].CopyTo(_letters.AsSpan(_used));
        _used += count;
        return count;
    }

    public void EndContig() => _ends.Add(_used);

    public void Clear()
    {
        _used = 0;
        _ends.Clear();
    }
}
