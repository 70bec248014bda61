using System.Buffers;
using System.IO.Pipelines;

using CommunityToolkit.HighPerformance.Buffers;

using RagcSharp.Memory;

namespace RagcSharp.Fasta;

/// <summary>
/// Reads the records of a FASTA file one by one. Refuses everything that would not come back whole from an archive, and says
/// where it is. Used by one thread.
/// </summary>
internal sealed class FastaReader : IDisposable
{
    private const byte HeaderMark = (byte)'>', LineEnd = (byte)'\n', CarriageReturn = (byte)'\r';
    private const int BufferSize = 1 << 17;

    private readonly string _file;
    private readonly PipeReader _input;

    // What is left of the pipe's buffer, once there is one.
    private ReadOnlySequence<byte> _unread;
    private bool _hasBuffer;
    private bool _isAtEnd;
    private long _line;
    private long _headerLine;
    private bool _isInRecord;

    /// <param name="stream">The decompressed file; disposed with the reader.</param>
    /// <param name="file">Its name, for messages.</param>
    public FastaReader(Stream stream, string file)
    {
        _file = file;
        _input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferSize));
    }

    /// <summary>The next record, or null at the end of the file.</summary>
    /// <exception cref="InvalidDataException">The file is no FASTA file, or holds what an archive cannot.</exception>
    public FastaRecord? Read()
    {
        if (!_isInRecord && !SkipToFirstRecord())
            return null;
        byte[]? header = ReadHeader();
        if (header is null)
            return null;
        var symbols = new NativeBuffer(account: MemoryAccount.Queue);
        try
        {
            ReadSequence(symbols);
            return new FastaRecord(header, symbols);
        }
        catch
        {
            symbols.Dispose();
            throw;
        }
    }

    public void Dispose() => _input.Complete();

    // Passes over blank lines; the next byte is then the mark of a record.
    private bool SkipToFirstRecord()
    {
        _isInRecord = true;
        while (Peek(out byte first))
        {
            if (first == HeaderMark)
                return true;
            using var line = new ArrayPoolBufferWriter<byte>();
            _line++;
            _ = ReadLine(line);
            if (first == '@')
                throw Broken("begins with @: this is FASTQ, FASTA was expected");
            if (first == 0xEF && line.WrittenSpan.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
                throw Broken("begins with a byte order mark, plain text was expected");
            if (line.WrittenSpan.ContainsAnyExcept(" \t\r\v\f"u8))
                throw Broken("text before the first '>'");
        }

        throw new InvalidDataException(_line == 0 ? $"{_file}: is empty" : $"{_file}: holds no record, only blank lines");
    }

    private byte[]? ReadHeader()
    {
        using var line = new ArrayPoolBufferWriter<byte>();
        if (!Peek(out _))
            return null;
        _headerLine = ++_line;
        _ = ReadLine(line);
        var header = line.WrittenSpan[1..];
        if (header.EndsWith([CarriageReturn]))
            header = header[..^1];
        if (!header.ContainsAnyExcept(" \t\r\v\f"u8))
            throw Broken("a header without a name");
        int bad = header.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (bad >= 0)
            throw Broken($"byte 0x{header[bad]:x2} in a header; only ASCII can be kept");
        if (header.Contains((byte)0))
            throw Broken("byte 0x00 in a header, which an archive cannot hold");
        if (header.Contains(CarriageReturn))
            throw Broken("a carriage return within a header; lines must end in LF or CR LF");
        return header.ToArray();
    }

    // Takes in lines up to the next one that begins with the mark of a record.
    private void ReadSequence(NativeBuffer symbols)
    {
        bool isLineStart = true;
        while (Fill())
        {
            var span = _unread.FirstSpan;
            if (isLineStart && span[0] == HeaderMark)
                return;
            if (isLineStart)
                _line++;
            int end = span.IndexOf(LineEnd);
            AppendSymbols(end < 0 ? span : span[..end], symbols);
            _unread = _unread.Slice(end < 0 ? span.Length : end + 1);
            isLineStart = end >= 0;
        }
    }

    private void AppendSymbols(ReadOnlySpan<byte> letters, NativeBuffer symbols)
    {
        if (letters.EndsWith([CarriageReturn]))
            letters = letters[..^1];
        if (Symbols.TryEncode(letters, symbols.Room(letters.Length)))
        {
            symbols.Advance(letters.Length);
            return;
        }

        foreach (byte letter in letters)
        {
            int code = Symbols.Encode(letter);
            if (code >= 0)
                symbols.Append((byte)code);
            else if (!IsWhiteSpace(letter))
                throw Broken($"{Describe(letter)} at symbol {symbols.Length + 1} of the record; {Letters()} are possible");
        }
    }

    private static bool IsWhiteSpace(byte b) => b is (byte)' ' or >= (byte)'\t' and <= (byte)'\r';

    private static string Letters() => System.Text.Encoding.ASCII.GetString(Symbols.Letters);

    private static string Describe(byte b) => b is > 32 and < 127 ? $"'{(char)b}'" : $"byte 0x{b:x2}";

    private bool Peek(out byte first)
    {
        first = Fill() ? _unread.FirstSpan[0] : (byte)0;
        return !_unread.IsEmpty;
    }

    // Reads up to and without the next line end; false when the file ended before it.
    private bool ReadLine(ArrayPoolBufferWriter<byte> line)
    {
        while (Fill())
        {
            var span = _unread.FirstSpan;
            int end = span.IndexOf(LineEnd);
            line.Write(end < 0 ? span : span[..end]);
            _unread = _unread.Slice(end < 0 ? span.Length : end + 1);
            if (end >= 0)
                return true;
        }

        return false;
    }

    // Makes sure that the unread part is not empty; false at the end of the file.
    private bool Fill()
    {
        while (_unread.IsEmpty && !_isAtEnd)
        {
            if (_hasBuffer)
                _input.AdvanceTo(_unread.End);
            var read = ReadInput();
            _hasBuffer = true;
            _unread = read.Buffer;
            _isAtEnd = read.IsCompleted && read.Buffer.IsEmpty;
        }

        return !_unread.IsEmpty;
    }

    // Our streams answer at once, so nothing waits here but the read itself.
    private ReadResult ReadInput()
    {
        var pending = _input.ReadAsync();
        return pending.IsCompleted ? pending.Result : pending.AsTask().GetAwaiter().GetResult();
    }

    /// <summary>An error in the header read last.</summary>
    public InvalidDataException BrokenHeader(string what) => new($"{_file}: line {_headerLine}: {what}");

    private InvalidDataException Broken(string what) => new($"{_file}: line {_line}: {what}");
}
