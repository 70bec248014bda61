using System.Buffers;
using System.Text;

namespace RagcSharp.Fasta;

/// <summary>Watches FASTA as it is written, and indexes it. Used by one thread.</summary>
internal sealed class FastaIndexer(FaiWriter index)
{
    private readonly ArrayBufferWriter<byte> _header = new();
    private State _state = State.BeforeFirst;
    private long _offset;
    private bool _isAtLineStart = true;

    // Of the contig: offset of its first letter, letters up to this line, letters and bytes of its first line.
    private long _start;
    private long _length;
    private long _lineLength;
    private long _lineWidth;

    // Of the line: its bytes, and the last of them.
    private long _column;
    private byte _last;

    private enum State
    {
        BeforeFirst,
        Header,
        FirstLine,
        FullLines,

        /// <summary>A line was shorter than the first one: it must be the last.</summary>
        LastLine,
    }

    /// <summary>Takes the next bytes of the text.</summary>
    /// <exception cref="InvalidDataException">A contig's lines differ in length, which no index can tell.</exception>
    public void Observe(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            if (_isAtLineStart && text[0] == '>')
                BeginContig();
            int end = text.IndexOf((byte)'\n');
            Extend(end < 0 ? text : text[..end]);
            _isAtLineStart = end >= 0;
            int taken = end < 0 ? text.Length : end + 1;
            _offset += taken;
            text = text[taken..];
            if (_isAtLineStart)
                EndLine();
        }
    }

    /// <summary>Says that the text has ended.</summary>
    /// <exception cref="InvalidDataException">A contig's lines differ in length, which no index can tell.</exception>
    public void Complete()
    {
        if (!_isAtLineStart)
            EndLine(isAtEnd: true);
        EndContig();
        index.Flush();
    }

    private ReadOnlySpan<byte> Header => _header.WrittenSpan[1..];

    private void BeginContig()
    {
        EndContig();
        _header.ResetWrittenCount();
        _state = State.Header;
        _length = _lineLength = _lineWidth = 0;
    }

    private void EndContig()
    {
        if (_state != State.BeforeFirst)
            index.Add(Header, _length, _start, _lineLength, _lineWidth);
    }

    private void Extend(ReadOnlySpan<byte> line)
    {
        if (_state == State.Header)
            _header.Write(line);
        _column += line.Length;
        if (!line.IsEmpty)
            _last = line[^1];
    }

    private void EndLine(bool isAtEnd = false)
    {
        long width = _column + 1;
        long letters = _column > 0 && _last == '\r' ? _column - 1 : _column;
        _column = 0;
        switch (_state)
        {
            case State.BeforeFirst:
                return;
            case State.Header:
                _start = _offset;
                _state = State.FirstLine;
                return;
            case State.FirstLine:
                _lineLength = letters;
                _lineWidth = width;
                break;
            default:
                Check(letters, isAtEnd ? _lineWidth : width);
                break;
        }

        _length += letters;
        _state = letters < _lineLength ? State.LastLine : State.FullLines;
    }

    private void Check(long letters, long width)
    {
        bool isFull = letters == _lineLength && width == _lineWidth;
        if (_state == State.LastLine ? letters > 0 : !isFull && letters >= _lineLength)
        {
            string name = Encoding.UTF8.GetString(FastaHeader.FirstWord(Header));
            throw new InvalidDataException($"contig {name}: its lines differ in length, which no index can tell");
        }
    }
}
