using RagcSharp.Lz;
using RagcSharp.Memory;
using RagcSharp.Sequences;

namespace RagcSharp.Packs;

/// <summary>Appends the symbols between two places of a segment to a buffer, and counts the others.</summary>
/// <param name="reference">The reference.</param>
/// <param name="symbols">Takes the symbols.</param>
/// <param name="start">The place of the first one that is wanted.</param>
/// <param name="count">How many are wanted.</param>
/// <param name="length">The length of the segment: no more than that may come.</param>
internal struct LzWindowOutput(Reference reference, NativeBuffer symbols, long start, int count, long length) : ILzOutput
{
    private readonly long _end = start + count;

    /// <summary>Symbols so far.</summary>
    public long Position { get; private set; }

    public readonly long Room => length - Position;

    public readonly long ReferenceLength => reference.Length;

    // The rest of a segment is decoded with its end only, so that its length is checked.
    public readonly bool IsEnough => Position >= _end && _end < length;

    public void Literal(byte code)
    {
        if (Position >= start && Position < _end)
            symbols.Append(code);
        Position++;
    }

    public void ReferenceLiteral(long position) => Match(position, 1);

    public void NRun(long length)
    {
        Wanted(length).Fill(Symbols.N);
        Position += length;
    }

    public void Match(long position, long length)
    {
        long skip = Math.Max(0, start - Position);
        var wanted = Wanted(length);
        if (!wanted.IsEmpty)
            reference.CopyTo(position + skip, wanted);
        Position += length;
    }

    // Makes room for those of the next symbols that are wanted.
    private readonly Span<byte> Wanted(long length)
    {
        long from = Math.Max(Position, start), to = Math.Min(Position + length, _end);
        if (from >= to)
            return [];
        var room = symbols.Room((int)(to - from))[..(int)(to - from)];
        symbols.Advance(room.Length);
        return room;
    }
}
