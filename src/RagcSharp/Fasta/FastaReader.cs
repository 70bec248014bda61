using System.Buffers;
using System.Text;

using CommunityToolkit.HighPerformance.Buffers;

using RagcSharp.Memory;
using RagcSharp.Sequences;

namespace RagcSharp.Fasta;

/// <summary>
/// Reads the records of a FASTA file one by one. Refuses everything that would not come back whole from an archive, and says
/// where it is. Used by one thread.
/// </summary>
internal sealed class FastaReader : IFastaReader
{
    private const byte HeaderMark = (byte)'>', LineEnd = (byte)'\n', CarriageReturn = (byte)'\r';

    private readonly FastaBytes _input;
    private long _line;
    private long _headerLine;
    private bool _isInRecord;

    /// <param name="stream">The decompressed file; disposed with the reader.</param>
    /// <param name="file">Its name, for messages.</param>
    public FastaReader(Stream stream, string file)
    {
        File = file;
        _input = new FastaBytes(stream);
    }

    public string File { get; }

    public bool LosesCase { get; private set; }

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

    public void Dispose() => _input.Dispose();

    // Passes over blank lines, however long; the next byte is then the mark of a record.
    private bool SkipToFirstRecord()
    {
        _isInRecord = true;
        bool isLineStart = true;
        while (_input.Peek(out byte next))
        {
            if (isLineStart && next == HeaderMark)
                return true;
            if (isLineStart)
                _line++;
            if (!IsWhiteSpace(next))
                throw NoRecord(next, isLineStart);
            var span = _input.Span;
            int end = span.IndexOfAnyExcept(" \t\r\v\f"u8);
            isLineStart = end >= 0 && span[end] == LineEnd;
            _input.Advance(end < 0 ? span.Length : isLineStart ? end + 1 : end);
        }

        throw new InvalidDataException(_line == 0 ? $"{File}: is empty" : $"{File}: holds no record, only blank lines");
    }

    // What stands where a record should begin.
    private InvalidDataException NoRecord(byte first, bool isLineStart)
    {
        if (first == '@' && isLineStart)
            return Broken("begins with @: this is FASTQ, FASTA was expected");
        if (first == 0xEF && isLineStart && StartsWithByteOrderMark())
            return Broken("begins with a byte order mark, plain text was expected; --exact keeps it");
        return Broken(ForeignContent.IsControl(first)
            ? $"{Describe(first)} before the first '>': is no text, FASTA was expected"
            : "text before the first '>', which only --exact keeps");
    }

    private bool StartsWithByteOrderMark()
    {
        foreach (byte expected in (ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])
        {
            if (!_input.Peek(out byte next) || next != expected)
                return false;
            _input.Advance(1);
        }

        return true;
    }

    private byte[]? ReadHeader()
    {
        using var line = new ArrayPoolBufferWriter<byte>();
        if (!_input.Peek(out _))
            return null;
        _headerLine = ++_line;
        _ = ReadLine(line);
        var header = line.WrittenSpan[1..];
        if (header.EndsWith([CarriageReturn]))
            header = header[..^1];
        if (header.Length > FastaHeader.MostLength)
            throw Broken(FastaHeader.TooLong);
        if (!header.ContainsAnyExcept(" \t\r\v\f"u8))
            throw Broken("a header without a name, which only --exact keeps");
        int bad = header.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (bad >= 0)
            throw Broken($"byte 0x{header[bad]:x2} in a header; without --exact only ASCII can be kept");
        if (header.Contains((byte)0))
            throw Broken("byte 0x00 in a header, which only --exact keeps");
        if (header.Contains(CarriageReturn))
            throw Broken("a carriage return within a header; without --exact lines must end in LF or CR LF");
        return header.ToArray();
    }

    // Takes in lines up to the next one that begins with the mark of a record.
    private void ReadSequence(NativeBuffer symbols)
    {
        bool isLineStart = true;
        while (_input.Fill())
        {
            var span = _input.Span;
            if (isLineStart && span[0] == HeaderMark)
                return;
            if (isLineStart)
                _line++;
            int end = span.IndexOf(LineEnd);
            AppendSymbols(end < 0 ? span : span[..end], symbols);
            _input.Advance(end < 0 ? span.Length : end + 1);
            isLineStart = end >= 0;
        }
    }

    private void AppendSymbols(ReadOnlySpan<byte> letters, NativeBuffer symbols)
    {
        if (letters.EndsWith([CarriageReturn]))
            letters = letters[..^1];
        if (Symbols.TryEncode(letters, symbols.Room(letters.Length), out bool hasLowerCase))
        {
            symbols.Advance(letters.Length);
            LosesCase |= hasLowerCase;
            return;
        }

        foreach (byte letter in letters)
        {
            int code = Symbols.Encode(letter);
            if (code < 0 && !IsWhiteSpace(letter))
            {
                throw Broken(
                    $"{Describe(letter)} at symbol {symbols.Length + 1} of the record; {Letters()} are possible, --exact keeps others too");
            }

            if (code < 0)
                continue;
            symbols.Append((byte)code);
            LosesCase |= Symbols.IsLowerCase(letter);
        }
    }

    private static bool IsWhiteSpace(byte b) => b is (byte)' ' or >= (byte)'\t' and <= (byte)'\r';

    private static string Letters() => Encoding.ASCII.GetString(Symbols.Letters);

    private static string Describe(byte b) => b is > 32 and < 127 ? $"'{(char)b}'" : $"byte 0x{b:x2}";

    // Reads up to and without the next line end; false when the file ended before it.
    private bool ReadLine(ArrayPoolBufferWriter<byte> line)
    {
        while (_input.Fill())
        {
            var span = _input.Span;
            int end = span.IndexOf(LineEnd);
            // With the mark of a record before it, and a carriage return behind it.
            if (line.WrittenCount + (end < 0 ? span.Length : end) > FastaHeader.MostLength + 2)
                throw Broken(FastaHeader.TooLong);
            line.Write(end < 0 ? span : span[..end]);
            _input.Advance(end < 0 ? span.Length : end + 1);
            if (end >= 0)
                return true;
        }

        return false;
    }

    public InvalidDataException BrokenHeader(string what) => new($"{File}: line {_headerLine}: {what}");

    private InvalidDataException Broken(string what) => new($"{File}: line {_line}: {what}");
}
