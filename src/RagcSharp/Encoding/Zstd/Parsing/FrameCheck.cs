using RagcSharp.Memory;

using ZstdSharp.Unsafe;

namespace RagcSharp.Encoding.Zstd.Parsing;

/// <summary>
/// Decodes a frame while its content is at hand. Decoding takes a twentieth of the time of parsing, so that of each thread's frames one in
/// <see cref="Interval"/> is checked; matches are compared with the content always (<see cref="SequenceCoder"/>). Thread-safe.
/// </summary>
internal static unsafe class FrameCheck
{
    private const int Chunk = 1 << 17;

    /// <summary>One frame in so many is checked; tests check all.</summary>
    public static int Interval { get; set; } = 4;

    /// <summary>Decodes a frame, piece by piece, and compares it.</summary>
    /// <exception cref="InvalidDataException">It holds something else than the content.</exception>
    public static void Compare(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> content)
    {
        using var piece = new NativeBuffer(Chunk, MemoryAccount.Contexts);
        var zstd = Methods.ZSTD_createDCtx();
        try
        {
            fixed (byte* start = frame)
            {
                var input = new ZSTD_inBuffer_s { src = start, size = (nuint)frame.Length };
                for (nuint left = 1; left != 0;)
                {
                    var output = new ZSTD_outBuffer_s { dst = piece.Start, size = Chunk };
                    nuint before = input.pos;
                    left = ZstdResult.Check(Methods.ZSTD_decompressStream(zstd, &output, &input));
                    var decoded = new ReadOnlySpan<byte>(piece.Start, (int)output.pos);
                    if (!content.StartsWith(decoded) || (left != 0 && decoded.IsEmpty && before == input.pos))
                        throw Fault(frame.Length);
                    content = content[decoded.Length..];
                }

                if (!content.IsEmpty || input.pos != input.size)
                    throw Fault(frame.Length);
            }
        }
        finally
        {
            _ = Methods.ZSTD_freeDCtx(zstd);
        }
    }

    private static InvalidDataException Fault(int length) =>
        new($"a frame of {length} bytes does not hold what was compressed; this is a fault of the program, please report it");
}
