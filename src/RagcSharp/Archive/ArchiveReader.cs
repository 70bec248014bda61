using System.Buffers.Binary;

using Microsoft.Win32.SafeHandles;

using RagcSharp.Files;
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
    private readonly ArchiveSource _source;
    private readonly StreamDirectory _streams;
    private readonly PartChecks? _checks;

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no archive, or is cut off.</exception>
    public ArchiveReader(string path)
        : this(Open(path), path)
    {
    }

    /// <summary>Reads a file that is open, and owns the handle from now on.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">What errors call it.</param>
    /// <inheritdoc cref="ArchiveReader(string)"/>
    public ArchiveReader(SafeFileHandle file, string path)
        : this(ArchiveSource.Of(file), path)
    {
    }

    /// <summary>Reads a source, and owns it from now on.</summary>
    /// <param name="source">The source.</param>
    /// <param name="path">What errors call it.</param>
    /// <inheritdoc cref="ArchiveReader(string)"/>
    public ArchiveReader(ArchiveSource source, string path)
    {
        Path = path;
        _source = source;
        try
        {
            Length = GetLength();
            (_streams, _checks) = ReadDirectory();
        }
        catch
        {
            _source.Dispose();
            throw;
        }
    }

    /// <summary>Another reader of the same bytes, good as long as this one is.</summary>
    public ArchiveReader Reopen() => new(_source.Lend(), Path);

    public string Path { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Where the directory begins: the end of the parts.</summary>
    public long PartsEnd { get; private set; }

    /// <summary>Whether there is a check for each part. Then all that is read is checked.</summary>
    public bool HasChecks => _checks is not null;

    /// <summary>Whether the checks, if there are any, are as they were written; the parts may be intact all the same.</summary>
    public bool AreChecksIntact => _checks?.AreIntact ?? true;

    /// <summary>Names of the streams, in the order of their ids.</summary>
    public IReadOnlyList<string> Streams => new StreamNameList(_streams);

    /// <summary>The parts of a stream; none when there is no such stream.</summary>
    public IReadOnlyList<Part> Parts(string stream) => _streams.Find(stream) is >= 0 and var found ? _streams.PartsOf(found) : Array.Empty<Part>();

    public bool Has(string stream) => _streams.Find(stream) >= 0;

    /// <summary>Replaces <paramref name="payload"/> by that of a part and returns the part's metadata.</summary>
    /// <exception cref="InvalidDataException">There is no such part, or it does not agree with its check.</exception>
    public ulong Read(string stream, int part, NativeBuffer payload)
    {
        // Of a part of no bytes not even the metadata are read (docs/format.md §1.1).
        if (PartOf(stream, part).Size > 0)
            return ReadWhole(stream, part, payload, out _);
        payload.Clear();
        return 0;
    }

    /// <summary>Reads a part with its metadata, also one of no bytes.</summary>
    /// <param name="stream">Name of the stream.</param>
    /// <param name="part">Number of the part.</param>
    /// <param name="payload">Replaced by the part's.</param>
    /// <param name="length">Bytes that the part takes in the file, metadata included.</param>
    /// <exception cref="InvalidDataException">There is no such part, or it does not agree with its check.</exception>
    public ulong ReadWhole(string stream, int part, NativeBuffer payload, out long length)
    {
        var (offset, size) = PartOf(stream, part);
        int head = (int)Math.Min(Varint.MostBytes, PartsEnd - offset);
        payload.SetLength(Math.Min(head + size, PartsEnd - offset));
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

        length = at + size;
        if (length > payload.Length)
            throw Broken($"stream {stream}, part {part}: {size} bytes, the directory begins after {payload.Length - at}");
        Check(stream, part, payload.AsSpan(0, (int)length));
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

    public void Dispose() => _source.Dispose();

    /// <summary>An exception that names the file, once.</summary>
    public InvalidDataException Broken(string what, Exception? inner = null) =>
        new($"{Path}: {what.Replace($"{Path}: ", "", StringComparison.Ordinal)}", inner);

    private Part PartOf(string stream, int part)
    {
        var parts = Parts(stream);
        return part >= 0 && part < parts.Count
            ? parts[part]
            : throw Broken($"stream {stream} has {parts.Count} parts, part {part} was asked for");
    }

    // The checks have none but their own.
    private void Check(string stream, int part, ReadOnlySpan<byte> bytes)
    {
        if (_checks is null || stream == StreamNames.Checks)
            return;
        try
        {
            _checks.Check(_streams.FirstPartOf(_streams.Find(stream)) + part, bytes);
        }
        catch (InvalidDataException e)
        {
            throw Broken($"stream {stream}, part {part}: {e.Message}", e);
        }
    }

    private long GetLength()
    {
        try
        {
            return _source.Length;
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
            throw MissingFile.Error(path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path}: permission denied", e);
        }
    }

    // Reads the footer.
    private (StreamDirectory Streams, PartChecks? Checks) ReadDirectory()
    {
        if (Length < sizeof(ulong) + 1)
            throw Broken($"not an AGC archive: {Length} bytes");
        Span<byte> tail = stackalloc byte[sizeof(ulong)];
        ReadExactly(Length - sizeof(ulong), tail);
        long size = BinaryPrimitives.ReadInt64LittleEndian(tail);
        if (size <= 0 || size > Math.Min(Length - sizeof(ulong), int.MaxValue - 64))
            throw Broken("not an AGC archive, or its end is missing");
        using var footer = new NativeBuffer();
        PartsEnd = Length - sizeof(ulong) - size;
        footer.SetLength(Length - PartsEnd);
        ReadExactly(PartsEnd, footer.AsSpan());
        try
        {
            bool hasChecks = HasChecksBefore(PartsEnd, footer.AsSpan());
            var streams = new StreamDirectory(footer.AsSpan(0, (int)size), PartsEnd);
            return (streams, ReadChecks(streams, hasChecks));
        }
        catch (InvalidDataException e)
        {
            throw Broken($"not an AGC archive, or damaged: directory: {e.Message}", e);
        }
    }

    private bool HasChecksBefore(long start, ReadOnlySpan<byte> directory)
    {
        Span<byte> tail = stackalloc byte[PartChecks.TailLength];
        if (start < tail.Length)
            return false;
        ReadExactly(start - tail.Length, tail);
        return PartChecks.AreBefore(tail, directory);
    }

    private PartChecks? ReadChecks(StreamDirectory streams, bool areExpected)
    {
        int stream = streams.Find(StreamNames.Checks);
        if (areExpected != stream >= 0)
        {
            string wrong = areExpected ? "is missing" : "does not end where the directory begins";
            throw new InvalidDataException($"stream {StreamNames.Checks} {wrong}");
        }

        if (!areExpected)
            return null;
        long parts = streams.FirstPartOf(stream);
        if (streams.PartsOf(stream) is not [var (offset, size)])
            throw new InvalidDataException($"stream {StreamNames.Checks} has {streams.PartsOf(stream).Count} parts, one was expected");
        if (stream != streams.Count - 1 || size != PartChecks.LengthFor(parts) || offset + 1 + size != PartsEnd)
            throw new InvalidDataException($"stream {StreamNames.Checks}: {size} bytes at {offset} are not the checks of {parts} parts");
        Span<byte> metadata = stackalloc byte[1];
        ReadExactly(offset, metadata);
        if (metadata[0] != 0)
            throw new InvalidDataException($"stream {StreamNames.Checks}: metadata of {metadata[0]} bytes, none were expected");
        var payload = new byte[size];
        ReadExactly(offset + 1, payload);
        return PartChecks.Decode(payload);
    }

    private void ReadExactly(long offset, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            int read = _source.Read(target, offset);
            if (read == 0)
                throw Broken($"ends at {offset}, more was expected");
            target = target[read..];
            offset += read;
        }
    }
}
