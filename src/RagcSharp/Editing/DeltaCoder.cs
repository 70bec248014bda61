using RagcSharp.Lz;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Zstd;

namespace RagcSharp.Editing;

/// <summary>Codes segments against a reference. Used by one thread.</summary>
/// <param name="reference">The reference, which stays its owner's.</param>
/// <param name="zstd">Compresses items that wait.</param>
internal sealed class DeltaCoder(LzReference reference, ZstdContext zstd) : IDisposable
{
    private readonly NativeBuffer _delta = new();

    /// <summary>Codes a segment.</summary>
    /// <param name="symbols">The segment.</param>
    /// <param name="item">Its delta, the caller's from now on; null where it equals the reference.</param>
    /// <returns>Whether a delta can hold its symbols.</returns>
    public bool TryEncode(ReadOnlySpan<byte> symbols, out PackItem? item)
    {
        reference.Encode(symbols, _delta);
        bool isPossible = !_delta.AsSpan().ContainsAnyInRange((byte)(LzDelta.FirstLiteral + LzDelta.LargestLiteral + 1), byte.MaxValue);
        item = isPossible && _delta.Length > 0 ? PackItem.Of(_delta.AsSpan(), zstd) : null;
        return isPossible;
    }

    public void Dispose() => _delta.Dispose();
}
