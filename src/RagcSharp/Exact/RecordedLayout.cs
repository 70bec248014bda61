using RagcSharp.Fasta;

namespace RagcSharp.Exact;

/// <summary>
/// The layout of a sample's lines as <see cref="LayoutRecorder"/> has recorded it. Used by one thread, from the first line on.
/// </summary>
/// <param name="track">The items; not owned.</param>
internal sealed class RecordedLayout(TrackReader track) : LineLayout(0)
{
    private LineEnd _end = LineEnd.LineFeed;
    private long _width = LayoutCode.Unlimited;

    // The line that comes next, and that of the next item.
    private long _line;
    private long _next;
    private bool _hasNext;
    private bool _isBegun;

    /// <summary>Whether everything that was recorded has been used.</summary>
    public bool IsAtEnd
    {
        get
        {
            Begin();
            return !_hasNext;
        }
    }

    public override long BeginLine(OutputBuffer output)
    {
        Settle(output);
        return _width;
    }

    public override void EndLine(OutputBuffer output)
    {
        output.Write(_end switch
        {
            LineEnd.LineFeed => "\n"u8,
            LineEnd.Both => "\r\n"u8,
            LineEnd.CarriageReturn => "\r"u8,
            _ => [],
        });
        _line++;
    }

    public override void EndHeader(OutputBuffer output)
    {
        Settle(output);
        EndLine(output);
    }

    public override void EndContig(OutputBuffer output) => Settle(output);

    // Uses the items of the next line; blank lines are lines themselves.
    private void Settle(OutputBuffer output)
    {
        Begin();
        while (_hasNext && _next == _line)
        {
            uint code = track.Second;
            if (code == LayoutCode.Blank)
                EndLine(output);
            else if (code < LayoutCode.NoWidth)
                _end = (LineEnd)(code - LayoutCode.FirstEnd);
            else
                _width = code == LayoutCode.NoWidth ? LayoutCode.Unlimited : code - LayoutCode.FirstWidth;
            Advance();
        }
    }

    private void Begin()
    {
        if (!_isBegun)
            Advance();
        _isBegun = true;
    }

    private void Advance()
    {
        _hasNext = track.MoveNext();
        if (_hasNext)
            _next += track.First;
    }
}
