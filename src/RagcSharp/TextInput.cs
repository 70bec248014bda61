using RagcSharp.Fasta;

namespace RagcSharp;

/// <summary>
/// Opens text that somebody hands in, as FASTA is opened: plain or gzip, told by its content; files and pipes. What is something else
/// (another compression, an archive of files, UTF-16) is refused by name, and gzip that is cut off, or followed by something else, is too.
/// </summary>
/// <remarks>The streams read forward only. Each is used by one thread at a time.</remarks>
public static class TextInput
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What it should hold, for messages: <c>a list of names</c>.</param>
    /// <param name="warn">
    /// Told of BGZF that may be cut off, when its end is read, on the thread that reads. What it throws comes out of the read. Null for
    /// nobody.
    /// </param>
    /// <exception cref="IOException">The file is missing, unreadable, or a directory. Reads may throw it, too.</exception>
    /// <exception cref="InvalidDataException">It is no text. Reads throw it for damaged gzip.</exception>
    public static Stream Open(string path, string expected, Action<InputWarning>? warn = null) =>
        new TextSource(expected) { Warn = warn }.Open(path);

    /// <summary>Reads a stream, which is disposed with the result.</summary>
    /// <param name="stream">The stream, from where it stands.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="expected">As for <see cref="Open"/>.</param>
    /// <param name="warn">As for <see cref="Open"/>.</param>
    /// <exception cref="InvalidDataException">It is no text. Reads throw it for damaged gzip.</exception>
    public static Stream Read(Stream stream, string name, string expected, Action<InputWarning>? warn = null) =>
        new TextSource(expected) { Warn = warn }.Read(stream, name);
}
