namespace RagcSharp.Exact;

/// <summary>
/// Records how the lines of a sample are laid out, by what a reader would not expect: lines are as wide as the one before, the last
/// line of a record may be shorter, and all end alike. <see cref="RecordedLayout"/> reads what this writes. Used by one thread.
/// </summary>
/// <param name="track">Takes the items.</param>
internal sealed class LayoutRecorder(TrackWriter track)
{
    // What holds after the items so far, and the line of the last one.
    private LineEnd _end = LineEnd.LineFeed;
    private long _width = LayoutCode.Unlimited;
    private long _told;

    // The line that is being read, counted over headers and others; its bytes; whether it is the record's first one with any.
    private long _line;
    private long _length;
    private bool _isFirst;

    // A line of another width, which may be the record's last one; and the blank lines behind it, by runs of equal ends.
    private OddLine? _odd;
    private readonly List<(LineEnd End, long Count)> _blanks = [];

    /// <summary>A header was read.</summary>
    public void EndHeader(LineEnd end)
    {
        TellEnd(_line++, end);
        _isFirst = true;
    }

    /// <summary>Bytes of the current line were read.</summary>
    public void Add(long bytes) => _length += bytes;

    /// <summary>Whether bytes of the current line were read.</summary>
    public bool IsInLine => _length > 0;

    /// <summary>The current line, which is no header, was read.</summary>
    public void EndLine(LineEnd end)
    {
        if (_length == 0)
        {
            EndBlankLine(end);
            return;
        }

        Settle(isLast: false);
        if (_length == _width)
            TellEnd(_line, end);
        else
            _odd = new OddLine(_line, _length, end, _isFirst);
        _isFirst = false;
        _length = 0;
        _line++;
    }

    /// <summary>The last line of a record was read.</summary>
    public void EndRecord() => Settle(isLast: true);

    private void EndBlankLine(LineEnd end)
    {
        if (_odd is null)
            TellBlank(_line, end);
        else if (_blanks.Count > 0 && _blanks[^1].End == end)
            _blanks[^1] = (end, _blanks[^1].Count + 1);
        else
            _blanks.Add((end, 1));
        _line++;
    }

    // The line of another width turns out to be the last one with any bytes, or not.
    private void Settle(bool isLast)
    {
        if (_odd is not { } odd)
            return;
        TellEnd(odd.Line, odd.End);
        if (!isLast)
            TellWidth(odd.Line, odd.Length);
        else if (odd.Length > _width)
            TellWidth(odd.Line, odd.IsFirst ? LayoutCode.Unlimited : odd.Length);
        long line = odd.Line + 1;
        foreach (var (end, count) in _blanks)
        {
            for (long i = 0; i < count; i++)
                TellBlank(line++, end);
        }

        _odd = null;
        _blanks.Clear();
    }

    private void TellEnd(long line, LineEnd end)
    {
        if (end != _end)
            Tell(line, LayoutCode.FirstEnd + (uint)end);
        _end = end;
    }

    private void TellBlank(long line, LineEnd end)
    {
        TellEnd(line, end);
        Tell(line, LayoutCode.Blank);
    }

    private void TellWidth(long line, long width)
    {
        if (width != LayoutCode.Unlimited && width > TrackWriter.Most - LayoutCode.FirstWidth)
            throw new InvalidDataException($"a line of {width} bytes is more than can be kept");
        Tell(line, width == LayoutCode.Unlimited ? LayoutCode.NoWidth : LayoutCode.FirstWidth + (uint)width);
        _width = width;
    }

    private void Tell(long line, uint code)
    {
        // What holds already, said again, bridges distances that are larger than a number.
        for (; line - _told > TrackWriter.Most; _told += TrackWriter.Most)
            track.Add(TrackWriter.Most, LayoutCode.FirstEnd + (uint)_end, [], TrackWriter.Most);
        track.Add(line - _told, code, [], line - _told);
        _told = line;
    }

    private readonly record struct OddLine(long Line, long Length, LineEnd End, bool IsFirst);
}
