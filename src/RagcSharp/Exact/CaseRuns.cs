using System.Text;

namespace RagcSharp.Exact;

/// <summary>The case of letters, place by place, as <see cref="LetterRecorder"/> has recorded it. Used by one thread.</summary>
/// <param name="track">The runs; not owned.</param>
internal sealed class CaseRuns(TrackReader track)
{
    // Where the next letter is, and what is left of the run there.
    private long _place;
    private long _left;
    private bool _isLower = true;
    private bool _isLast;

    // The lower-case run behind the current one, where that is in upper case.
    private long _lower;

    /// <summary>Whether every run that was recorded has been passed.</summary>
    public bool IsAtEnd
    {
        get
        {
            if (_isLower && _left == 0)
                NextRun();
            return _isLast;
        }
    }

    /// <summary>Moves to a place.</summary>
    public void MoveTo(long place)
    {
        if (place < _place || track.IsBefore(place))
        {
            _place = track.Seek(place);
            _isLower = true;
            _isLast = false;
            _left = 0;
        }

        Pass(place - _place, []);
    }

    /// <summary>Gives letters, which are in upper case, the case that they have from the current place on, and moves behind them.</summary>
    public void Apply(Span<byte> letters) => Pass(letters.Length, letters);

    private void Pass(long places, Span<byte> letters)
    {
        _place += places;
        while (places > 0)
        {
            if (_left == 0)
            {
                NextRun();
                continue;
            }

            long count = Math.Min(places, _left);
            if (!letters.IsEmpty)
            {
                if (_isLower)
                    _ = Ascii.ToLowerInPlace(letters[..(int)count], out _);
                letters = letters[(int)count..];
            }

            _left -= count;
            places -= count;
        }
    }

    // Behind the last run all is in upper case.
    private void NextRun()
    {
        if (!_isLower)
        {
            _isLower = true;
            _left = _lower;
            return;
        }

        _isLast = !track.MoveNext();
        _isLower = false;
        _left = _isLast ? long.MaxValue : track.First;
        _lower = _isLast ? 0 : track.Second;
    }
}
