using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Zstd;

namespace RagcSharp.Exact;

/// <summary>A block of a track as it lies in a part; written by <see cref="TrackBlock"/>.</summary>
/// <param name="Track">The track.</param>
/// <param name="Start">The place in the sample that the first item counts from.</param>
/// <param name="Count">Number of items, at least 1.</param>
/// <param name="Offset">Where its planes begin in the part.</param>
internal readonly record struct StoredBlock(Track Track, long Start, int Count, int Offset)
{
    /// <summary>Reads what stands before the planes, and passes over them.</summary>
    /// <exception cref="InvalidDataException">It is cut off, or of a track that this version does not know.</exception>
    public static StoredBlock Scan(ReadOnlySpan<byte> part, ref int at)
    {
        var track = (Track)part[at++];
        if (track > Track.Others)
            throw new InvalidDataException($"a block of kind {(byte)track}, which is damage or of a newer ragc-sharp");
        ulong start = Varint.Read(part, ref at);
        uint count = PrefixVarint.Read(part, ref at);
        if (start > long.MaxValue || count is 0 or > int.MaxValue)
            throw new InvalidDataException($"a block of {count} items at {start}");
        var block = new StoredBlock(track, (long)start, (int)count, at);
        // Two planes for each number, and one for the bytes.
        for (int plane = 0; plane < 5; plane++)
            Planes.Skip(part, ref at);
        return block;
    }

    /// <summary>Replaces the contents of three buffers by the items' numbers, as prefix varints, and bytes.</summary>
    /// <exception cref="InvalidDataException">The planes are not intact.</exception>
    public void Unpack(ReadOnlySpan<byte> part, ZstdContext zstd, NativeBuffer first, NativeBuffer second, NativeBuffer text)
    {
        int at = Offset;
        first.Clear();
        second.Clear();
        text.Clear();
        Planes.ReadNumbers(part, ref at, zstd, first);
        Planes.ReadNumbers(part, ref at, zstd, second);
        Planes.Read(part, ref at, zstd, text);
    }
}
