using System.Buffers;

using CommunityToolkit.HighPerformance.Buffers;

using RagcSharp.Fasta;
using RagcSharp.Memory;
using RagcSharp.Sequences;

namespace RagcSharp.Exact;

/// <summary>
/// Reads the records of a FASTA file one by one, as an archive can hold them, and records what else there is to its text. Lines end in
/// LF, CR LF or CR; a line that begins with <c>&gt;</c> is a header. Used by one thread.
/// </summary>
internal sealed class ExactReader : IFastaReader
{
    private const byte HeaderMark = (byte)'>', LineFeed = (byte)'\n', CarriageReturn = (byte)'\r';

    /// <summary>What stands in a name for bytes that no name of an archive can hold.</summary>
    private const byte NoNameByte = (byte)'_';

    /// <summary>More text before the first record than this is no FASTA.</summary>
    private const int LongestPreamble = 1 << 20;

    private static readonly SearchValues<byte> Letters =
        SearchValues.Create([.. Enumerable.Range(0, 256).Select(b => (byte)b).Where(b => Symbols.Encode(b) >= 0)]);

    private static readonly SearchValues<byte> White = SearchValues.Create(" \t\r\n\v\f"u8);

    private readonly FastaBytes _input;
    private readonly Action<TrackBlock> _full;
    private readonly bool _takesAnyBytes;
    private TextRecorder _text;
    private bool _isInRecord;

    /// <param name="stream">The decompressed file; disposed with the reader.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="full">Told of blocks of what is recorded that may be packed.</param>
    /// <param name="takesAnyBytes">Whether what stands before the first record may be no text.</param>
    public ExactReader(Stream stream, string file, Action<TrackBlock> full, bool takesAnyBytes)
    {
        _takesAnyBytes = takesAnyBytes;
        File = file;
        _input = new FastaBytes(stream);
        _full = full;
        _text = new TextRecorder(full);
    }

    public string File { get; }

    public bool LosesCase => false;

    public FastaRecord? Read()
    {
        if (!_isInRecord)
            ReadPreamble();
        _isInRecord = true;
        if (!_input.Fill())
            return null;
        byte[] name = ReadHeader();
        var symbols = new NativeBuffer();
        try
        {
            ReadSequence(symbols);
            _text.Layout.EndRecord();
            return new FastaRecord(name, symbols);
        }
        catch (Exception e)
        {
            symbols.Dispose();
            // The stream names the file itself.
            if (e is InvalidDataException && !e.Message.StartsWith($"{File}: ", StringComparison.Ordinal))
                throw new InvalidDataException($"{File}: {e.Message}", e);
            throw;
        }
    }

    public InvalidDataException BrokenHeader(string what) => new($"{File}: {what}");

    /// <summary>What the records since the last call do not tell of the text, to be owned by the caller.</summary>
    public ExactText TakeText()
    {
        var text = _text.Finish();
        _text = new TextRecorder(_full);
        return text;
    }

    public void Dispose() => _input.Dispose();

    // Takes all before the first line that begins with the mark of a record. A byte order mark may stand before that.
    private void ReadPreamble()
    {
        using var text = new ArrayPoolBufferWriter<byte>();
        byte last = LineFeed;
        while (_input.Peek(out byte next))
        {
            if (next == HeaderMark && (last is LineFeed or CarriageReturn || text.WrittenSpan is [0xEF, 0xBB, 0xBF]))
            {
                RecordPreamble(text.WrittenSpan);
                return;
            }

            if (next == '@' && (last is LineFeed or CarriageReturn) && !text.WrittenSpan.ContainsAnyExcept(White))
            {
                int line = 1 + text.WrittenSpan.Count(LineFeed);
                throw new InvalidDataException($"{File}: line {line}: begins with @: this is FASTQ, FASTA was expected");
            }

            if (!_takesAnyBytes && ForeignContent.IsControl(next))
            {
                throw new InvalidDataException(
                    $"{File}: byte 0x{next:x2} at {text.WrittenCount} (from 0), before the first record: is no text, FASTA was expected");
            }

            if (text.WrittenCount == LongestPreamble)
                throw new InvalidDataException($"{File}: no record in the first {LongestPreamble} bytes, FASTA was expected");
            text.Write([next]);
            _input.Advance(1);
            last = next;
        }

        throw new InvalidDataException(
            text.WrittenCount == 0 ? $"{File}: is empty"
            : text.WrittenSpan.ContainsAnyExcept(White) ? $"{File}: holds no record, only text without a line that begins with '>'"
            : $"{File}: holds no record, only blank lines");
    }

