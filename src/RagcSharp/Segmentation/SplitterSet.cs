using System.Numerics;
using System.Runtime.CompilerServices;

namespace RagcSharp.Segmentation;

/// <summary>
/// Splitters, by their canonical k-mers: asked once for every base of the input, so most questions are answered by a bitmap that
/// stays in the cache. Changed by one thread while nobody else reads.
/// </summary>
internal sealed class SplitterSet
{
    private const int FilterBitsEach = 32, SmallestFilter = 1 << 12;

    private readonly HashSet<ulong> _kmers = [];
    private ulong[] _filter = new ulong[SmallestFilter / 64];
    private int _shift = 64 - BitOperations.Log2(SmallestFilter);

    public int Count => _kmers.Count;

    public void Add(ulong canonical)
    {
        if (!_kmers.Add(canonical))
            return;
        if ((long)_kmers.Count * FilterBitsEach > _filter.Length * 64L)
            Rebuild();
        else
            Mark(canonical);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(ulong canonical)
    {
        ulong bit = Multiplicative.Hash(canonical) >> _shift;
        return (_filter[bit >> 6] >> (int)(bit & 63) & 1) != 0 && _kmers.Contains(canonical);
    }

    /// <summary>The splitters in ascending order.</summary>
    public ulong[] ToSortedArray()
    {
        ulong[] sorted = [.. _kmers];
        Array.Sort(sorted);
        return sorted;
    }

    private void Rebuild()
    {
        _filter = new ulong[_filter.Length * 4];
        _shift -= 2;
        foreach (ulong kmer in _kmers)
            Mark(kmer);
    }

    private void Mark(ulong canonical)
    {
        ulong bit = Multiplicative.Hash(canonical) >> _shift;
        _filter[bit >> 6] |= 1UL << (int)(bit & 63);
    }
}
