using System.Runtime.CompilerServices;

namespace RagcSharp.Zstd.Parsing;

/// <summary>
/// The last three offsets, which zstd names by a number (RFC 8878, section 3.1.1.5). Without literals before a match, the first number means
/// the second offset, and so on; the third is the first offset less one then.
/// </summary>
/// <param name="First">The offset of the last match.</param>
/// <param name="Second">Another one before it.</param>
/// <param name="Third">A third one.</param>
internal readonly record struct RepeatOffsets(int First, int Second, int Third)
{
    /// <summary>What a frame begins with.</summary>
    public static RepeatOffsets AtStart => new(1, 4, 8);

    /// <summary>Whether an offset is among them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int offset) => offset == First || offset == Second || offset == Third;

    /// <summary>The code of an offset of a match that has literals before it, or none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CodeOf(int offset, bool hasLiterals)
    {
        if (hasLiterals)
            return offset == First ? 0 : offset == Second || offset == Third ? 1 : SequenceCodes.Offset(offset);
        return offset == Second ? 0 : offset == Third || offset == First - 1 ? 1 : SequenceCodes.Offset(offset);
    }

    /// <summary>What they are behind a match that has literals before it, or none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RepeatOffsets After(int offset, bool hasLiterals)
    {
        // Without literals the first one cannot be named: it is told as if it were new.
        if (offset == First && hasLiterals)
            return this;
        return new RepeatOffsets(offset, First, offset == Second ? Third : Second);
    }
}
