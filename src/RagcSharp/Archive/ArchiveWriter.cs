using System.Buffers.Binary;

using RagcSharp.Memory;

namespace RagcSharp.Archive;

/// <summary>
/// Appends parts to the streams of an archive and closes it with the footer (format page, section 1). Writes forward only, so
/// that pipes will do. Used by one thread at a time; does not own the file.
/// </summary>
internal sealed class ArchiveWriter(Stream file)
{
    private readonly List<List<Part>> _streams = [];
    private readonly List<List<uint>> _checks = [];
    private readonly List<long> _sizes = [];

    /// <summary>Bytes written so far.</summary>
    public long Length { get; private set; }

    /// <summary>Parts written so far.</summary>
    public long Parts { get; private set; }

    /// <summary>Parts of a stream so far.</summary>
    public int PartsOf(int stream) => stream < _streams.Count ? _streams[stream].Count : 0;

    /// <summary>Bytes that a stream takes so far, numbers before payloads included.</summary>
    public long SizeOf(int stream) => stream < _sizes.Count ? _sizes[stream] : 0;

    /// <summary>Appends a part to the stream of an id.</summary>
    public void Append(int stream, ulong metadata, ReadOnlySpan<byte> payload)
    {
        while (_streams.Count <= stream)
        {
            _streams.Add([]);
            _checks.Add([]);
            _sizes.Add(0);
        }

        _streams[stream].Add(new Part(Length, payload.Length));
        Span<byte> number = stackalloc byte[Varint.MostBytes];
        Parts++;
        number = number[..Varint.Write(metadata, number)];
        _checks[stream].Add(Crc32C.Of(payload, Crc32C.Of(number)));
        long start = Length;
        Write(number);
        Write(payload);
        _sizes[stream] += Length - start;
    }

    /// <summary>
    /// Writes the footer, with the streams' names in the order of their ids. Nothing may be appended afterwards.
    /// </summary>
    /// <param name="names">The names.</param>
    /// <param name="withChecks">Whether a stream with the checks of all parts is added, see <see cref="PartChecks"/>.</param>
    public void Finish(IReadOnlyList<string> names, bool withChecks = false)
    {
        using NativeBuffer footer = new(), checks = new();
        AppendNumber(footer, (ulong)(names.Count + (withChecks ? 1 : 0)));
        for (int stream = 0; stream < names.Count; stream++)
            AppendStream(footer, names[stream], stream < _streams.Count ? _streams[stream] : []);
        // The directory tells where its own check lies; that is known before there is one.
        if (withChecks)
            AppendStream(footer, StreamNames.Checks, [new Part(Length, PartChecks.LengthFor(_checks.Sum(stream => (long)stream.Count)))]);
        long size = footer.Length;
        BinaryPrimitives.WriteInt64LittleEndian(footer.Room(sizeof(ulong)), size);
        footer.Advance(sizeof(ulong));
        if (withChecks)
        {
            PartChecks.Encode(_checks.SelectMany(stream => stream), footer.AsSpan(), checks);
            // Metadata 0.
            Write([0]);
            Write(checks.AsSpan());
        }

        Write(footer.AsSpan());
    }

    private static void AppendStream(NativeBuffer footer, string name, List<Part> parts)
    {
        footer.Append(System.Text.Encoding.UTF8.GetBytes(name));
        footer.Append(0);
        AppendNumber(footer, (ulong)parts.Count);
        AppendNumber(footer, 0);
        foreach (var part in parts)
        {
            AppendNumber(footer, (ulong)part.Offset);
            AppendNumber(footer, (ulong)part.Size);
        }
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
}
