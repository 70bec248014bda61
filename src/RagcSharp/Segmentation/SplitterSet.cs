using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RagcSharp.Segmentation;

/// <summary>
/// Splitters, by their canonical k-mers: asked once for every base of the input, so most questions are answered by a small filter that
/// stays in the cache. Changed by one thread while nobody else reads.
/// </summary>
internal sealed class SplitterSet
{
    private const int FilterBitsEach = 32, SmallestFilter = 1 << 12;

    private readonly HashSet<ulong> _kmers = [];
    private ulong[] _filter = new ulong[SmallestFilter / 64];
    private int _shift = 64 - BitOperations.Log2(SmallestFilter / 64);

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
        ulong hash = Multiplicative.Hash(canonical);
        _filter[hash >> _shift] |= Filter.Bits(hash);
    }

    /// <summary>Tells most k-mers that are not in the set from those that may be: a splitter has two bits of a word.</summary>
    public readonly ref struct Filter(ReadOnlySpan<ulong> words, int shift)
    {
        private readonly ref ulong _words = ref MemoryMarshal.GetReference(words);
        private readonly int _shift = shift;

        /// <summary>False only for the <see cref="Multiplicative.Hash"/> of k-mers that are not in the set.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MayContain(ulong hash) => (Test(hash) & 1) != 0;

        /// <summary>The same for four hashes together.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public unsafe bool MayContainAnyOfFour(ulong* hashes) =>
            ((Test(hashes[0]) | Test(hashes[1]) | Test(hashes[2]) | Test(hashes[3])) & 1) != 0;

        /// <summary>The bits of a k-mer in its word.</summary>
        public static ulong Bits(ulong hash) => 1UL << (int)hash | 1UL << (int)(hash >> 6);

        // The lowest bit tells.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private ulong Test(ulong hash)
        {
            // The shift leaves as many words as the filter has; the lower bits choose in the word.
            ulong word = Unsafe.Add(ref _words, (nint)(hash >> _shift));
            return word >> (int)hash & word >> (int)(hash >> 6);
        }
    }
}