    private void RecordPreamble(ReadOnlySpan<byte> text)
    {
        const int Piece = 1 << 14;
        for (int at = 0; at < text.Length; at += Piece)
            _text.AddPreamble(text[at..Math.Min(text.Length, at + Piece)]);
    }

    // Returns the name that the archive will have for it.
    private byte[] ReadHeader()
    {
        using var line = new ArrayPoolBufferWriter<byte>();
        LineEnd? end = null;
        while (end is null)
        {
            if (_input.Fill())
            {
                var span = ToLineEnd(_input.Span);
                // With the mark of a record before it.
                if (line.WrittenCount + span.Length > FastaHeader.MostLength + 1)
                    throw new InvalidDataException($"{File}: {FastaHeader.TooLong}");
                line.Write(span);
                _input.Advance(span.Length);
            }

            end = TakeLineEnd();
        }

        var header = line.WrittenSpan[1..];
        byte[] name = NameOf(header);
        _text.BeginRecord(header, name, end.Value);
        return name;
    }

    private static byte[] NameOf(ReadOnlySpan<byte> header)
    {
        if (!header.ContainsAnyExcept(White))
            return "unnamed"u8.ToArray();
        byte[] name = header.ToArray();
        foreach (ref byte b in name.AsSpan())
        {
            if (b is 0 or >= 0x80)
                b = NoNameByte;
        }

        return name;
    }

    // Takes in lines up to the next one that begins with the mark of a record.
    private void ReadSequence(NativeBuffer symbols)
    {
        while (_input.Fill())
        {
            if (!_text.Layout.IsInLine && _input.Span[0] == HeaderMark)
                return;
            var bytes = ToLineEnd(_input.Span);
            AppendSymbols(bytes, symbols);
            _input.Advance(bytes.Length);
            if (TakeLineEnd() is { } end && (end != LineEnd.None || _text.Layout.IsInLine))
                _text.Layout.EndLine(end);
        }
    }

    private static ReadOnlySpan<byte> ToLineEnd(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOfAny(LineFeed, CarriageReturn);
        return end < 0 ? bytes : bytes[..end];
    }

    // The end of a line, if that is what comes next; null if the line goes on.
    private LineEnd? TakeLineEnd()
    {
        if (!_input.Peek(out byte next))
            return LineEnd.None;
        if (next is not (LineFeed or CarriageReturn))
            return null;
        _input.Advance(1);
        if (next == LineFeed)
            return LineEnd.LineFeed;
        if (!_input.Peek(out byte second) || second != LineFeed)
            return LineEnd.CarriageReturn;
        _input.Advance(1);
        return LineEnd.Both;
    }

    private void AppendSymbols(ReadOnlySpan<byte> bytes, NativeBuffer symbols)
    {
        _text.Layout.Add(bytes.Length);
        if (TryAppendLetters(bytes, symbols))
            return;
        while (!bytes.IsEmpty)
        {
            int letters = bytes.IndexOfAnyExcept(Letters);
            _ = TryAppendLetters(bytes[..(letters < 0 ? bytes.Length : letters)], symbols);
            bytes = bytes[(letters < 0 ? bytes.Length : letters)..];
            int others = bytes.IndexOfAny(Letters);
            AppendOthers(bytes[..(others < 0 ? bytes.Length : others)], symbols);
            bytes = bytes[(others < 0 ? bytes.Length : others)..];
        }
    }

    private bool TryAppendLetters(ReadOnlySpan<byte> letters, NativeBuffer symbols)
    {
        if (!Symbols.TryEncode(letters, symbols.Room(letters.Length), out bool hasLowerCase))
            return false;
        symbols.Advance(letters.Length);
        _text.Letters.AddLetters(letters, hasLowerCase);
        return true;
    }

    private void AppendOthers(ReadOnlySpan<byte> others, NativeBuffer symbols)
    {
        foreach (byte other in others)
        {
            if (other >= LetterRecorder.LeastReplaced)
                symbols.Append(Symbols.N);
            _text.Letters.AddOther(other);
        }
    }
}
