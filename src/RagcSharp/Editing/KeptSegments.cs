using RagcSharp.Lz;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Zstd;

namespace RagcSharp.Editing;

/// <summary>The segments of a group with a reference that are kept, decoded one after another. Used by one thread.</summary>
internal sealed class KeptSegments : IDisposable
{
    private readonly KeptGroup _kept;
    private readonly StoredParts _stored;
    private readonly ZstdContext _zstd;
    private readonly NativeBuffer _reference = new(account: MemoryAccount.References);
    private readonly NativeBuffer _symbols = new();

    /// <exception cref="InvalidDataException">The reference is damaged.</exception>
    public KeptSegments(KeptGroup kept, ZstdContext zstd)
    {
        _kept = kept;
        _stored = kept.Stored;
        _zstd = zstd;
        var budget = kept.Source.NewBudget();
        using var packed = _stored.ReadReference(budget, zstd);
        kept.Source.Naming(() => budget.Take(packed.Length));
        packed.UnpackTo(_reference);
    }

    /// <summary>Takes a segment by its id; the symbols are good until it returns.</summary>
    public delegate void SegmentTaker(int id, ReadOnlySpan<byte> symbols);

    /// <summary>The reference, also if it is not kept.</summary>
    public ReadOnlySpan<byte> Reference => _reference.AsSpan();

    /// <summary>Whether deltas can hold all symbols: those of literals anyway, so it depends on the reference.</summary>
    public bool FitDeltas => !Reference.ContainsAnyInRange((byte)(LzDelta.LargestLiteral + 1), byte.MaxValue);

    /// <summary>Does something with each segment of a pack, in order.</summary>
    /// <exception cref="InvalidDataException">The pack is damaged.</exception>
    public void ForEach(int pack, SegmentTaker take)
    {
        if (_kept.CountIn(pack) == 0)
            return;
        _stored.UsePack(pack, _kept.Source.NewBudget(), _zstd, content => _kept.ForEach(pack, content, (id, delta) =>
        {
            Decode(delta);
            take(id, _symbols.AsSpan());
        }));
    }

    public void Dispose()
    {
        _reference.Dispose();
        _symbols.Dispose();
    }

    private void Decode(ReadOnlySpan<byte> delta)
    {
        int minMatchLength = _kept.Source.Stored.MinMatchLength;
        long length = LzDelta.LengthOf(delta, _reference.Length, minMatchLength);
        _kept.Source.NewBudget().Take(length);
        _symbols.Clear();
        LzDelta.Decode(delta, _reference.AsSpan(), minMatchLength, length, _symbols);
    }
}
