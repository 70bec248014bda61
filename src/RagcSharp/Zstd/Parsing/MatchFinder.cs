using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

using RagcSharp.Memory;

namespace RagcSharp.Zstd.Parsing;

/// <summary>
/// Finds what of a text occurred before, window by window. Every place is looked up by a long key; in text whose bytes are worth as much
/// (tokens, not DNA), by a short one, too. What is found is extended both ways; what it spares less than its offset costs is dropped.
/// </summary>
internal sealed unsafe class MatchFinder : IDisposable
{
    /// <summary>How far matches look back at most: offsets have 23 bits.</summary>
    public const int Reach = (1 << WindowLog) - 1;

    /// <summary>The logarithm of the window that a frame tells its reader to keep.</summary>
    public const int WindowLog = 23;

    // A candidate for each other byte is more than even adversaries get good use of.
    private const int MostCandidates = BlockSplitter.Window / 2;

    private const int ShortLog = 14, MiddleLog = 15, MostLongLog = 19, KeptLog = 16, LeastLongLog = 8;

    // Where a match is found first, it has nearly begun: only its first byte need not be at the place of a key.
    private const int LongBack = 256, ShortBack = 32;

    private const int Ahead = 16;

    private const ulong FirstMultiplier = 0x9E3779B185EBCA87, SecondMultiplier = 0x9D59CB6D39E1F1A9, LastMultiplier = 0x9FB21C651E98DF25;

    private readonly MatchTable _long = new(), _middle = new(), _short = new();
    private readonly NativeBuffer _candidates = new(account: MemoryAccount.Contexts);
    private RecentMatches _recent;
    private int _cover;

    /// <summary>What was found in the last window, by start.</summary>
    public Candidate* Candidates => (Candidate*)_candidates.Start;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>What was found in the last window, by start.</summary>
    public ReadOnlySpan<Candidate> Found => new(Candidates, Count);

    /// <summary>Bytes of the tables for content of so many bytes.</summary>
    public static long TableBytes(int length, ParseSettings settings) =>
        ((long)MatchTable.BucketBytes << LongLogFor(length))
        + (settings.MiddleKey > 0 ? (long)MatchTable.BucketBytes << MiddleLog : 0)
        + ((long)MatchTable.BucketBytes << ShortLog);

    /// <summary>Begins with another content of so many bytes.</summary>
    public void Reset(int length, ParseSettings settings)
    {
        int log = LongLogFor(length);
        _long.Reset(log);
        _short.Reset(Math.Min(ShortLog, log));
        if (settings.MiddleKey > 0)
            _middle.Reset(Math.Min(MiddleLog, log));
        _recent = default;
        _cover = 0;
    }

    /// <summary>Finds candidates in the next window.</summary>
    /// <param name="content">The first byte of the content.</param>
    /// <param name="start">Where the window begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="length">Bytes of the whole content.</param>
    /// <param name="blocks">Tells what literals of the window cost.</param>
    /// <param name="settings">How hard to look.</param>
    public void Find(byte* content, int start, int end, int length, BlockSplitter blocks, ParseSettings settings)
    {
        Count = 0;
        Continue(content, start, end);
        int first = Math.Max(start, 1), last = Math.Min(end, length - Math.Max(settings.LongKey, 8) + 1);
        int second = settings.LongKey - 8, rest = settings.Rest, runEnd = 0;
        int* literalBits = blocks.LiteralBits - start;
        // The table is larger than the caches: buckets are asked for some places ahead.
        ulong* hashes = stackalloc ulong[Ahead];
        for (int place = first; place < Math.Min(last, first + Ahead); place++)
            hashes[place % Ahead] = Approach(content + place, second);
        for (int place = first; place < last; place++)
        {
            ulong head = Text.Eight(content + place), hash = hashes[place % Ahead];
            if (place + Ahead < last)
                hashes[place % Ahead] = Approach(content + place + Ahead, second);
            uint* bucket = _long.Bucket(hash);
            uint tag = MatchTable.TagOf(hash);
            var places = Vector128.Load(bucket);
            MatchTable.Insert(bucket, places, tag, place);
            if ((uint)head == Text.Four(content + place - 1) && place >= runEnd && place + 4 <= end)
                runEnd = TakeRun(content, place, end);
            if (_cover - place > rest)
                continue;
            if (settings.WantsShortKeys(blocks.ChunkPrice(place)))
            {
                FindShort(_short, settings.ShortKey, content, place, start, end, head, literalBits, settings);
                if (settings.MiddleKey > 0)
                    FindShort(_middle, settings.MiddleKey, content, place, start, end, head, literalBits, settings);
            }

            uint alike = MatchTable.Alike(places, tag);
            if (alike != 0)
                FindLong(content, place, start, end, head, places, alike, literalBits, settings);
        }
    }

    /// <summary>Gives back memory that only large content takes.</summary>
    public void Trim() => _long.Trim(KeptLog);

    public void Dispose()
    {
        _long.Dispose();
        _short.Dispose();
        _middle.Dispose();
        _candidates.Dispose();
    }

