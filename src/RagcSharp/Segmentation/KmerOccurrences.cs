using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

using RagcSharp.Memory;
using RagcSharp.Sequences;

namespace RagcSharp.Segmentation;

/// <summary>
/// Finds out whether k-mers, each asked about at one place, occur anywhere else. First all questions are added, then closed, then the
/// sequences are scanned, then answers are read; all but closing by several threads if wanted.
/// </summary>
internal sealed unsafe class KmerOccurrences : IOccurrences, IDisposable
{
    /// <summary>Bytes of memory that a question takes, at most: one and a half entries, and 24 bits of the filter.</summary>
    public const int BytesAQuestion = 24 + 3;

    private const int FewestQuestions = 64, FewestWords = 8;

    // An open question has two bits of a word of the filter: one k-mer in 50 that was not asked about passes.
    private const int FilterBitsEach = 12;

    private readonly int _k;
    private readonly NativeBuffer _entries;
    private readonly ulong _slots;
    private NativeBuffer? _filter;
    private int _filterShift;

    /// <summary>Room for <paramref name="most"/> different k-mers of length <paramref name="k"/>.</summary>
    public KmerOccurrences(int k, long most)
    {
        _k = k;
        most = Math.Max(FewestQuestions, most);
        _slots = (ulong)(most + most / 2);
        _entries = NativeBuffer.Zeros((long)_slots * sizeof(Entry), MemoryAccount.Splitters);
    }

    public Occurrence this[ulong canonical]
    {
        get
        {
            var entry = Find(Multiplicative.Hash(canonical));
            return entry->Place switch
            {
                0 => Occurrence.Unknown,
                Entry.Repeated => Occurrence.Repeated,
                _ => Occurrence.Once,
            };
        }
    }

    public bool Ask(ulong canonical, long place)
    {
        var entry = Take(Multiplicative.Hash(canonical), out bool isNew);
        long other = Volatile.Read(ref entry->Place);
        if (other == 0)
            other = Interlocked.CompareExchange(ref entry->Place, place + 1, 0);
        if (other != 0 && other != place + 1 && other != Entry.Repeated)
            Volatile.Write(ref entry->Place, Entry.Repeated);
        return isNew;
    }

    /// <summary>
    /// Ends the questions. Those that were asked at two places are answered: only the others are looked for, which is what makes contigs
    /// that are alike cheap.
    /// </summary>
    public void Close()
    {
        var entries = (Entry*)_entries.Start;
        ulong open = 0;
        for (ulong slot = 0; slot < _slots; slot++)
            open += entries[slot].IsOpen ? 1UL : 0;
        ulong words = BitOperations.RoundUpToPowerOf2(Math.Max(FewestWords, open * FilterBitsEach / 64));
        _filter = NativeBuffer.Zeros((long)words * sizeof(ulong), MemoryAccount.Splitters);
        _filterShift = 64 - BitOperations.Log2(words);
        for (ulong slot = 0; slot < _slots; slot++)
        {
            if (entries[slot].IsOpen)
                ((ulong*)_filter.Start)[entries[slot].Hash >> _filterShift] |= FilterBits(entries[slot].Hash, _filterShift);
        }
    }

    /// <summary>Notes all occurrences that end in a block of a contig, whose first symbol is at <paramref name="firstPlace"/>.</summary>
    public void Scan(PackedContig contig, int block, long firstPlace, NativeBuffer scratch, NativeBuffer symbols)
    {
        var noting = new Noting(this, firstPlace + (long)block * PackedContig.BlockLength);
        KmerScan.Run(contig, block, _k, scratch, symbols, ref noting);
    }

    public void Dispose()
    {
        _entries.Dispose();
        _filter?.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong FilterBits(ulong hash, int shift) => 1UL << (int)(hash >> shift - 6) | 1UL << (int)(hash >> shift - 12);

    private void Note(ulong hash, long place)
    {
        var entry = Find(hash);
        if (entry->IsOpen && entry->Place != place + 1)
            entry->Place = Entry.Repeated;
    }

    private Entry* Take(ulong hash, out bool isNew)
    {
        ulong key = Entry.KeyOf(hash);
        while (true)
        {
            var entry = Find(hash);
            isNew = false;
            if (entry->Key == key)
                return entry;
            isNew = Interlocked.CompareExchange(ref entry->Key, key, 0) == 0;
            if (isNew)
                return entry;
            // Another thread was faster: the entry may now be that of this k-mer, or of another one.
        }
    }

    // The entry of a k-mer, or the free one where it would be.
    private Entry* Find(ulong hash)
    {
        var entries = (Entry*)_entries.Start;
        ulong key = Entry.KeyOf(hash);
        for (ulong slot = Math.BigMul(hash, _slots, out _); ; slot = slot + 1 == _slots ? 0 : slot + 1)
        {
            var entry = entries + slot;
            ulong here = Volatile.Read(ref entry->Key);
            if (here == 0 || here == key)
                return entry;
        }
    }

    private Entry* FirstEntry(ulong hash) => (Entry*)_entries.Start + Math.BigMul(hash, _slots, out _);

    private readonly struct Noting(KmerOccurrences occurrences, long firstPlace) : IKmerVisitor
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Visit(ulong* hashes, int count, int first, int lanes, int lane)
        {
            ulong* filter = (ulong*)occurrences._filter!.Start;
            int shift = occurrences._filterShift, passed = 0;
            // Entries are in no cache: they are called for together before the first of them is used.
            int* numbers = stackalloc int[count];
            for (int i = 0; i < count; i++)
            {
                ulong hash = hashes[i], word = filter[hash >> shift];
                if ((word >> (int)(hash >> shift - 6) & word >> (int)(hash >> shift - 12) & 1) == 0)
                    continue;
                numbers[passed++] = i;
                if (Sse.IsSupported)
                    Sse.Prefetch0(occurrences.FirstEntry(hash));
            }

            for (int n = 0; n < passed; n++)
            {
                int i = numbers[n];
                occurrences.Note(hashes[i], firstPlace + first + i / lanes + (long)(i % lanes) * lane);
            }
        }
    }

    private struct Entry
    {
        public const long Repeated = -1;

        // The only hash of something that is no k-mer.
        private const ulong NoHash = unchecked((Kmer.NoCanonical ^ Kmer.NoCanonical >> 32) * Multiplicative.Factor);

        /// <summary>Stands for one k-mer; 0 in a free entry.</summary>
        public ulong Key;

        /// <summary>Where the question was asked, plus one; 0 in a free entry.</summary>
        public long Place;

        /// <summary>Whether somebody asked, and nobody knows the answer yet.</summary>
        public readonly bool IsOpen => Place > 0;

        public readonly ulong Hash => KeyOf(Key);

        /// <summary>The key of a hash, and the other way round.</summary>
        public static ulong KeyOf(ulong hash) => hash ^ NoHash;
    }
}
