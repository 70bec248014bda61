using System.Numerics;
using System.Runtime.CompilerServices;

using RagcSharp.Memory;
using RagcSharp.Sequences;

namespace RagcSharp.Dense;

/// <summary>
/// Where the short words of a growing reference occur: a table with open addressing of the places of every second word. What it holds
/// depends on the reference only, and not on how that grew, so that it may be dropped and made again. Used by one thread at a time.
/// </summary>
internal sealed unsafe class SeedIndex : IDisposable
{
    /// <summary>Bases of a word, and the distance between those that are indexed.</summary>
    public const int SeedLength = 12, Step = 2;

    /// <summary>The most places that are looked at for a word.</summary>
    public const int MostFound = 24;

    private const int LeastLog = 10;

    // An entry: the number of the place, and bits of its word's hash above it, so that most other words are passed over unseen.
    private const int PlaceBits = 20;
    private const uint PlaceMask = (1 << PlaceBits) - 1;
    private const int CheckBits = 32 - PlaceBits;
    private const uint Free = uint.MaxValue;

    private const uint Multiplier = 0x9E3779B1;

    private readonly NativeBuffer _table = new(account: MemoryAccount.Indexes);
    private int _log;
    private int _indexed;

    /// <summary>The longest reference that it can index.</summary>
    public const int MostSymbols = (1 << PlaceBits) * Step - Step;

    /// <summary>Bytes of memory held.</summary>
    public long Bytes => _table.Capacity;

    /// <summary>Takes in what a reference has grown by.</summary>
    /// <param name="reference">The first symbol; all are plain bases.</param>
    /// <param name="length">Number of symbols, no fewer than before.</param>
    public void Extend(byte* reference, int length)
    {
        int slots = (length / Step + 16) * 2;
        if (_log == 0 || 1 << _log < slots)
        {
            _log = Math.Max(LeastLog, BitOperations.Log2((uint)slots - 1) + 1);
            _table.SetLength((long)sizeof(uint) << _log);
            new Span<uint>(_table.Start, 1 << _log).Fill(Free);
            _indexed = 0;
        }

        for (; _indexed + SeedLength <= length; _indexed += Step)
        {
            _ = TryReadSeed(reference + _indexed, out uint seed);
            Insert(seed, (uint)(_indexed / Step));
        }
    }

    /// <summary>Reads the word that begins at a place; false where it is none of plain bases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadSeed(byte* symbols, out uint seed)
    {
        bool isPlain = Tuples.TryGatherFour(symbols, out uint first)
            & Tuples.TryGatherFour(symbols + 4, out uint second)
            & Tuples.TryGatherFour(symbols + 8, out uint third);
        seed = first << 16 | second << 8 | third;
        return isPlain;
    }

    /// <summary>Finds places of a word, and some of others; returns how many.</summary>
    public int Find(uint seed, int* places)
    {
        if (_log == 0)
            return 0;
        uint* table = (uint*)_table.Start;
        uint hash = seed * Multiplier, check = CheckOf(hash), mask = (1u << _log) - 1, slot = hash >> 32 - _log;
        int found = 0;
        for (int probe = 0; probe < MostFound && table[slot] != Free; probe++, slot = slot + 1 & mask)
        {
            if (table[slot] >> PlaceBits == check)
                places[found++] = (int)(table[slot] & PlaceMask) * Step;
        }

        return found;
    }

    /// <summary>Gives all memory back; to be extended from the beginning then.</summary>
    public void Drop()
    {
        _table.Clear(keep: 0);
        _log = 0;
        _indexed = 0;
    }

    public void Dispose() => _table.Dispose();

    // The lowest bits: the slot is made of the highest ones.
    private static uint CheckOf(uint hash) => hash & (1 << CheckBits) - 1;

    private void Insert(uint seed, uint place)
    {
        uint* table = (uint*)_table.Start;
        uint hash = seed * Multiplier, mask = (1u << _log) - 1, slot = hash >> 32 - _log;
        for (int probe = 0; probe < MostFound; probe++, slot = slot + 1 & mask)
        {
            if (table[slot] != Free)
                continue;
            table[slot] = CheckOf(hash) << PlaceBits | place;
            return;
        }
    }
}
