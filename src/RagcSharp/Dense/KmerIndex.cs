using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

using RagcSharp.Memory;

namespace RagcSharp.Dense;

/// <summary>
/// In which groups sampled k-mers occur, and where: a table with open addressing. Of a k-mer it keeps the first place in each of the first
/// eight groups, whatever the order in which they come, so that what it holds depends on the references only. Read by any number of threads
/// while nobody changes it.
/// </summary>
internal sealed unsafe class KmerIndex : IDisposable
{
    /// <summary>Bases of a k-mer.</summary>
    public const int KmerLength = 24;

    /// <summary>The most groups that are kept of a k-mer.</summary>
    public const int MostGroups = 8;

    // One of eight k-mers is sampled, until there are so many bases; with each doubling half as many.
    private const int LeastSamplingLog = 3;
    private const long BasesOfLeastSampling = 64L << 20;

    private const int LeastLog = 16;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private NativeBuffer _table = NewTable(LeastLog);
    private int _log = LeastLog;
    private int _samplingLog = LeastSamplingLog;
    private long _count;

    /// <summary>The hash of a k-mer that is sampled has none of these bits.</summary>
    public ulong NotSampled => (1UL << _samplingLog) - 1;

    /// <summary>Samples as few k-mers as so many bases of references ask for; never more than before.</summary>
    public void SampleFor(long bases)
    {
        int log = LeastSamplingLog;
        while (bases > BasesOfLeastSampling << log - LeastSamplingLog)
            log++;
        if (log <= _samplingLog)
            return;
        _samplingLog = log;
        Rebuild(_log);
    }

    /// <summary>Takes in a sampled k-mer.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="group">The group whose reference has it.</param>
    /// <param name="place">Where, times two, and one more where the strand that is canonical is the other one.</param>
    public void Add(ulong hash, int group, uint place)
    {
        uint tag = TagOf(hash);
        Entry* last = null;
        int same = 0;
        Entry* entry = Find(tag);
        for (; entry->Group != 0; entry = Next(entry))
        {
            if (entry->Tag != tag)
                continue;
            if (entry->Group == group)
                return;
            same++;
            if (last == null || entry->Group > last->Group)
                last = entry;
        }

        if (same < MostGroups)
        {
            *entry = new Entry { Tag = tag, Group = group, Place = place };
            if (++_count * 4 > 3L << _log)
                Rebuild(_log + 1);
        }
        else if (group < last->Group)
        {
            *last = new Entry { Tag = tag, Group = group, Place = place };
        }
    }

    /// <summary>Asks the processor to have at hand what <see cref="Find(ulong, Span{Occurrence})"/> will read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong hash)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Find(TagOf(hash)));
    }

    /// <summary>Finds where a sampled k-mer occurs, in the order of groups; returns how many there are.</summary>
    public int Find(ulong hash, Span<Occurrence> found)
    {
        uint tag = TagOf(hash);
        int count = 0;
        for (Entry* entry = Find(tag); entry->Group != 0; entry = Next(entry))
        {
            if (entry->Tag != tag)
                continue;
            int at = count++;
            for (; at > 0 && found[at - 1].Group > entry->Group; at--)
                found[at] = found[at - 1];
            found[at] = new Occurrence(entry->Group, (int)(entry->Place >> 1), (entry->Place & 1) != 0);
        }

        return count;
    }

    public void Dispose() => _table.Dispose();

    // Without the bits that all sampled k-mers share; those that later ones must not have are the lowest.
    private static uint TagOf(ulong hash) => (uint)(hash >> LeastSamplingLog);

    private static NativeBuffer NewTable(int log) => NativeBuffer.Zeros((long)sizeof(Entry) << log, MemoryAccount.Indexes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Entry* Find(uint tag) => (Entry*)_table.Start + (tag * Multiplier >> 64 - _log);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Entry* Next(Entry* entry)
    {
        var first = (Entry*)_table.Start;
        return ++entry == first + (1L << _log) ? first : entry;
    }

    // With what is sampled still.
    private void Rebuild(int log)
    {
        using var old = _table;
        long slots = 1L << _log;
        uint dropped = (1u << _samplingLog - LeastSamplingLog) - 1;
        _table = NewTable(log);
        _log = log;
        _count = 0;
        for (var from = (Entry*)old.Start; slots > 0; slots--, from++)
        {
            if (from->Group == 0 || (from->Tag & dropped) != 0)
                continue;
            var to = Find(from->Tag);
            while (to->Group != 0)
                to = Next(to);
            *to = *from;
            _count++;
        }
    }

    // Group 0, which has no reference: free.
    private struct Entry
    {
        public uint Tag;
        public int Group;
        public uint Place;
    }
}

/// <summary>Where a k-mer occurs.</summary>
/// <param name="Group">The group.</param>
/// <param name="Place">The first base in the group's reference.</param>
/// <param name="IsFlipped">Whether it is the reverse complement that is canonical.</param>
internal readonly record struct Occurrence(int Group, int Place, bool IsFlipped);
