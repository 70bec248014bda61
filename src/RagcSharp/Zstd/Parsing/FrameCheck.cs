using RagcSharp.Memory;

namespace RagcSharp.Zstd.Parsing;

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
        fixed (byte* start = frame)
        {
            using var stream = new ZstdStream(start, frame.Length);
            var room = piece.Room(Chunk);
            for (int read; (read = stream.Read(room)) > 0; content = content[read..])
            {
                if (!content.StartsWith(room[..read]))
                    throw Fault(frame.Length);
            }
        }

        if (!content.IsEmpty)
            throw Fault(frame.Length);
    }

    private static InvalidDataException Fault(int length) =>
        new($"a frame of {length} bytes does not hold what was compressed; this is a fault of the program, please report it");
}
