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

    /// <exception cref="InvalidDataException">The payload is too short, or a number is impossible.</exception>
    public static Parameters Decode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length is not (ShortForm or LongForm))
            throw new InvalidDataException($"{StreamNames.Params}: {payload.Length} bytes, {ShortForm} or {LongForm} expected");
        var parameters = new Parameters(
            Number(payload, 0), Number(payload, 1), Number(payload, 2), payload.Length == LongForm ? Number(payload, 3) : 0);
        if (parameters.KmerLength is < 1 or > 32 || parameters.MinMatchLength is < 1 or > 1000 || parameters.BatchSize < 1)
            throw new InvalidDataException($"{StreamNames.Params}: impossible values {parameters}");
        return parameters;
    }

    public byte[] Encode()
    {
        var payload = new byte[LongForm];
        int at = 0;
        foreach (int value in (ReadOnlySpan<int>)[KmerLength, MinMatchLength, BatchSize, SegmentSize])
            BinaryPrimitives.WriteInt32LittleEndian(payload.AsSpan(at++ * sizeof(int)), value);
        return payload;
    }

    private static int Number(ReadOnlySpan<byte> payload, int i)
    {
        uint value = BinaryPrimitives.ReadUInt32LittleEndian(payload[(i * sizeof(uint))..]);
        return value <= int.MaxValue
            ? (int)value
            : throw new InvalidDataException($"{StreamNames.Params}: value {value} is too large");
    }
}
