using RagcSharp.Grouping;
using RagcSharp.Lz;
using RagcSharp.Sequences;

namespace RagcSharp.Tests.Grouping;

/// <summary>References by group, all in memory.</summary>
internal sealed class HeldReferences : IReferences, IDisposable
{
    private readonly Dictionary<int, (PackedSymbols Packed, LzReference Reference)> _references = [];

    public void Add(int group, byte[] symbols)
    {
        var packed = new PackedSymbols(symbols);
        _references.Add(group, (packed, new LzReference(packed, minMatchLength: 20)));
    }

    public int LengthOf(int group) => _references[group].Packed.Length;

    public ReferenceLease Rent(int group) => new(this, group, _references[group].Reference);

    public void Return(int group)
    {
    }

    public void Dispose()
    {
        foreach (var (packed, reference) in _references.Values)
        {
            reference.Dispose();
            packed.Dispose();
        }
    }
}
