using System.Buffers.Binary;

using Microsoft.Win32.SafeHandles;

using RagcSharp.Memory;

namespace RagcSharp.Archive;

/// <summary>Makes something of a part.</summary>
internal delegate T PartDecoder<T>(ReadOnlySpan<byte> payload, ulong metadata);

/// <summary>
/// The container of an archive: finds streams by name and reads their parts, without reading the rest of the file. Safe for any
/// number of threads.
/// </summary>
internal sealed class ArchiveReader : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly long _directory;
    private readonly Dictionary<string, Part[]> _streams = [];
    private readonly List<string> _names = [];

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no archive, or is cut off.</exception>
    public ArchiveReader(string path)
    {
        Path = path;
        _file = Open(path);
        try
        {
            Length = GetLength();
            _directory = ReadDirectory();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public string Path { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Names of the streams, in the order of their ids.</summary>
    public IReadOnlyList<string> Streams => _names;

    /// <summary>The parts of a stream; none when there is no such stream.</summary>
    public IReadOnlyList<Part> Parts(string stream) => _streams.TryGetValue(stream, out var parts) ? parts : [];

    public bool Has(string stream) => _streams.ContainsKey(stream);

    /// <summary>Replaces <paramref name="payload"/> by that of a part and returns the part's metadata.</summary>
    /// <exception cref="InvalidDataException">There is no such part.</exception>
    public ulong Read(string stream, int part, NativeBuffer payload)
    {
        var parts = Parts(stream);
        if (part < 0 || part >= parts.Count)
            throw Broken($"stream {stream} has {parts.Count} parts, part {part} was asked for");
        var (offset, size) = parts[part];
        payload.Clear();
        if (size == 0)
            return 0;
        int head = (int)Math.Min(Varint.MostBytes, _directory - offset);
        payload.SetLength(Math.Min(head + size, _directory - offset));
        ReadExactly(offset, payload.AsSpan());
        int at = 0;
        ulong metadata;
        try
        {
            metadata = Varint.Read(payload.AsSpan(), ref at);
        }
        catch (InvalidDataException e)
        {
            throw Broken($"stream {stream}, part {part}: metadata: {e.Message}", e);
        }

        if (at + size > payload.Length)
            throw Broken($"stream {stream}, part {part}: {size} bytes, the directory begins after {payload.Length - at}");
        payload.AsSpan(at, (int)size).CopyTo(payload.AsSpan());
        payload.SetLength(size);
        return metadata;
    }

    /// <summary>Decodes the only part of a stream; errors name it.</summary>
    public T Decode<T>(string stream, PartDecoder<T> decode)
    {
        using var payload = new NativeBuffer();
        ulong metadata = Read(stream, 0, payload);
        try
        {
            return decode(payload.AsSpan(), metadata);
        }
        catch (InvalidDataException e)
        {
            throw Broken(e.Message, e);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>An exception that names the file, once.</summary>
    public InvalidDataException Broken(string what, Exception? inner = null) =>
        new($"{Path}: {what.Replace($"{Path}: ", "", StringComparison.Ordinal)}", inner);

    private long GetLength()
    {
        try
        {
            return RandomAccess.GetLength(_file);
        }
        catch (NotSupportedException e)
        {
            throw new IOException($"{Path}: is a pipe; an archive is read here and there, so it must be a file", e);
        }
    }

    private static SafeFileHandle Open(string path)
    {
        if (path.Length == 0)
            throw new FileNotFoundException("'': no such file");
        if (Directory.Exists(path))
            throw new IOException($"{path}: is a directory, an AGC archive was expected");
        try
        {
            return File.OpenHandle(path, options: FileOptions.RandomAccess);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"{path}: no such file", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path}: permission denied", e);
        }
    }

    // Reads the footer and returns where it begins.
    private long ReadDirectory()
    {
        if (Length < sizeof(ulong) + 1)
            throw Broken($"not an AGC archive: {Length} bytes");
        Span<byte> tail = stackalloc byte[sizeof(ulong)];
        ReadExactly(Length - sizeof(ulong), tail);
        long size = BinaryPrimitives.ReadInt64LittleEndian(tail);
        if (size <= 0 || size > Math.Min(Length - sizeof(ulong), int.MaxValue - 64))
            throw Broken("not an AGC archive, or its end is missing");
        using var footer = new NativeBuffer();
        footer.SetLength(size);
        long start = Length - sizeof(ulong) - size;
        ReadExactly(start, footer.AsSpan());
        try
        {
            ReadStreams(footer.AsSpan(), start);
        }
        catch (InvalidDataException e)
        {
            throw Broken($"not an AGC archive, or damaged: directory: {e.Message}", e);
        }

        return start;
    }

    private void ReadStreams(ReadOnlySpan<byte> footer, long end)
    {
        int at = 0;
        ulong count = Varint.Read(footer, ref at);
        for (ulong i = 0; i < count; i++)
        {
            int length = footer[at..].IndexOf((byte)0);
            if (length < 0)
                throw new InvalidDataException("a stream name without end");
            string name = System.Text.Encoding.UTF8.GetString(footer.Slice(at, length));
            at += length + 1;
            ulong parts = Varint.Read(footer, ref at);
            _ = Varint.Read(footer, ref at);
            // A part takes at least two bytes here: no memory for more than the footer can hold.
            if (parts > (ulong)(footer.Length - at) / 2)
                throw new InvalidDataException($"stream {name}: {parts} parts in {footer.Length - at} bytes");
            if (!_streams.TryAdd(name, ReadParts(name, (int)parts, footer, ref at, end)))
                throw new InvalidDataException($"two streams named {name}");
            _names.Add(name);
        }

        if (at != footer.Length)
            throw new InvalidDataException($"{footer.Length - at} bytes behind the last stream");
    }

    private static Part[] ReadParts(string name, int count, ReadOnlySpan<byte> footer, ref int at, long end)
    {
        var parts = new Part[count];
        for (int i = 0; i < count; i++)
        {
            ulong offset = Varint.Read(footer, ref at), size = Varint.Read(footer, ref at);
            if (offset >= (ulong)end || size > (ulong)end - offset || size > int.MaxValue - 64)
                throw new InvalidDataException($"stream {name}, part {i}: {size} bytes at {offset}, the parts end at {end}");
            parts[i] = new Part((long)offset, (long)size);
        }

        return parts;
    }

    private void ReadExactly(long offset, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            int read = RandomAccess.Read(_file, target, offset);
            if (read == 0)
                throw Broken($"ends at {offset}, more was expected");
            target = target[read..];
            offset += read;
        }
    }
}