    private static int LongLogFor(int length)
    {
        int log = LeastLongLog;
        while (log < MostLongLog && MatchTable.BucketPlaces << log < length)
            log++;
        return log;
    }

    // The hash of the long key at a place, whose bucket will be asked for soon.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Approach(byte* place, int second)
    {
        ulong hash = (Text.Eight(place) * FirstMultiplier ^ Text.Eight(place + second) * SecondMultiplier) * LastMultiplier;
        if (Sse.IsSupported)
            Sse.Prefetch0(_long.Bucket(hash));
        return hash;
    }

    // What goes on over the end of a window begins the next one.
    private void Continue(byte* content, int start, int end)
    {
        var recent = _recent;
        for (int n = 0; recent.OffsetEndingAt(start, n) is var offset and > 0; n++)
        {
            int common = Text.Common(content + start, content + start - offset, content + end);
            if (common > 0)
                Take(start, start + common, offset);
        }
    }

    private int TakeRun(byte* content, int place, int end)
    {
        int common = Text.Common(content + place, content + place - 1, content + end);
        Add(place, place + common, 1);
        return place + common;
    }

    private void FindShort(
        MatchTable table,
        int key,
        byte* content,
        int place,
        int start,
        int end,
        ulong head,
        int* literalBits,
        ParseSettings settings)
    {
        ulong hash = (head & ulong.MaxValue >> 64 - 8 * key) * FirstMultiplier;
        uint* bucket = table.Bucket(hash);
        uint tag = MatchTable.TagOf(hash);
        var places = Vector128.Load(bucket);
        MatchTable.Insert(bucket, places, tag, place);
        int best = key - 1;
        for (uint alike = MatchTable.Alike(places, tag); alike != 0; alike &= alike - 1)
        {
            int offset = place - (int)places.GetElement(BitOperations.TrailingZeroCount(alike)) & MatchTable.Places - 1;
            if (!IsInReach(place, offset) || place + best >= end)
                continue;
            byte* here = content + place, there = here - offset;
            if (here[best] != there[best])
                continue;
            int known = _recent.EndBeyond(place, offset);
            if (known != 0)
            {
                best = Math.Max(best, known - place);
                continue;
            }

            int common = Text.Common(here, there, content + end);
            if (common <= best)
                continue;
            int back = Text.CommonBefore(here, there, Math.Min(Math.Min(ShortBack, place - start), place - offset));
            if (literalBits[place + common] - literalBits[place - back] < OffsetBits(offset) + settings.ShortMatchGain)
                continue;
            best = common;
            Take(place - back, place + common, offset);
        }
    }

    private void FindLong(
        byte* content, int place, int start, int end, ulong head, Vector128<uint> places, uint alike, int* literalBits, ParseSettings settings)
    {
        // Within a run that is known, each place finds the one before.
        if (_cover >= place + 8 && head == Text.Eight(content + place - 1))
            return;
        int best = Math.Min(settings.LongKey, end - place) - 1;
        for (; alike != 0; alike &= alike - 1)
        {
            int offset = place - (int)places.GetElement(BitOperations.TrailingZeroCount(alike)) & MatchTable.Places - 1;
            if (!IsInReach(place, offset))
                continue;
            int known = _recent.EndBeyond(place, offset);
            if (known != 0)
            {
                best = Math.Max(best, known - place);
                continue;
            }

            if (place + best >= end)
                break;
            byte* here = content + place, there = here - offset;
            if (head != Text.Eight(there) || here[best] != there[best])
                continue;
            int common = Text.Common(here, there, content + end);
            if (common <= best)
                continue;
            int back = Text.CommonBefore(here, there, Math.Min(Math.Min(LongBack, place - start), place - offset));
            if (!_recent.Contains(offset)
                && literalBits[place + common] - literalBits[place - back] < OffsetBits(offset) + settings.LongMatchGain)
            {
                continue;
            }

            best = common;
            Take(place - back, place + common, offset);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsInReach(int place, int offset) => (uint)(offset - 1) < (uint)Math.Min(place, Reach);

    private static int OffsetBits(int offset) => BitOperations.Log2((uint)offset + 3);

    private void Take(int start, int end, int offset)
    {
        // When there are very many, only those that lead farther.
        if (Count < MostCandidates / 2 || end > _cover)
            Add(start, end, offset);
        _recent.Add(offset, end);
        _cover = Math.Max(_cover, end);
    }

    private void Add(int start, int end, int offset)
    {
        if (Count == MostCandidates)
            return;
        if (_candidates.Capacity < (Count + 1L) * sizeof(Candidate))
            _candidates.SetLength(Math.Min(MostCandidates, Math.Max(1024, 2L * Count)) * sizeof(Candidate));
        int place = Count++;
        var candidates = Candidates;
        for (; place > 0 && candidates[place - 1].Start > start; place--)
            candidates[place] = candidates[place - 1];
        candidates[place] = new Candidate(start, end, offset);
    }
}
