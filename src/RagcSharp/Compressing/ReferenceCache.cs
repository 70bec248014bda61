using RagcSharp.Grouping;
using RagcSharp.Lz;
using RagcSharp.Sequences;
using RagcSharp.Threads;

namespace RagcSharp.Compressing;

/// <summary>
/// The references of an archive in the making, with their indexes. Those not used for long are dropped and made again from their packed
/// form when they are needed. Thread-safe.
/// </summary>
/// <remarks>
/// A sample walks through the groups once, so whatever is kept, each sample makes most of them once. Where segments with one splitter are
/// compared with many references, the same ones are needed again and again within a sample: then the budget grows by what was dropped too
/// early.
/// </remarks>
internal sealed class ReferenceCache : IReferences, IDisposable
{
    private readonly Func<int, PackedSymbols> _packed;
    private readonly int _minMatchLength;
    private readonly long _mostBudget;
    private readonly LeaseCache<int, LzReference> _cache;

    // For each group the sample in which its reference was made last, counted from 1.
    private readonly List<int> _madeIn = [];
    private int _sample = 1;

    /// <param name="packed">The reference of a group, packed.</param>
    /// <param name="minMatchLength">The shortest match, by which references are indexed.</param>
    /// <param name="budget">Bytes to begin with.</param>
    /// <param name="mostBudget">Bytes that the budget may grow to.</param>
    public ReferenceCache(Func<int, PackedSymbols> packed, int minMatchLength, long budget, long mostBudget)
    {
        _packed = packed;
        _minMatchLength = minMatchLength;
        _mostBudget = mostBudget;
        _cache = new LeaseCache<int, LzReference>(Make, reference => reference.Bytes, budget);
    }

    /// <summary>Bytes held.</summary>
    public long Bytes => _cache.Bytes;

    public int LengthOf(int group) => _packed(group).Length;

    public ReferenceLease Rent(int group) => new(this, group, _cache.Rent(group));

    public void Return(int group) => _cache.Return(group);

    /// <summary>From now on what is made is made for another sample.</summary>
    public void BeginSample() => Interlocked.Increment(ref _sample);

    /// <summary>Drops what nobody uses.</summary>
    public void Clear() => _cache.Clear();

    public void Dispose() => _cache.Dispose();

    private LzReference Make(int group)
    {
        var reference = new LzReference(_packed(group), _minMatchLength);
        if (!IsFirstOfSample(group))
            _cache.Widen(reference.Bytes, _mostBudget);
        return reference;
    }

    private bool IsFirstOfSample(int group)
    {
        lock (_madeIn)
        {
            while (_madeIn.Count <= group)
                _madeIn.Add(0);
            int before = _madeIn[group];
            _madeIn[group] = _sample;
            return before != _sample;
        }
    }
}
