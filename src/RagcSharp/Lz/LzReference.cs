using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using RagcSharp.Memory;
using RagcSharp.Sequences;

namespace RagcSharp.Lz;

/// <summary>
/// The reference of a group, ready for LZ-diff: its symbols and an index of their q-mers (docs/algorithm.md §6.1).
/// Immutable, so safe for any number of threads.
/// </summary>
internal sealed unsafe class LzReference : IDisposable
{
    /// <summary>
    /// The shortest minimum that there can be. New archives that are not dense have longer ones, as other AGCs make them.
    /// </summary>
    public const int LeastMinMatchLength = 8;

    /// <summary>Every fourth position is indexed: the step between keys.</summary>
    private const int KeyStep = 4;

    private const int MostProbes = 64;
    private const double Load = 0.7;
    private const int SmallestTable = 8;

    // A byte of the filter for two slots of the table.
    private const int FilterSlotsAByteLog = 1;

    private readonly NativeBuffer _symbols = new(account: MemoryAccount.References);

    // Open addressing. An entry is the number of the key position plus one (0: free), in 16 bits where that suffices.
    private readonly NativeBuffer _table = new(account: MemoryAccount.Indexes);

    // A bit a key, at another place of its hash. Most keys of a text that is no relative are in no table: this says so at one look, where
    // in the table more than one slot in two would have to be compared.
    private readonly NativeBuffer _filter = new(account: MemoryAccount.Indexes);
    private readonly int _minMatchLength;
    private readonly int _keyLength;
    private uint _mask;
    private bool _wide;

    public LzReference(PackedSymbols reference, int minMatchLength)
    {
        _minMatchLength = minMatchLength;
        _keyLength = minMatchLength - KeyStep + 1;
        reference.UnpackTo(_symbols);
        BuildIndex();
    }

    /// <summary>Number of symbols.</summary>
    public int Length => (int)_symbols.Length;

    /// <summary>Bytes of memory held.</summary>
    public long Bytes => _symbols.Capacity + _table.Capacity + _filter.Capacity;

    public ReadOnlySpan<byte> Symbols => _symbols.AsSpan();

    /// <summary>Replaces <paramref name="delta"/> by that of <paramref name="text"/>: empty when it equals the reference.</summary>
    public void Encode(ReadOnlySpan<byte> text, NativeBuffer delta)
    {
        delta.Clear();
        if (text.SequenceEqual(Symbols))
            return;
        var writer = new LzDeltaWriter(delta, _symbols, _minMatchLength);
        Walk(text, ref writer);
    }

    /// <summary>The estimated length of the delta; any number above <paramref name="bound"/> once it exceeds that.</summary>
    public uint Estimate(ReadOnlySpan<byte> text, long bound)
    {
        if (text.SequenceEqual(Symbols))
            return 0;
        var estimate = new LzEstimate { Bound = bound, MinMatchLength = _minMatchLength };
        Walk(text, ref estimate);
        return estimate.Result;
    }

    /// <summary>Replaces <paramref name="costs"/> by what each symbol of <paramref name="text"/> costs, booked as asked.</summary>
    public void Costs(ReadOnlySpan<byte> text, bool atFirst, NativeBuffer costs)
    {
        costs.Clear();
        var booked = new LzCosts(costs, atFirst) { MinMatchLength = _minMatchLength };
        Walk(text, ref booked);
    }

    public void Dispose()
    {
        _symbols.Dispose();
        _table.Dispose();
        _filter.Dispose();
    }

    private static bool IsWide(int length) => length / KeyStep >= ushort.MaxValue;

    private void BuildIndex()
    {
        int keys = CountKeys();
        int size = (int)(keys / Load);
        size = Math.Max(size == 0 ? 0 : 1 << BitOperations.Log2((uint)size) + 1, SmallestTable);
        _mask = (uint)(size - 1);
        _wide = IsWide(Length);
        _table.SetLength((long)size * (_wide ? sizeof(uint) : sizeof(ushort)));
        NativeMemory.Clear(_table.Start, (nuint)_table.Length);
        _filter.SetLength((long)size >> FilterSlotsAByteLog);
        NativeMemory.Clear(_filter.Start, (nuint)_filter.Length);
        if (_wide)
            FillTable((uint*)_table.Start);
        else
            FillTable((ushort*)_table.Start);
    }

    // Key positions are counted a run of plain bases at a time: in nearly all references there is one.
    private int CountKeys()
    {
        int keys = 0;
        var symbols = Symbols;
        for (int start = 0, end; start < symbols.Length; start = end + 1)
        {
            int run = symbols[start..].IndexOfAnyExceptInRange((byte)0, (byte)(Sequences.Symbols.PlainBases - 1));
            end = run < 0 ? symbols.Length : start + run;
            int first = (start + KeyStep - 1) / KeyStep;
            if (end - _keyLength >= start)
                keys += Math.Max(0, (end - _keyLength) / KeyStep - first + 1);
        }

        return keys;
    }

    private void FillTable<TEntry>(TEntry* table)
        where TEntry : unmanaged, IBinaryInteger<TEntry>
    {
        var window = new KeyWindow(_keyLength);
        fixed (byte* symbols = Symbols)
        {
            for (int i = 0; i <= Length - _keyLength; i += KeyStep)
            {
                if (!window.MoveTo(symbols, i, out ulong key))
                    continue;
                ulong hash = Murmur.Hash(key);
                uint slot = (uint)hash & _mask;
                for (int probe = 0; probe < MostProbes; probe++, slot = slot + 1 & _mask)
                {
                    if (table[slot] != TEntry.Zero)
                        continue;
                    _filter.Start[FilterByte(hash)] |= FilterBit(hash);
                    table[slot] = TEntry.CreateTruncating(i / KeyStep + 1);
                    break;
                }
            }
        }
    }

