namespace RagcSharp.Exact;

/// <summary>
/// Records the case of letters, and bytes that are no letters of an archive. Those below 64 are dropped in the AGC view, the others are N
/// there. <see cref="LetterRestorer"/> reads what this writes. Used by one thread.
/// </summary>
/// <remarks>
/// Both are told by places in the sample: every record has one for its header, and one for each of its symbols. Case lasts over what has
/// none.
/// </remarks>
internal sealed class LetterRecorder(TrackWriter cases, TrackWriter others)
{
    /// <summary>Bytes below this one stand between symbols, as in C++ AGC, which drops them; the others have an N.</summary>
    public const byte LeastReplaced = 64;

    // The runs that are not recorded yet; the second one is empty while the first one grows.
    private long _upper;
    private long _lower;

    // Places since the last of the other bytes, and the run of equal ones there.
    private long _passed;
    private byte _other;
    private long _count;

    /// <summary>A record begins.</summary>
    public void BeginRecord()
    {
        Pass(1);
        AddCaseless(1);
    }

    /// <summary>Letters were read, all of them in the table of symbols.</summary>
    public void AddLetters(ReadOnlySpan<byte> letters, bool hasLowerCase)
    {
        Pass(letters.Length);
        if (!hasLowerCase)
        {
            AddUpper(letters.Length);
            return;
        }

        while (!letters.IsEmpty)
        {
            int upper = letters.IndexOfAnyInRange((byte)'a', (byte)'z');
            AddUpper(upper < 0 ? letters.Length : upper);
            letters = letters[(upper < 0 ? letters.Length : upper)..];
            int lower = letters.IndexOfAnyInRange((byte)'A', (byte)'Z');
            _lower += lower < 0 ? letters.Length : lower;
            letters = letters[(lower < 0 ? letters.Length : lower)..];
        }
    }

    /// <summary>Another byte was read.</summary>
    public void AddOther(byte other)
    {
        if (other >= LeastReplaced)
            AddCaseless(1);
        if (_count > 0 && other == _other)
        {
            _count++;
            return;
        }

        EndOthers();
        _other = other;
        _count = 1;
    }

    /// <summary>The last record has ended.</summary>
    public void Finish()
    {
        EndOthers();
        if (_lower > 0)
            EndRuns();
    }

    private void AddUpper(int letters)
    {
        if (letters == 0)
            return;
        if (_lower > 0)
            EndRuns();
        _upper += letters;
    }

    private void AddCaseless(int places)
    {
        if (_lower > 0)
            _lower += places;
        else
            _upper += places;
    }

    // Longer runs than a number can tell are cut: by empty ones of the other case.
    private void EndRuns()
    {
        for (; _upper > TrackWriter.Most; _upper -= TrackWriter.Most)
            cases.Add(TrackWriter.Most, 0, [], TrackWriter.Most);
        for (; _lower > TrackWriter.Most; _lower -= TrackWriter.Most)
        {
            cases.Add(_upper, TrackWriter.Most, [], _upper + TrackWriter.Most);
            _upper = 0;
        }

        cases.Add(_upper, _lower, [], _upper + _lower);
        _upper = _lower = 0;
    }

    private void Pass(int places)
    {
        if (places > 0)
            EndOthers();
        _passed += places;
    }

    private void EndOthers()
    {
        if (_count == 0)
            return;
        for (; _passed > TrackWriter.Most; _passed -= TrackWriter.Most)
            others.Add(TrackWriter.Most, 0, [_other], TrackWriter.Most);
        for (; _count > 0; _passed = 0)
        {
            long count = Math.Min(_count, TrackWriter.Most);
            others.Add(_passed, count, [_other], _passed + (_other >= LeastReplaced ? count : 0));
            _count -= count;
        }
    }
}
