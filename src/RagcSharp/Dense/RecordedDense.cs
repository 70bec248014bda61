using System.Buffers.Binary;

using RagcSharp.Archive;

namespace RagcSharp.Dense;

/// <summary>
/// What adding samples to a dense archive needs to know of how it was made, besides what its references tell: stream <c>ragc-dense</c>.
/// Immutable.
/// </summary>
/// <param name="Settings">What it is made with.</param>
/// <param name="Rules">When matches are taken.</param>
/// <param name="OpenGroup">The number of the group that short new segments go to; 0 if there is none.</param>
/// <remarks>
/// The payload: a byte, 1, the form of it; the shape of the archive (<see cref="StreamShape"/>), 32 bits, by which a change by others is
/// noticed; a byte, the number of the rules; the size of groups, the length of packs and the open group, as varints.
/// </remarks>
internal sealed record RecordedDense(DenseSettings Settings, CodingRules Rules, int OpenGroup)
{
    private const byte Form = 1;
    private const int ShapeAt = 1, RulesAt = ShapeAt + sizeof(uint), HeadLength = RulesAt + 1;

    // What settings can be.
    private const int LeastGroupSize = 1 << 12, MostGroupSize = 1 << 16, LeastPackLength = 1 << 10, MostPackLength = 1 << 28;

    /// <summary>What an archive records; null where it is not dense, or another program has changed it since.</summary>
    /// <exception cref="InvalidDataException">The stream is damaged, or of a newer ragc-sharp.</exception>
    public static RecordedDense? Read(ArchiveReader archive)
    {
        if (!archive.Has(StreamNames.Dense))
            return null;
        var (shape, recorded) = archive.Decode(StreamNames.Dense, (payload, _) => Decode(payload));
        return shape == StreamShape.Of(archive.Streams.Select(name => (name, archive.Parts(name)))) ? recorded : null;
    }

    /// <summary>The payload. Metadata are 0.</summary>
    /// <param name="shape">The shape of the archive that it becomes a part of.</param>
    public byte[] Encode(uint shape)
    {
        var payload = new byte[HeadLength + 3 * Varint.MostBytes];
        payload[0] = Form;
        BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(ShapeAt), shape);
        payload[RulesAt] = Rules.Number;
        int at = HeadLength;
        foreach (int number in (ReadOnlySpan<int>)[Settings.GroupSize, Settings.PackLength, OpenGroup])
            at += Varint.Write((ulong)number, payload.AsSpan(at));
        return payload[..at];
    }

    /// <summary>Reads a payload.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of a newer ragc-sharp.</exception>
    public static (uint Shape, RecordedDense Recorded) Decode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < HeadLength)
            throw Broken($"{payload.Length} bytes, at least {HeadLength} expected");
        if (payload[0] != Form)
            throw Broken($"form {payload[0]}; this version knows {Form}");
        var rules = CodingRules.Of(payload[RulesAt]) ?? throw Broken($"rules {payload[RulesAt]}");
        int at = HeadLength;
        int groupSize = Number(payload, ref at, "group size", LeastGroupSize, MostGroupSize);
        int packLength = Number(payload, ref at, "length of packs", LeastPackLength, MostPackLength);
        int openGroup = Number(payload, ref at, "open group", 0, int.MaxValue);
        if (at != payload.Length)
            throw Broken($"{payload.Length - at} bytes behind the last number");
        if (openGroup is > 0 and < StreamNames.RawGroups)
            throw Broken($"open group {openGroup}, which is a raw one");
        return (BinaryPrimitives.ReadUInt32LittleEndian(payload[ShapeAt..]),
            new RecordedDense(new DenseSettings(groupSize, packLength), rules, openGroup));
    }

    private static int Number(ReadOnlySpan<byte> payload, ref int at, string what, int least, int most)
    {
        ulong number = Varint.Read(payload, ref at);
        return number >= (ulong)least && number <= (ulong)most
            ? (int)number
            : throw Broken($"{what} {number}, {least} to {most} is possible");
    }

    private static InvalidDataException Broken(string what) => new($"stream {StreamNames.Dense}: {what}");
}