    private void Walk<TTokens>(ReadOnlySpan<byte> text, ref TTokens tokens)
        where TTokens : struct, ILzTokens
    {
        if (_wide)
            Walk((uint*)_table.Start, text, ref tokens);
        else
            Walk((ushort*)_table.Start, text, ref tokens);
    }

    /// <summary>
    /// Tells <paramref name="text"/> as tokens: at each position a run of N, or the best match, or a literal. <c>predicted</c> is where
    /// the reference would go on if nothing but substitutions happened.
    /// </summary>
    private void Walk<TEntry, TTokens>(TEntry* table, ReadOnlySpan<byte> text, ref TTokens tokens)
        where TEntry : unmanaged, IBinaryInteger<TEntry>
        where TTokens : struct, ILzTokens
    {
        int i = 0, predicted = 0, literals = 0;
        int length = text.Length;
        var window = new KeyWindow(_keyLength);
        fixed (byte* symbols = text)
        {
            while (i + _keyLength < length)
            {
                if (tokens.IsEnough)
                    return;

                int position, back = 0, forward;
                if (window.MoveTo(symbols, i, out ulong key))
                {
                    position = BestMatch(table, key, symbols, i, length, literals, out back, out forward);
                }
                else
                {
                    int run = symbols[i] == Sequences.Symbols.N ? RunOfN(symbols, i, length) : 0;
                    if (run >= LzDelta.ShortestNRun)
                    {
                        tokens.NRun(run);
                        i += run;
                        literals = 0;
                        continue;
                    }

                    position = -1;
                    forward = 0;
                }

                if (position < 0)
                {
                    tokens.Literal(symbols[i]);
                    i++;
                    predicted++;
                    literals++;
                    continue;
                }

                int matched = back + forward;
                if (TTokens.StepsBack)
                {
                    i -= back;
                    position -= back;
                    predicted -= back;
                }

                tokens.Match(position, predicted, matched, back, i + matched == length && position + matched == Length);
                i += matched;
                predicted = position + matched;
                literals = 0;
            }

            tokens.Rest(text[Math.Min(i, length)..], Math.Max(0, i - length));
        }
    }

    /// <summary>
    /// The stored position whose surroundings share the longest run with the text around <paramref name="i"/>, more than the minimum
    /// match length; the first one found of equal ones; −1 when there is none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int BestMatch<TEntry>(
        TEntry* table, ulong key, byte* text, int i, int length, int literals, out int back, out int forward)
        where TEntry : unmanaged, IBinaryInteger<TEntry>
    {
        int found = -1, best = _minMatchLength;
        back = forward = 0;
        byte* reference = _symbols.Start;
        int referenceLength = Length;
        ulong head = *(ulong*)(text + i);
        ulong hash = Murmur.Hash(key);
        if ((_filter.Start[FilterByte(hash)] & FilterBit(hash)) == 0)
            return found;
        uint slot = (uint)hash & _mask;
        for (int probe = 0; probe < MostProbes; probe++, slot = slot + 1 & _mask)
        {
            uint entry = uint.CreateTruncating(table[slot]);
            if (entry == 0)
                break;
            int h = (int)(entry - 1) * KeyStep;
            // Keys have at least 12 symbols: most strangers in the chain are told by the first eight.
            if (*(ulong*)(reference + h) != head)
                continue;
            int fwd = CommonRun(text + i, reference + h, Math.Min(length - i, referenceLength - h));
            if (fwd < _keyLength)
                continue;
            int bck = 0, most = Math.Min(literals, h);
            while (bck < most && text[i - bck - 1] == reference[h - bck - 1])
                bck++;
            if (fwd + bck > best)
            {
                best = fwd + bck;
                found = h;
                back = bck;
                forward = fwd;
            }
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint FilterByte(ulong hash) => (uint)(hash >> 35) & _mask >> FilterSlotsAByteLog;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte FilterBit(ulong hash) => (byte)(1 << (int)(hash >> 32 & 7));

    private static int CommonRun(byte* a, byte* b, int most) =>
        new ReadOnlySpan<byte>(a, most).CommonPrefixLength(new ReadOnlySpan<byte>(b, most));

    private static int RunOfN(byte* text, int start, int length)
    {
        int end = new ReadOnlySpan<byte>(text + start, length - start).IndexOfAnyExcept(Sequences.Symbols.N);
        return end < 0 ? length - start : end;
    }

    /// <summary>
    /// The key at a position that only moves forward: q plain bases, two bits each, first base most significant. Symbols that two
    /// neighbouring keys share are looked at once.
    /// </summary>
    private struct KeyWindow(int keyLength)
    {
        private readonly ulong _keyMask = (1UL << 2 * keyLength) - 1;
        private ulong _key;
        private int _end;
        private int _plain;

        /// <summary>False when one of the q symbols from <paramref name="start"/> on is no plain base.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveTo(byte* symbols, int start, out ulong key)
        {
            if (_end < start)
            {
                _end = start;
                _plain = 0;
            }

            // Four at a time where the window jumps, and from key to key of a reference.
            int end = start + keyLength;
            for (; _end <= end - Tuples.FourSymbols && Tuples.TryGatherFour(symbols + _end, out uint four); _end += Tuples.FourSymbols)
            {
                _key = (_key << 2 * Tuples.FourSymbols | four) & _keyMask;
                _plain += Tuples.FourSymbols;
            }

            for (; _end < end; _end++)
            {
                byte code = symbols[_end];
                _key = (_key << 2 | code & 3u) & _keyMask;
                _plain = code < Sequences.Symbols.PlainBases ? _plain + 1 : 0;
            }

            key = _key;
            return _plain >= keyLength;
        }
    }
}
