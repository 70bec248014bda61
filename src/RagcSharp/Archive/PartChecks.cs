using System.Buffers.Binary;

using RagcSharp.Memory;

namespace RagcSharp.Archive;

/// <summary>
/// The checks of an archive: a CRC-32C for each part of all other streams, and one for the directory. See docs/format.md §7.1.
/// Immutable, so safe for any number of threads.
/// </summary>
internal sealed class PartChecks
{
    /// <summary>Bytes of a payload behind the checks of the parts: check of the directory, check of the payload, mark.</summary>
    public const int TailLength = 2 * sizeof(uint) + MarkLength;

    private const int MarkLength = 8;

    // The payload of the stream.
    private readonly byte[] _payload;

    private PartChecks(byte[] payload) => _payload = payload;

    private static ReadOnlySpan<byte> Mark => "ragc-crc"u8;

    /// <summary>Whether the checks themselves are as they were written.</summary>
    public bool AreIntact => NumberAt(_payload, SelfCheckAt) == Crc32C.Of(_payload.AsSpan(0, SelfCheckAt));

    private int SelfCheckAt => _payload.Length - MarkLength - sizeof(uint);

    /// <summary>Bytes of the payload, for a number of parts.</summary>
    public static long LengthFor(long parts) => parts * sizeof(uint) + TailLength;

    /// <summary>The payload.</summary>
    /// <param name="checks">The check of each part, in the order of the directory.</param>
    /// <param name="directory">The footer, with the size behind it.</param>
    /// <param name="payload">Replaced.</param>
    public static void Encode(IEnumerable<uint> checks, ReadOnlySpan<byte> directory, NativeBuffer payload)
    {
        payload.Clear();
        foreach (uint check in checks)
            AppendNumber(payload, check);
        AppendNumber(payload, Crc32C.Of(directory));
        AppendNumber(payload, Crc32C.Of(payload.AsSpan()));
        payload.Append(Mark);
    }

    /// <summary>
    /// Whether an archive has checks, by the bytes before its directory; nothing in the directory can hide them.
    /// </summary>
    /// <param name="tail">The last <see cref="TailLength"/> bytes before the directory.</param>
    /// <param name="directory">The footer, with the size behind it.</param>
    /// <exception cref="InvalidDataException">It has, and the directory is not the one that was written.</exception>
    public static bool AreBefore(ReadOnlySpan<byte> tail, ReadOnlySpan<byte> directory)
    {
        if (!tail.EndsWith(Mark))
            return false;
        CheckEqual(directory, NumberAt(tail, 0));
        return true;
    }

    /// <summary>The checks in a payload whose length and mark are as they should be.</summary>
    public static PartChecks Decode(byte[] payload) => new(payload);

    /// <summary>Checks a part: its metadata number, as it is stored, and its payload.</summary>
    /// <exception cref="InvalidDataException">They are not what was written.</exception>
    public void Check(int number, ReadOnlySpan<byte> part)
    {
        try
        {
            CheckEqual(part, NumberAt(_payload, number * sizeof(uint)));
        }
        catch (InvalidDataException e) when (!AreIntact)
        {
            throw new InvalidDataException($"{e.Message}; but stream {StreamNames.Checks} is damaged itself", e);
        }
    }

    private static void CheckEqual(ReadOnlySpan<byte> bytes, uint expected)
    {
        uint found = Crc32C.Of(bytes);
        if (found != expected)
            throw new InvalidDataException($"damaged: {bytes.Length} bytes with check {found:x8}, {expected:x8} was expected");
    }

    private static uint NumberAt(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static void AppendNumber(NativeBuffer target, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target.Room(sizeof(uint)), value);
        target.Advance(sizeof(uint));
    }
}
