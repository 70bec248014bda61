using System.Buffers.Binary;

namespace RagcSharp.Archive;

/// <summary>The numbers that an archive was made with, stored in stream <c>params</c>.</summary>
/// <param name="KmerLength">k, in bases.</param>
/// <param name="MinMatchLength">The shortest match of a delta, in symbols.</param>
/// <param name="BatchSize">Items a pack, and samples a collection batch.</param>
/// <param name="SegmentSize">s, in symbols; 0 in version 1, which did not store it.</param>
internal readonly record struct Parameters(int KmerLength, int MinMatchLength, int BatchSize, int SegmentSize)
{
    /// <summary>Payload bytes in version 1, and from version 2 on.</summary>
    private const int ShortForm = 3 * sizeof(uint), LongForm = 4 * sizeof(uint);

    /// <summary>The segment size of archives that do not record one.</summary>
    private const int DefaultSegmentSize = 60_000;

    /// <summary>The same, as version 3 stores it: with a segment size.</summary>
    public Parameters Completed => SegmentSize > 0 ? this : this with { SegmentSize = DefaultSegmentSize };

    /// <exception cref="InvalidDataException">The payload is too short, or a number is impossible.</exception>
    public static Parameters Decode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length is not (ShortForm or LongForm))
            throw new InvalidDataException($"{StreamNames.Params}: {payload.Length} bytes, {ShortForm} or {LongForm} expected");
        return new Parameters(
            Number(payload, 0, "k-mer length", 1, 32),
            Number(payload, 1, "minimum match length", 1, 1000),
            Number(payload, 2, "batch size", 1, int.MaxValue),
            payload.Length == LongForm ? Number(payload, 3, "segment size", 0, 1 << 30) : 0);
    }

    public byte[] Encode()
    {
        var payload = new byte[LongForm];
        int at = 0;
        foreach (int value in (ReadOnlySpan<int>)[KmerLength, MinMatchLength, BatchSize, SegmentSize])
            BinaryPrimitives.WriteInt32LittleEndian(payload.AsSpan(at++ * sizeof(int)), value);
        return payload;
    }

    private static int Number(ReadOnlySpan<byte> payload, int i, string what, uint least, uint most)
    {
        uint value = BinaryPrimitives.ReadUInt32LittleEndian(payload[(i * sizeof(uint))..]);
        return value >= least && value <= most
            ? (int)value
            : throw new InvalidDataException($"{StreamNames.Params}: {what} {value}, {least} to {most} is possible");
    }
}
