using System.Buffers;
using System.Text;

namespace RagcSharp.Cli;

/// <summary>
/// The lines of a file that a user has written: names, or regions. Plain or gzip, in UTF-8, read as they are asked for. Lines end in LF,
/// CR LF or CR.
/// </summary>
internal sealed class TextLines
{
    /// <summary>What names standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>The longest line, in bytes: what is longer is no list, and memory must not follow it.</summary>
    private const int MostLength = 1 << 20;

    private const byte LineFeed = (byte)'\n', CarriageReturn = (byte)'\r';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    // All but the tab, which BED has between fields.
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(letter => char.IsControl(letter) && letter != '\t')]);

    private readonly string _path;
    private readonly string _what;
    private readonly string _item;
    private readonly Action<InputWarning>? _warn;

    // What is read and not yet given out, and where it begins and ends.
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <param name="path">The file; - for standard input.</param>
    /// <param name="what">What is expected in it, as <c>a list of names</c>.</param>
    /// <param name="item">What is expected in a line of it, as <c>name</c>.</param>
    /// <param name="warn">Told if the file may be cut off.</param>
    public TextLines(string path, string what, string item, Action<InputWarning>? warn)
    {
        _path = path;
        _what = what;
        _item = item;
        _warn = warn;
        Name = path switch
        {
            StandardInput => "standard input",
            "" => "''",
            _ => path,
        };
    }

    /// <summary>What messages call the file.</summary>
    public string Name { get; }

    /// <summary>An error for a file in which there is nothing.</summary>
    public InvalidDataException Empty => new($"{Name}: no {_item} in it; {_what} was expected");

    /// <summary>The lines with something in them, of which there is at least one, each with its number, from 1. To be read once.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no text in UTF-8, or empty, or has a line of more than 1 MiB.</exception>
    public IEnumerable<(int Number, string Line)> Read()
    {
        using var text = Open();
        bool isEmpty = true;
        for (int number = 1; ReadLine(text, number) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            isEmpty = false;
            yield return (number, line);
        }

        if (isEmpty)
            throw Empty;
    }

    /// <summary>Where a line stands, for messages.</summary>
    public string At(int number) => $"{Name}: line {number}";

    private Stream Open()
    {
        if (_path == StandardInput)
            return Named(() => TextInput.Read(Console.OpenStandardInput(), Name, _what, _warn));
        return _path.Length > 0
            ? TextInput.Open(_path, _what, _warn)
            : throw new FileNotFoundException($"{Name}: no such file");
    }

    // Null at the end.
    private string? ReadLine(Stream text, int number)
    {
        int length = LengthOfLine(text, number, out int end);
        if (length + end == 0)
            return null;
        var bytes = _buffer.AsSpan(_start, length);
        _start += length + end;
        if (number == 1 && bytes.StartsWith(Strict.Preamble))
            bytes = bytes[Strict.Preamble.Length..];
        try
        {
            string line = Strict.GetString(bytes);
            return !line.AsSpan().ContainsAny(Controls)
                ? line
                : throw new InvalidDataException($"{At(number)}: control characters; text was expected, {_what}");
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"{At(number)}: is not UTF-8; {_what} was expected", e);
        }
    }

    // Has a whole line in the buffer. Tells its length, and that of what ends it.
    private int LengthOfLine(Stream text, int number, out int end)
    {
        for (int seen = 0; ;)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            int at = rest[seen..].IndexOfAny(LineFeed, CarriageReturn);
            int length = at < 0 ? rest.Length : seen + at;
            if (length > MostLength)
                throw new InvalidDataException($"{At(number)}: is longer than 1 MiB; {_what} was expected");
            // Behind a carriage return a line feed may follow.
            bool isWhole = at >= 0 && (rest[length] == LineFeed || length + 1 < rest.Length);
            if (isWhole || !Fill(text))
            {
                rest = _buffer.AsSpan(_start, _end - _start);
                end = length == rest.Length ? 0 : rest[length..].StartsWith("\r\n"u8) ? 2 : 1;
                return length;
            }

            seen = length;
        }
    }

    // Reads on; false at the end of the file.
    private bool Fill(Stream text)
    {
        if (_start > 0)
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        int read = Named(() => text.Read(_buffer, _end, _buffer.Length - _end));
        _end += read;
        return read > 0;
    }

    // What goes wrong with standard input has no name. To .NET a closed descriptor is one without permission; the system's own words are
    // behind that.
    private T Named<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UnauthorizedAccessException e) when (_path == StandardInput)
        {
            throw new IOException($"{Name}: {(e.InnerException ?? e).Message}", e);
        }
        catch (IOException e) when (_path == StandardInput)
        {
            throw new IOException($"{Name}: {e.Message}", e);
        }
    }
}
