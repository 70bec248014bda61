using RagcSharp.Memory;
using RagcSharp.Sequences;

namespace RagcSharp.Dense;

/// <summary>
/// The reference of a group, to which whatever a segment has that is new is appended, with an index of its words. Only plain bases. Changed
/// by one thread while nobody else reads.
/// </summary>
internal sealed unsafe class GrowingReference : IDisposable
{
    private readonly NativeBuffer _symbols = new(account: MemoryAccount.References);
    private readonly SeedIndex _seeds = new();

    /// <summary>Begins empty.</summary>
    public GrowingReference()
    {
    }

    /// <summary>Begins with symbols that are stored.</summary>
    public GrowingReference(PackedSymbols stored) => stored.UnpackTo(_symbols);

    /// <summary>The first symbol; changes with <see cref="Append"/>. Slack may be read behind the last one.</summary>
    public byte* Start => _symbols.Start;

    /// <summary>Number of symbols.</summary>
    public int Length => (int)_symbols.Length;

    /// <summary>All symbols.</summary>
    public ReadOnlySpan<byte> Symbols => _symbols.AsSpan();

    /// <summary>Bytes of memory that the index takes, which can be made again.</summary>
    public long IndexBytes => _seeds.Bytes;

    /// <summary>Makes ready for <see cref="FindSeed"/>.</summary>
    public void Index()
    {
        if (Length > 0)
            _seeds.Extend(_symbols.Start, Length);
    }

    /// <summary>Appends symbols, and indexes them.</summary>
    public void Append(byte* symbols, int count)
    {
        _symbols.Append(new ReadOnlySpan<byte>(symbols, count));
        Index();
    }

    /// <summary>Finds places where a word may occur; see <see cref="SeedIndex.Find"/>.</summary>
    public int FindSeed(uint seed, int* places) => _seeds.Find(seed, places);

    /// <summary>Gives back the memory of the index until it is needed.</summary>
    public void DropIndex() => _seeds.Drop();

    public void Dispose()
    {
        _symbols.Dispose();
        _seeds.Dispose();
    }
}
