using RagcSharp.Fasta.Bgzf;
using RagcSharp.Files;

namespace RagcSharp.Fasta;

/// <summary>Opens text: plain or gzip, told by its content; pipes as well as files. Each is opened once. Thread-safe.</summary>
/// <param name="expected">What the text should be, for messages.</param>
internal sealed class TextSource(string expected)
{
    private const int PeekLength = 1 << 17;

    /// <summary>Told of BGZF that may be cut off, by the thread that reads; null for nobody.</summary>
    public Action<InputWarning>? Warn { get; init; }

    /// <summary>Whether the content is taken as it is, whatever it looks like. Gzip is decompressed all the same.</summary>
    public bool TakesAnyBytes { get; init; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">Told how many bytes are read of the file, as they are; null for nobody.</param>
    /// <exception cref="IOException">It is missing, unreadable, or a directory.</exception>
    /// <exception cref="InvalidDataException">It is no text.</exception>
    public Stream Open(string path, Action<int>? count = null)
    {
        CheckReadable(path);
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return Read(new NamedInput(file, path), path, count);
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

    /// <summary>Reads a stream, which is disposed with the result.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="count">Told how many bytes are read of the stream, as they are; null for nobody.</param>
    /// <exception cref="InvalidDataException">It is no text.</exception>
    public Stream Read(Stream stream, string name, Action<int>? count = null)
    {
        var text = count is null ? stream : new CountedInput(stream, count);
        try
        {
            (text, byte[] head) = Peek(text);
            if (!head.AsSpan().StartsWith(ForeignContent.Gzip))
            {
                Check(head, name, "");
                return text;
            }

            bool hasEnd = !BgzfBlock.Begins(head);
            text = new GzipInput(text, name, hasEnd ? null : () => Warn?.Invoke(new InputWarning(InputWarningKind.EndMissing, name)));
            (text, head) = Peek(text);
            Check(head, name, " inside gzip");
            return text;
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>What can be told without opening the file, which a pipe would not survive.</summary>
    /// <exception cref="IOException">It is missing, or a directory.</exception>
    public void CheckReadable(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"{path}: is a directory, {expected} was expected");
        if (!File.Exists(path))
            throw MissingFile.Error(path);
    }

    private void Check(ReadOnlySpan<byte> head, string name, string where)
    {
        if (!TakesAnyBytes && ForeignContent.Of(head) is { } foreign)
            throw new InvalidDataException($"{name}: {foreign}{where}; {expected}, plain or gzip, was expected");
    }

    // The first bytes, and a stream that begins with them. As many are read as come at once: the sooner gzip turns out to be damaged, the
    // less is made of what it gives.
    private static (Stream Whole, byte[] Head) Peek(Stream stream)
    {
        var bytes = new byte[PeekLength];
        int length = stream.ReadAtLeast(bytes, ForeignContent.HeadLength, throwOnEndOfStream: false);
        return (new ConcatenatedStream(new MemoryStream(bytes, 0, length), stream), bytes[..Math.Min(length, ForeignContent.HeadLength)]);
    }
}
