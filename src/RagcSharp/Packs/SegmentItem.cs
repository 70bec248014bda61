using RagcSharp.Lz;
using RagcSharp.Memory;

namespace RagcSharp.Packs;

/// <summary>Appends a window of a segment that is an item of a pack of a raw group: symbols as they are.</summary>
/// <param name="symbols">Takes the symbols.</param>
/// <param name="start">The place of the first one that is wanted.</param>
/// <param name="count">How many are wanted.</param>
/// <param name="length">The length of the segment: no more than that may come.</param>
internal sealed class RawItem(NativeBuffer symbols, long start, int count, long length) : IItemReader
{
    public long Position { get; private set; }

    public bool IsEnough => Position >= start + count && start + count < length;

    public int Take(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        long next = Position + bytes.Length;
        if (next > length)
            throw new InvalidDataException($"{next} symbols{(isEnd ? "" : " and more")}, {length} expected");
        long from = Math.Max(start, Position), to = Math.Min(start + count, next);
        if (from < to)
            symbols.Append(bytes[(int)(from - Position)..(int)(to - Position)]);
        Position = next;
        return bytes.Length;
    }
}

/// <summary>Appends a window of a segment that is an item of a pack: its delta against a reference.</summary>
/// <param name="reference">The reference.</param>
/// <param name="minMatchLength">The shortest match, in symbols.</param>
/// <param name="symbols">Takes the symbols.</param>
/// <param name="start">The place of the first one that is wanted.</param>
/// <param name="count">How many are wanted.</param>
/// <param name="length">The length of the segment: no more than that may come.</param>
internal sealed class DeltaItem(Reference reference, int minMatchLength, NativeBuffer symbols, long start, int count, long length)
    : IItemReader
{
    private LzWindowOutput _window = new(reference, symbols, start, count, length);
    private long _taken;
    private long _predicted;

    public long Position { get; private set; }

    // The rest of a segment is decoded with its end only, so that its length is checked.
    public bool IsEnough => _window.IsEnough;

    public int Take(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        int whole = isEnd ? bytes.Length : LzDelta.WholeTokens(bytes);
        if (start == 0 && count == length && reference.TryGetSymbols(out var all))
        {
            long before = symbols.Length;
            var output = new LzWholeOutput(all, symbols, length - Position);
            LzDelta.Decode(bytes[..whole], _taken, minMatchLength, ref _predicted, ref output);
            Position += symbols.Length - before;
        }
        else
        {
            LzDelta.Decode(bytes[..whole], _taken, minMatchLength, ref _predicted, ref _window);
            Position = _window.Position;
        }

        _taken += whole;
        return whole;
    }
}
