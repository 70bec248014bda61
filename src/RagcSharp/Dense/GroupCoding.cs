using RagcSharp.Memory;
using RagcSharp.Zstd;

namespace RagcSharp.Dense;

/// <summary>What a thread needs to code the segments of a group. Used by one thread at a time.</summary>
/// <param name="settings">What the archive is made with.</param>
internal sealed class GroupCoding(DenseSettings settings) : IDisposable
{
    // A buffer above this goes back to the system: few segments are as long.
    private const long LargestKept = 1 << 20;

    /// <summary>What the archive is made with.</summary>
    public DenseSettings Settings => settings;

    /// <summary>The symbols of a segment.</summary>
    public NativeBuffer Symbols { get; } = new();

    /// <summary>Compresses text that waits.</summary>
    public ZstdContext Zstd { get; } = new();

    /// <summary>A coder of segments.</summary>
    /// <param name="rules">When it takes matches.</param>
    /// <param name="reference">The reference of their group.</param>
    /// <param name="delta">Takes the tokens.</param>
    public SegmentCoder NewCoder(CodingRules rules, GrowingReference reference, NativeBuffer delta) =>
        new(rules, reference, DenseSettings.Parameters.MinMatchLength, settings.MostSymbols, delta);

    /// <summary>Gives back memory that only long segments take.</summary>
    public void Trim() => Symbols.Clear(LargestKept);

    public void Dispose()
    {
        Symbols.Dispose();
        Zstd.Dispose();
    }
}
