using System.IO.Compression;
using System.Text;

namespace RagcSharp.Cli;

/// <summary>The lines of a file that a user has written: names, or regions. Plain or gzip, in UTF-8.</summary>
internal sealed class TextLines
{
    /// <summary>What names standard input.</summary>
    public const string StandardInput = "-";

    private const byte GzipFirst = 0x1F, GzipSecond = 0x8B;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly string _path;
    private readonly string _what;

    /// <param name="path">The file; - for standard input.</param>
    /// <param name="what">What is expected in it, as <c>a list of names</c>.</param>
    public TextLines(string path, string what)
    {
        _path = path;
        _what = what;
        Name = path switch
        {
            StandardInput => "standard input",
            "" => "''",
            _ => path,
        };
    }

    /// <summary>What messages call the file.</summary>
    public string Name { get; }

    /// <summary>The lines with something in them, each with its number, from 1.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no text in UTF-8.</exception>
    public IEnumerable<(int Number, string Line)> Read()
    {
        using var reader = new StreamReader(Unzipped(ReadWhole()), Strict);
        int number = 0;
        while (ReadLine(reader, ++number) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return (number, line);
        }
    }

    /// <summary>Where a line stands, for messages.</summary>
    public string At(int number) => $"{Name}: line {number}";

    private string? ReadLine(StreamReader reader, int number)
    {
        try
        {
            string? line = reader.ReadLine();
            return line is null || !line.Any(letter => char.IsControl(letter) && letter != '\t')
                ? line
                : throw new InvalidDataException($"{At(number)}: control characters; text was expected, {_what}");
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"{At(number)}, or near it: is not UTF-8; {_what} was expected", e);
        }
        catch (InvalidDataException e) when (reader.BaseStream is GZipStream && !e.Message.StartsWith(Name, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{Name}: damaged gzip: {e.Message}", e);
        }
    }

    // Whole, so that a pipe can be looked at before it is unzipped.
    private MemoryStream ReadWhole()
    {
        try
        {
            using var file = _path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(_path);
            var content = new MemoryStream();
            file.CopyTo(content);
            content.Position = 0;
            return content;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new FileNotFoundException($"{Name}: no such file", e);
        }
        catch (UnauthorizedAccessException e)
        {
            // To .NET a closed descriptor is one without permission; the system's own words are behind that.
            string wrong = _path == StandardInput ? (e.InnerException ?? e).Message
                : Directory.Exists(_path) ? $"is a directory, {_what} was expected"
                : "permission denied";
            throw new IOException($"{Name}: {wrong}", e);
        }
        catch (IOException e) when (_path == StandardInput)
        {
            throw new IOException($"{Name}: {e.Message}", e);
        }
    }

    private static Stream Unzipped(MemoryStream content) =>
        content.GetBuffer().AsSpan(0, (int)content.Length) is [GzipFirst, GzipSecond, ..]
            ? new GZipStream(content, CompressionMode.Decompress)
            : content;
}
