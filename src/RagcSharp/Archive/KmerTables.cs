using System.Buffers.Binary;

namespace RagcSharp.Archive;

/// <summary>An entry of stream <c>segment-splitters</c>: a pair of k-mers (all ones: none) and its group.</summary>
internal readonly record struct SegmentSplitter(ulong First, ulong Second, uint Group)
{
    /// <summary>The order of the stream: by pairs.</summary>
    public static int ComparePairs(SegmentSplitter a, SegmentSplitter b) =>
        a.First != b.First ? a.First.CompareTo(b.First) : a.Second.CompareTo(b.Second);
}

/// <summary>The streams <c>splitters</c> and <c>segment-splitters</c>: fixed-size entries, ascending; metadata is their number.</summary>
internal static class KmerTables
{
    private const int EntrySize = 2 * sizeof(ulong) + sizeof(uint);

    public static byte[] EncodeSplitters(ReadOnlySpan<ulong> ascending)
    {
        var payload = new byte[ascending.Length * sizeof(ulong)];
        for (int i = 0; i < ascending.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(payload.AsSpan(i * sizeof(ulong)), ascending[i]);
        return payload;
    }

    /// <exception cref="InvalidDataException">The length does not fit the number.</exception>
    public static ulong[] DecodeSplitters(ReadOnlySpan<byte> payload, ulong count)
    {
        Check(StreamNames.Splitters, payload, count, sizeof(ulong));
        var splitters = new ulong[count];
        for (int i = 0; i < splitters.Length; i++)
            splitters[i] = BinaryPrimitives.ReadUInt64LittleEndian(payload[(i * sizeof(ulong))..]);
        return splitters;
    }

    public static byte[] EncodeSegmentSplitters(ReadOnlySpan<SegmentSplitter> ascending)
    {
        var payload = new byte[ascending.Length * EntrySize];
        for (int i = 0; i < ascending.Length; i++)
        {
            var entry = payload.AsSpan(i * EntrySize, EntrySize);
            BinaryPrimitives.WriteUInt64LittleEndian(entry, ascending[i].First);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[sizeof(ulong)..], ascending[i].Second);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[(2 * sizeof(ulong))..], ascending[i].Group);
        }

        return payload;
    }

    /// <exception cref="InvalidDataException">The length does not fit the number.</exception>
    public static SegmentSplitter[] DecodeSegmentSplitters(ReadOnlySpan<byte> payload, ulong count)
    {
        Check(StreamNames.SegmentSplitters, payload, count, EntrySize);
        var entries = new SegmentSplitter[count];
        for (int i = 0; i < entries.Length; i++)
        {
            var entry = payload.Slice(i * EntrySize, EntrySize);
            entries[i] = new SegmentSplitter(
                BinaryPrimitives.ReadUInt64LittleEndian(entry),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[sizeof(ulong)..]),
                BinaryPrimitives.ReadUInt32LittleEndian(entry[(2 * sizeof(ulong))..]));
        }

        return entries;
    }

    private static void Check(string stream, ReadOnlySpan<byte> payload, ulong count, int entrySize)
    {
        if (count > int.MaxValue || (ulong)payload.Length != count * (ulong)entrySize)
            throw new InvalidDataException($"{stream}: {payload.Length} bytes for {count} entries of {entrySize}");
    }
}
