using System.Numerics;
using System.Runtime.InteropServices;

using RagcSharp.Encoding;
using RagcSharp.Memory;

namespace RagcSharp.Segmentation;

/// <summary>
/// Finds out whether k-mers, each asked about at one place, occur anywhere else. First all questions are added, then the sequences
/// are scanned, by several threads if wanted, then answers are read.
/// </summary>
internal sealed unsafe class KmerOccurrences : IOccurrences, IDisposable
{
    private const int FilterBitsEach = 32;

    private readonly int _k;
    private readonly NativeBuffer _entries;
    private readonly NativeBuffer _filter;
    private readonly int _entryShift;
    private readonly int _filterShift;
    private readonly ulong _entryMask;

    /// <summary>Room for <paramref name="most"/> questions about k-mers of length <paramref name="k"/>.</summary>
    public KmerOccurrences(int k, int most)
    {
        _k = k;
        ulong slots = BitOperations.RoundUpToPowerOf2((ulong)Math.Max(16, most) * 3 / 2);
        _entries = new NativeBuffer(account: MemoryAccount.Splitters);
        _entries.SetLength((long)slots * sizeof(Entry));
        NativeMemory.Clear(_entries.Start, (nuint)_entries.Length);
        _entryShift = 64 - BitOperations.Log2(slots);
        _entryMask = slots - 1;
        ulong bits = BitOperations.RoundUpToPowerOf2((ulong)Math.Max(16, most) * FilterBitsEach);
        _filter = new NativeBuffer(account: MemoryAccount.Splitters);
        _filter.SetLength((long)bits / 8);
        NativeMemory.Clear(_filter.Start, (nuint)_filter.Length);
        _filterShift = 64 - BitOperations.Log2(bits);
    }

    public void Ask(ulong canonical, long place)
    {
        ulong hash = Multiplicative.Hash(canonical);
        _filter.Start[hash >> _filterShift >> 3] |= (byte)(1 << (int)(hash >> _filterShift & 7));
        var entry = Find(canonical, hash);
        if (entry->Place == 0)
            *entry = new Entry { Canonical = canonical, Place = place + 1 };
        else if (entry->Place != place + 1)
            entry->Place = Entry.Repeated;
    }

    /// <summary>
    /// Notes all occurrences that end in a block of a contig. <paramref name="firstPlace"/> is the place of the contig's first symbol.
    /// Threads may scan at the same time: they all write the same one value.
    /// </summary>
    public void Scan(PackedContig contig, int block, long firstPlace, NativeBuffer scratch, NativeBuffer symbols)
    {
        long start = Math.Max(0, (long)block * PackedContig.BlockLength - (_k - 1));
        long end = Math.Min(contig.Length, (block + 1L) * PackedContig.BlockLength);
        symbols.SetLength(end - start);
        contig.Read(start, symbols.AsSpan(), scratch);
        var window = new KmerWindow(_k);
        byte* codes = symbols.Start, filter = _filter.Start;
        for (int i = 0, count = (int)(end - start); i < count; i++)
        {
            if (!window.Push(codes[i]))
                continue;
            ulong canonical = window.Canonical, hash = Multiplicative.Hash(canonical), bit = hash >> _filterShift;
            if ((filter[bit >> 3] >> (int)(bit & 7) & 1) != 0)
                Note(canonical, hash, firstPlace + start + i);
        }
    }

    public Occurrence this[ulong canonical]
    {
        get
        {
            var entry = Find(canonical, Multiplicative.Hash(canonical));
            return entry->Place switch
            {
                0 => Occurrence.Unknown,
                Entry.Repeated => Occurrence.Repeated,
                _ => Occurrence.Once,
            };
        }
    }

    public void Dispose()
    {
        _entries.Dispose();
        _filter.Dispose();
    }

    private void Note(ulong canonical, ulong hash, long place)
    {
        var entry = Find(canonical, hash);
        if (entry->Place != 0 && entry->Place != place + 1)
            entry->Place = Entry.Repeated;
    }

    private Entry* Find(ulong canonical, ulong hash)
    {
        var entries = (Entry*)_entries.Start;
        for (ulong slot = hash >> _entryShift; ; slot = slot + 1 & _entryMask)
        {
            var entry = entries + slot;
            if (entry->Place == 0 || entry->Canonical == canonical)
                return entry;
        }
    }

    private struct Entry
    {
        public const long Repeated = -1;

        public ulong Canonical;

        /// <summary>Where the question was asked, plus one; 0 in a free entry.</summary>
        public long Place;
    }
}
