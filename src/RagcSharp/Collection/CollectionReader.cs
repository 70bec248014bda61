using System.Text;

using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Zstd;

namespace RagcSharp.Collection;

/// <summary>
/// Reads which samples an archive holds, and batch by batch their contigs and segments, in any version of the format. Not thread-safe.
/// </summary>
internal abstract class CollectionReader(ArchiveReader archive) : IDisposable
{
    /// <summary>What a sample's name takes: here, in <see cref="SampleCatalog"/> as text and key, and in sorted lists of them.</summary>
    private const int BytesASample = 256, BytesAByteOfName = 4;

    /// <summary>Bytes that buffers keep between two parts.</summary>
    private const long MostKept = 1 << 20;

    private readonly NativeBuffer _payload = new();
    private readonly NativeBuffer _content = new();

    protected delegate T PayloadParser<T>(ReadOnlySpan<byte> payload, ulong metadata);

    protected delegate T ContentParser<T>(ReadOnlySpan<byte> content);

    /// <summary>Names of all samples, in the order of the archive; the first one is the reference.</summary>
    public abstract IReadOnlyList<byte[]> SampleNames { get; }

    /// <summary>Samples in every batch but the last.</summary>
    public abstract int SamplesABatch { get; }

    /// <summary>The command lines that versions 1 and 2 keep, with dates.</summary>
    public virtual IReadOnlyList<AgcCommandLine> CommandLines => [];

    protected ZstdContext Zstd { get; } = new();

    /// <summary>For what is kept as long as the archive is open. Batches are read within what it leaves.</summary>
    protected MemoryBudget Budget { get; } = new(archive.Length, "names and segments of samples");

    public static CollectionReader Open(ArchiveReader archive, Parameters parameters, int version) => version switch
    {
        1 => new CollectionReaderV1(archive),
        2 => new CollectionReaderV2(archive),
        _ => new CollectionReaderV3(archive, parameters),
    };

    /// <summary>All samples of a batch.</summary>
    /// <exception cref="InvalidDataException">The batch is missing or damaged.</exception>
    public abstract SampleRecord[] ReadBatch(int batch);

    /// <summary>The names of the contigs of all samples of a batch: quicker, where segments do not matter.</summary>
    /// <inheritdoc cref="ReadBatch"/>
    public abstract ContigNames[] ReadNames(int batch);

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
        finally
        {
            _payload.Clear(MostKept);
            _content.Clear(MostKept);
        }
    }

    /// <summary>Parses a part that is one zstd frame, whose metadata is the length of its content.</summary>
    protected T ReadFrame<T>(string stream, int part, MemoryBudget budget, ContentParser<T> parse) =>
        Read(stream, part, (payload, length) =>
        {
            Unzip(payload, length, budget, _content);
            return parse(_content.AsSpan());
        });

    /// <summary>Decodes a frame within a budget.</summary>
    protected void Unzip(ReadOnlySpan<byte> frame, ulong length, MemoryBudget budget, NativeBuffer content)
    {
        budget.Take((long)Math.Min(length, int.MaxValue));
        ZstdFrame.Decode(frame, length, Zstd, content);
    }

    /// <summary>Reads a count of things that take at least one byte each.</summary>
    protected static int Count(ReadOnlySpan<byte> content, ref int at)
    {
        uint count = PrefixVarint.Read(content, ref at);
        if (count > content.Length - at)
            throw new InvalidDataException($"{count} things in {content.Length - at} bytes");
        return (int)count;
    }

    /// <summary>Makes room for the names of samples.</summary>
    protected static byte[][] NewSampleNames(int count, MemoryBudget budget)
    {
        budget.Take(count, BytesASample);
        return new byte[count][];
    }

    /// <summary>Reads the name of a sample.</summary>
    protected static byte[] SampleName(ReadOnlySpan<byte> content, ref int at, MemoryBudget budget)
    {
        var name = Text(content, ref at);
        budget.Take(name.Length, BytesAByteOfName);
        return name.ToArray();
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
    protected static AgcCommandLine[] ReadCommandLines(ReadOnlySpan<byte> content, ref int at, MemoryBudget budget)
    {
        int count = Count(content, ref at);
        budget.Take(count, BytesASample);
        budget.Take(content.Length - at, BytesAByteOfName);
        var lines = new AgcCommandLine[count];
        for (int i = 0; i < lines.Length; i++)
        {
            string command = Encoding.UTF8.GetString(Text(content, ref at));
            lines[i] = new AgcCommandLine(command, Encoding.UTF8.GetString(Text(content, ref at)));
        }

        return lines;
    }
}
