using System.Buffers.Binary;
using System.Text;

using RagcSharp.Memory;

namespace RagcSharp.Archive;

/// <summary>
/// Appends parts to the streams of an archive and closes it with the footer (docs/format.md §1.1). Writes forward only, so
/// that pipes will do. Used by one thread at a time; does not own the file.
/// </summary>
/// <remarks>
/// The ids of streams count from 0; those of our own streams are −1, −2, … while parts are appended, and follow all others in the footer:
/// C++ AGC relies on the places of some of its streams, and how many there will be is known at the end only.
/// </remarks>
internal sealed class ArchiveWriter(Stream file)
{
    private readonly List<StreamParts> _streams = [];
    private readonly List<StreamParts> _ownStreams = [];

    /// <summary>Bytes written so far.</summary>
    public long Length { get; private set; }

    /// <summary>Parts written so far.</summary>
    public long Parts { get; private set; }

    /// <summary>Parts of a stream so far.</summary>
    public int PartsOf(int stream) => Find(stream)?.Parts.Count ?? 0;

    /// <summary>Bytes that a stream takes so far, numbers before payloads included.</summary>
    public long SizeOf(int stream) => Find(stream)?.Bytes ?? 0;

    /// <summary>The shape of the streams so far (see <see cref="StreamShape"/>), with their names in the order of their ids.</summary>
    public uint ShapeOf(IEnumerable<string> names) =>
        StreamShape.Of(names.Select((name, id) => (name, (IReadOnlyList<Part>)(Find(id)?.Parts ?? []))));

    /// <summary>Appends a part to the stream of an id.</summary>
    public void Append(int stream, ulong metadata, ReadOnlySpan<byte> payload)
    {
        var (streams, place) = Place(stream);
        while (streams.Count <= place)
            streams.Add(new StreamParts());
        streams[place].Parts.Add(new Part(Length, payload.Length));
        Span<byte> number = stackalloc byte[Varint.MostBytes];
        Parts++;
        number = number[..Varint.Write(metadata, number)];
        streams[place].Checks.Add(Crc32C.Of(payload, Crc32C.Of(number)));
        long start = Length;
        Write(number);
        Write(payload);
        streams[place].Bytes += Length - start;
    }

    /// <summary>
    /// Writes the footer, with the streams' names in the order of their ids, and those of our own behind them. Nothing may be appended
    /// afterwards.
    /// </summary>
    /// <param name="names">The names.</param>
    /// <param name="ownNames">Names of our own streams, in the order of their ids.</param>
    /// <param name="withChecks">Whether a stream with the checks of all parts is added, see <see cref="PartChecks"/>.</param>
    public void Finish(IReadOnlyList<string> names, IReadOnlyList<string>? ownNames = null, bool withChecks = false)
    {
        using NativeBuffer footer = new(), checks = new();
        StreamParts[] streams =
            [.. names.Select((_, id) => Find(id) ?? new StreamParts()), .. (ownNames ?? []).Select((_, own) => Find(~own) ?? new StreamParts())];
        AppendNumber(footer, (ulong)(streams.Length + (withChecks ? 1 : 0)));
        foreach (var (name, stream) in names.Concat(ownNames ?? []).Zip(streams))
            AppendStream(footer, name, stream.Parts);
        // The directory tells where its own check lies; that is known before there is one.
        if (withChecks)
            AppendStream(footer, StreamNames.Checks, [new Part(Length, PartChecks.LengthFor(streams.Sum(stream => (long)stream.Parts.Count)))]);
        long size = footer.Length;
        BinaryPrimitives.WriteInt64LittleEndian(footer.Room(sizeof(ulong)), size);
        footer.Advance(sizeof(ulong));
        if (withChecks)
        {
            PartChecks.Encode(streams.SelectMany(stream => stream.Checks), footer.AsSpan(), checks);
            // Metadata 0.
            Write([0]);
            Write(checks.AsSpan());
        }

        Write(footer.AsSpan());
    }

    private static void AppendStream(NativeBuffer footer, string name, List<Part> parts)
    {
        footer.Append(Encoding.UTF8.GetBytes(name));
        footer.Append(0);
        AppendNumber(footer, (ulong)parts.Count);
        AppendNumber(footer, 0);
        foreach (var part in parts)
        {
            AppendNumber(footer, (ulong)part.Offset);
            AppendNumber(footer, (ulong)part.Size);
        }
    }

    // A list of streams, and the place in it.
    private (List<StreamParts> Streams, int Place) Place(int stream) => stream < 0 ? (_ownStreams, ~stream) : (_streams, stream);

    private StreamParts? Find(int stream)
    {
        var (streams, place) = Place(stream);
        return place < streams.Count ? streams[place] : null;
    }

    private static void AppendNumber(NativeBuffer target, ulong value)
    {
        int length = Varint.Write(value, target.Room(Varint.MostBytes));
        target.Advance(length);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        Length += bytes.Length;
    }

    /// <summary>The parts of a stream, and the bytes that they take.</summary>
    private sealed class StreamParts
    {
        public List<Part> Parts { get; } = [];

        /// <summary>The check of each part.</summary>
        public List<uint> Checks { get; } = [];

        public long Bytes { get; set; }
    }
}
