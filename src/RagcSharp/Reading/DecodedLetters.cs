using RagcSharp.Memory;

namespace RagcSharp.Reading;

/// <summary>Letters of a segment in a buffer that somebody else owns; by default none.</summary>
/// <param name="Buffer">The buffer; null where there are none.</param>
/// <param name="Start">The first of them.</param>
/// <param name="Length">How many there are.</param>
internal readonly record struct DecodedLetters(NativeBuffer? Buffer, long Start, int Length)
{
    /// <summary>Whether nothing was decoded.</summary>
    public bool AreNone => Buffer is null;

    /// <summary>The letters.</summary>
    public Span<byte> Span => Buffer!.AsSpan(Start, Length);
}
