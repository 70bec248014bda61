using System.Buffers.Binary;

namespace RagcSharp.Archive;

/// <summary>A contig by its place: the number of its sample, and its number in that sample.</summary>
internal readonly record struct ContigPlace(int Sample, int Contig);

/// <summary>
/// How an archive was made, as far as later appends need it and the format has no place for it: stream <c>ragc-modes</c> (docs/format.md §7.2).
/// Immutable.
/// </summary>
/// <param name="IsAdaptive">Whether contigs without splitters got some of their own.</param>
/// <param name="IsConcatenated">Whether every contig was made a sample.</param>
/// <param name="FallbackFraction">The part of all k-mers that were fall-back minimizers; 0 for none.</param>
/// <param name="WithOwnSplitters">The contigs that got splitters of their own, in the order of the archive.</param>
internal sealed record RecordedModes(
    bool IsAdaptive, bool IsConcatenated, double FallbackFraction, IReadOnlyList<ContigPlace> WithOwnSplitters)
{
    private const byte Version = 1;

    private const byte AdaptiveFlag = 1, ConcatenatedFlag = 2;

    // Version, shape, flags, fraction.
    private const int ShapeAt = 1, FlagsAt = ShapeAt + sizeof(uint), FractionAt = FlagsAt + 1, HeadLength = FractionAt + sizeof(double);

    /// <summary>Whether there is anything that an archive without the stream would not have told.</summary>
    public bool IsWorthKeeping => IsAdaptive || IsConcatenated || FallbackFraction > 0 || WithOwnSplitters.Count > 0;

    /// <summary>The modes that this or another archive was made with; the contigs are those of this one.</summary>
    public RecordedModes With(RecordedModes other) => this with
    {
        IsAdaptive = IsAdaptive || other.IsAdaptive,
        IsConcatenated = IsConcatenated || other.IsConcatenated,
        FallbackFraction = Math.Max(FallbackFraction, other.FallbackFraction),
    };

    /// <summary>What an archive records; null where it records nothing, or another program has changed the archive since.</summary>
    /// <exception cref="InvalidDataException">The stream is damaged, or of a newer ragc-sharp.</exception>
    public static RecordedModes? Read(ArchiveReader archive)
    {
        if (!archive.Has(StreamNames.Modes))
            return null;
        var (shape, modes) = archive.Decode(StreamNames.Modes, (payload, _) => Decode(payload));
        return shape == StreamShape.Of(archive.Streams.Select(name => (name, archive.Parts(name)))) ? modes : null;
    }

    /// <summary>The payload. Metadata are 0.</summary>
    /// <param name="shape">The shape of the archive that it becomes a part of.</param>
    public byte[] Encode(uint shape)
    {
        var payload = new byte[HeadLength + Varint.MostBytes * (1 + 2 * WithOwnSplitters.Count)];
        payload[0] = Version;
        BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(ShapeAt), shape);
        payload[FlagsAt] = (byte)((IsAdaptive ? AdaptiveFlag : 0) | (IsConcatenated ? ConcatenatedFlag : 0));
        BinaryPrimitives.WriteDoubleLittleEndian(payload.AsSpan(FractionAt), FallbackFraction);
        int at = HeadLength;
        at += Varint.Write((ulong)WithOwnSplitters.Count, payload.AsSpan(at));
        int sample = 0, next = 0;
        foreach (var place in WithOwnSplitters)
        {
            if (place.Sample > sample)
                next = 0;
            at += Varint.Write((ulong)(place.Sample - sample), payload.AsSpan(at));
            at += Varint.Write((ulong)(place.Contig - next), payload.AsSpan(at));
            (sample, next) = (place.Sample, place.Contig + 1);
        }

        return payload[..at];
    }

    /// <summary>Reads a payload.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of a newer ragc-sharp.</exception>
    public static (uint Shape, RecordedModes Modes) Decode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length <= HeadLength)
            throw Broken($"{payload.Length} bytes, more than {HeadLength} expected");
        if (payload[0] != Version)
            throw Broken($"form {payload[0]}; this version knows {Version}");
        int flags = payload[FlagsAt];
        double fraction = BinaryPrimitives.ReadDoubleLittleEndian(payload[FractionAt..]);
        if (flags > (AdaptiveFlag | ConcatenatedFlag))
            throw Broken($"flags {flags}, at most {AdaptiveFlag | ConcatenatedFlag} expected");
        // Written so that NaN is refused.
        if (!(fraction >= CompressionOptions.MinFallbackFraction && fraction <= CompressionOptions.MaxFallbackFraction))
            throw Broken($"fraction {fraction} of fall-back minimizers");
        var modes = new RecordedModes(
            (flags & AdaptiveFlag) != 0, (flags & ConcatenatedFlag) != 0, fraction, DecodePlaces(payload, HeadLength));
        return (BinaryPrimitives.ReadUInt32LittleEndian(payload[ShapeAt..]), modes);
    }

    private static List<ContigPlace> DecodePlaces(ReadOnlySpan<byte> payload, int at)
    {
        var places = new List<ContigPlace>();
        ulong count = Varint.Read(payload, ref at);
        ulong sample = 0, next = 0;
        for (ulong i = 0; i < count; i++)
        {
            ulong samples = Varint.Read(payload, ref at), contigs = Varint.Read(payload, ref at);
            if (samples > 0)
                next = 0;
            if (samples > int.MaxValue - sample || contigs > int.MaxValue - next)
                throw Broken($"contig {i} of {count} has a number beyond 2^31");
            sample += samples;
            places.Add(new ContigPlace((int)sample, (int)(next + contigs)));
            next += contigs + 1;
        }

        if (at != payload.Length)
            throw Broken($"{payload.Length - at} bytes behind the last contig");
        return places;
    }

    private static InvalidDataException Broken(string what) => new($"stream {StreamNames.Modes}: {what}");
}
