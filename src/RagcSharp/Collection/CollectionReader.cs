using RagcSharp.Archive;
using RagcSharp.Encoding;
using RagcSharp.Encoding.Zstd;
using RagcSharp.Memory;

namespace RagcSharp.Collection;

/// <summary>
/// Reads which samples an archive holds, and batch by batch their contigs and segments, in any version of the format. Not thread-safe.
/// </summary>
internal abstract class CollectionReader(ArchiveReader archive) : IDisposable
{
    private readonly NativeBuffer _payload = new();
    private readonly NativeBuffer _content = new();

    protected delegate T PayloadParser<T>(ReadOnlySpan<byte> payload, ulong metadata);

    protected delegate T ContentParser<T>(ReadOnlySpan<byte> content);

    /// <summary>Names of all samples, in the order of the archive; the first one is the reference.</summary>
    public abstract IReadOnlyList<byte[]> SampleNames { get; }

    /// <summary>Samples in every batch but the last.</summary>
    public abstract int SamplesABatch { get; }

    /// <summary>The command lines that versions 1 and 2 keep, with dates.</summary>
    public virtual IReadOnlyList<(string Command, string Date)> CommandLines => [];

    protected ZstdContext Zstd { get; } = new();

    public static CollectionReader Open(ArchiveReader archive, Parameters parameters, int version) => version switch
    {
        1 => new CollectionReaderV1(archive),
        2 => new CollectionReaderV2(archive),
        _ => new CollectionReaderV3(archive, parameters),
    };

    /// <summary>All samples of a batch.</summary>
    /// <exception cref="InvalidDataException">The batch is missing or damaged.</exception>
    public abstract SampleRecord[] ReadBatch(int batch);

    public void Dispose()
    {
        Zstd.Dispose();
        _payload.Dispose();
        _content.Dispose();
    }

    /// <summary>Parses a part as it is; errors name it.</summary>
    protected T Read<T>(string stream, int part, PayloadParser<T> parse)
    {
        ulong metadata = archive.Read(stream, part, _payload);
        try
        {
            return parse(_payload.AsSpan(), metadata);
        }
        catch (InvalidDataException e)
        {
            throw archive.Broken($"stream {stream}, part {part}: {e.Message}", e);
        }
    }

    /// <summary>Parses a part that is one zstd frame, whose metadata is the length of its content.</summary>
    protected T ReadFrame<T>(string stream, int part, ContentParser<T> parse) => Read(stream, part, (payload, length) =>
    {
        _content.Clear();
        ZstdFrame.Decode(payload, length, Zstd, _content);
        return parse(_content.AsSpan());
    });

    /// <summary>Reads a count of things that take at least one byte each.</summary>
    protected static int Count(ReadOnlySpan<byte> content, ref int at)
    {
        uint count = PrefixVarint.Read(content, ref at);
        if (count > content.Length - at)
            throw new InvalidDataException($"{count} things in {content.Length - at} bytes");
        return (int)count;
    }

    /// <summary>Reads a text that ends in 00.</summary>
    protected static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> content, ref int at)
    {
        int length = content[at..].IndexOf((byte)0);
        if (length < 0)
            throw new InvalidDataException("a name without end");
        var text = content.Slice(at, length);
        at += length + 1;
        return text;
    }

    /// <summary>Reads the command lines at the end of the collection of versions 1 and 2.</summary>
    protected static (string Command, string Date)[] ReadCommandLines(ReadOnlySpan<byte> content, ref int at)
    {
        var lines = new (string, string)[Count(content, ref at)];
        for (int i = 0; i < lines.Length; i++)
        {
            string command = System.Text.Encoding.UTF8.GetString(Text(content, ref at));
            lines[i] = (command, System.Text.Encoding.UTF8.GetString(Text(content, ref at)));
        }

        return lines;
    }
}
