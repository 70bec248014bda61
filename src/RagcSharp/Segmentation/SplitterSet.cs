using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    public bool Contains(ulong canonical) => _kmers.Contains(canonical);

    /// <summary>A quick answer, for as long as the set does not change.</summary>
    public Filter AsFilter() => new(_filter, _shift);

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

    /// <summary>Tells most k-mers that are not in the set from those that may be.</summary>
    public readonly ref struct Filter(ReadOnlySpan<ulong> bits, int shift)
    {
        private readonly ref ulong _bits = ref MemoryMarshal.GetReference(bits);
        private readonly int _shift = shift;

        /// <summary>False only for k-mers that are not in the set.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MayContain(ulong canonical)
        {
            // The shift leaves as many bits as the filter has.
            ulong bit = Multiplicative.Hash(canonical) >> _shift;
            return (Unsafe.Add(ref _bits, (nint)(bit >> 6)) >> (int)(bit & 63) & 1) != 0;
        }
    }
}
