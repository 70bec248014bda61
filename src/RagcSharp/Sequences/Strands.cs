using RagcSharp.Memory;

namespace RagcSharp.Sequences;

/// <summary>A segment as it was read, and its reverse complement, which is made when first asked for.</summary>
internal ref struct Strands(ReadOnlySpan<byte> asRead, NativeBuffer room)
{
    private readonly ReadOnlySpan<byte> _asRead = asRead;
    private bool _isFlipped;

    public readonly int Length => _asRead.Length;

    public ReadOnlySpan<byte> this[bool flipped] => flipped ? Flipped() : _asRead;

    /// <summary>A part of the segment, given by its place as read, on either strand.</summary>
    public ReadOnlySpan<byte> Part(int start, int length, bool flipped) =>
        flipped ? Flipped().Slice(Length - start - length, length) : _asRead.Slice(start, length);

    private ReadOnlySpan<byte> Flipped()
    {
        if (!_isFlipped)
        {
            room.SetLength(Length);
            Symbols.ReverseComplement(_asRead, room.AsSpan());
            _isFlipped = true;
        }

        return room.AsSpan();
    }
}
