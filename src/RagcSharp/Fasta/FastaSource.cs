namespace RagcSharp.Fasta;

/// <summary>Opens FASTA files: plain or gzip, told by their content; pipes as well as files. Each is opened once.</summary>
internal static class FastaSource
{
    private const int LongestMagic = 6;

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="IOException">It is missing, unreadable, or a directory.</exception>
    /// <exception cref="InvalidDataException">It is compressed by something else than gzip.</exception>
    public static FastaReader Open(string path) => new(OpenText(path), path);

    /// <summary>Opens a file's text, decompressed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">Told how many bytes are read of the file, as they are; null for nobody.</param>
    /// <inheritdoc cref="Open"/>
    public static Stream OpenText(string path, Action<int>? count = null)
    {
        CheckReadable(path);
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return ReadText(new NamedInput(file, path), path, count);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path}: permission denied", e);
        }
        catch (IOException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw NamedInput.Named(path, e);
        }
    }

    /// <summary>Reads a stream, which is disposed with the reader.</summary>
    public static FastaReader Read(Stream stream, string name) => new(ReadText(stream, name), name);

    /// <summary>The text of a stream, decompressed; the stream is disposed with it.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="count">Told how many bytes are read of the stream, as they are; null for nobody.</param>
    public static Stream ReadText(Stream stream, string name, Action<int>? count = null)
    {
        try
        {
            return Decompress(count is null ? stream : new CountedInput(stream, count), name);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>What can be told without opening the file, which a pipe would not survive.</summary>
    public static void CheckReadable(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"{path}: is a directory, a FASTA file was expected");
        if (!File.Exists(path))
            throw MissingFile.Error(path);
    }

    /// <summary>
    /// The sample that a file holds: its name without directory and last extension, then without any of <c>.fna .gz .fa .fasta</c> at its
    /// end, while something is left (algorithm page, section 1). C++ AGC knows these in lower case only.
    /// </summary>
    public static string SampleName(string path)
    {
        string name = Path.GetFileName(path);
        int dot = name.LastIndexOf('.');
        if (dot > 0)
            name = name[..dot];
        while (((string[])[".fna", ".gz", ".fa", ".fasta"]).FirstOrDefault(
            s => name.Length > s.Length && name.EndsWith(s, StringComparison.OrdinalIgnoreCase)) is { } suffix)
        {
            name = name[..^suffix.Length];
        }

        return name;
    }

    private static Stream Decompress(Stream stream, string name)
    {
        var head = new byte[LongestMagic];
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> magic = head.AsSpan(0, length);
        if (OtherCompression(magic) is { } other)
            throw new InvalidDataException($"{name}: is compressed by {other}; plain FASTA or gzip was expected");
        var whole = new ConcatenatedStream(new MemoryStream(head, 0, length), stream);
        return StartsWith(magic, 0x1F, 0x8B) ? new GzipInput(whole, name) : whole;
    }

    private static string? OtherCompression(ReadOnlySpan<byte> magic)
    {
        if (StartsWith(magic, 0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0))
            return "xz";
        if (StartsWith(magic, 0x28, 0xB5, 0x2F, 0xFD))
            return "zstd";
        if (StartsWith(magic, (byte)'B', (byte)'Z', (byte)'h'))
            return "bzip2";
        return StartsWith(magic, (byte)'P', (byte)'K', 3, 4) ? "zip" : null;
    }

    private static bool StartsWith(ReadOnlySpan<byte> bytes, params ReadOnlySpan<byte> magic) => bytes.StartsWith(magic);
}
