using RagcSharp.Fasta;

namespace RagcSharp.Exact;

/// <summary>
/// Makes of the symbols of a sample, as upper-case letters, what stood in its text: case, and what are no letters of an archive;
/// <see cref="LetterRecorder"/> has recorded it. Used by one thread.
/// </summary>
/// <param name="cases">The track of case; not owned.</param>
/// <param name="others">The track of other bytes; not owned.</param>
/// <param name="keepsBlanks">Whether white space is given back too.</param>
internal sealed class LetterRestorer(TrackReader cases, TrackReader others, bool keepsBlanks)
{
    private readonly CaseRuns _cases = new(cases);
    private readonly OtherBytes _others = new(others);
    private readonly byte[] _run = new byte[256];
    private long _place;

    /// <summary>Whether everything that was recorded has been used.</summary>
    public bool IsAtEnd => _cases.IsAtEnd && !_others.HasRun;

    /// <summary>Begins with the symbol at a place of the sample.</summary>
    /// <param name="place">The place.</param>
    /// <param name="isFirst">Whether it is the contig's first one: then what stands before it is the contig's too.</param>
    public void Begin(long place, bool isFirst)
    {
        _place = place;
        _cases.MoveTo(place);
        _others.MoveTo(place);
        while (!isFirst && _others.HasRun && _others.Place == place && !_others.Replaces)
            _others.Use(_others.Count);
    }

    /// <summary>Writes letters, which are in upper case and are changed, as they stood in the text.</summary>
    public void Write(Span<byte> letters, ILetterSink writer)
    {
        _cases.Apply(letters);
        long end = _place + letters.Length;
        while (_others.HasRun && _others.Place < end)
        {
            int at = (int)(_others.Place - _place);
            if (_others.Replaces)
            {
                int count = (int)Math.Min(_others.Count, letters.Length - at);
                letters.Slice(at, count).Fill(_others.Byte);
                _others.Use(count);
                continue;
            }

            writer.WriteLetters(letters[..at]);
            letters = letters[at..];
            _place += at;
            Insert(writer);
        }

        writer.WriteLetters(letters);
        _place = end;
    }

    /// <summary>Writes what stands behind the last symbol of a contig.</summary>
    public void End(ILetterSink writer)
    {
        while (_others.HasRun && _others.Place == _place && !_others.Replaces)
            Insert(writer);
    }

    private void Insert(ILetterSink writer)
    {
        bool isKept = keepsBlanks || _others.Byte is not ((byte)' ' or >= (byte)'\t' and <= (byte)'\r');
        if (isKept)
            _run.AsSpan().Fill(_others.Byte);
        for (long left = _others.Count; isKept && left > 0; left -= _run.Length)
            writer.WriteLetters(_run.AsSpan(0, (int)Math.Min(left, _run.Length)));
        _others.Use(_others.Count);
    }
}
