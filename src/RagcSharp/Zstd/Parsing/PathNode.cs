using System.Runtime.CompilerServices;

namespace RagcSharp.Zstd.Parsing;

/// <summary>
/// How a place of a block is reached best. In 16 bytes, since each place may have one: offsets take 23 bits, and the length of the last step
/// what the three words have left.
/// </summary>
internal readonly struct PathNode
{
    private const int OffsetBits = 23, PartBits = 32 - OffsetBits;
    private const uint OffsetMask = (1u << OffsetBits) - 1, PartMask = (1u << PartBits) - 1, MatchBit = 1u << OffsetBits;

    private readonly uint _first, _second, _third;

    /// <summary>A place that nothing reaches yet.</summary>
    public static PathNode Unreached => new(int.MaxValue, 0, isMatch: false, default);

    /// <summary>A place that something reaches.</summary>
    /// <param name="cost">Of all before it, in 256ths of a bit.</param>
    /// <param name="length">Bytes of the match that ends here; if none does, the number of literals since the last match.</param>
    /// <param name="isMatch">Whether a match ends here.</param>
    /// <param name="repeats">The last offsets; the first one is that of the match that ends here.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PathNode(int cost, int length, bool isMatch, RepeatOffsets repeats)
    {
        Cost = cost;
        _first = (uint)repeats.First | (uint)length << OffsetBits;
        _second = (uint)repeats.Second | (uint)length >> PartBits << OffsetBits;
        _third = (uint)repeats.Third | (isMatch ? MatchBit : 0);
    }

    /// <summary>The price of all before the place, in 256ths of a bit.</summary>
    public int Cost { get; }

    /// <summary>Whether a match ends here.</summary>
    public bool IsMatch => (_third & MatchBit) != 0;

    /// <summary>Bytes of the match that ends here; if none does, the number of literals since the last match.</summary>
    public int Length => (int)(_first >> OffsetBits & PartMask | _second >> OffsetBits << PartBits);

    /// <summary>The last offsets; the first one is that of the match that ends here.</summary>
    public RepeatOffsets Repeats => new((int)(_first & OffsetMask), (int)(_second & OffsetMask), (int)(_third & OffsetMask));
}
