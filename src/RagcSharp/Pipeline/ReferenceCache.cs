using RagcSharp.Encoding;
using RagcSharp.Grouping;

namespace RagcSharp.Pipeline;

/// <summary>
/// The references of an archive in the making, with their indexes. Those not used for long are dropped and made again from their packed
/// form when they are needed: a sample walks through the groups once, so few are missed. Thread-safe.
/// </summary>
internal sealed class ReferenceCache(Func<int, PackedSymbols> packed, int minMatchLength, long budget) : IReferences, IDisposable
{
    private readonly LeaseCache<int, LzReference> _cache =
        new(group => new LzReference(packed(group), minMatchLength), reference => reference.Bytes, budget);

    /// <summary>Bytes held.</summary>
    public long Bytes => _cache.Bytes;

    public int LengthOf(int group) => packed(group).Length;

    public ReferenceLease Rent(int group) => new(this, group, _cache.Rent(group));

    public void Return(int group) => _cache.Return(group);

    /// <summary>Drops what nobody uses.</summary>
    public void Clear() => _cache.Clear();

    public void Dispose() => _cache.Dispose();
}
