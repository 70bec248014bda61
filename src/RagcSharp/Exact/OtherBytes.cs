namespace RagcSharp.Exact;

/// <summary>
/// The bytes of a sample that are no letters of the archive, as <see cref="LetterRecorder"/> has recorded them. Used by one thread.
/// </summary>
/// <param name="track">The items; not owned.</param>
internal sealed class OtherBytes(TrackReader track)
{
    // Up to here runs have been used.
    private long _used = long.MaxValue;

    /// <summary>Whether there is a run of equal bytes, not all of them used.</summary>
    public bool HasRun { get; private set; }

    /// <summary>Where the run is: at the first symbol that it replaces, or before the symbol that it is inserted at.</summary>
    public long Place { get; private set; }

    /// <summary>What is left of the run.</summary>
    public long Count { get; private set; }

    public byte Byte { get; private set; }

    /// <summary>Whether the bytes stand for symbols; otherwise they stand between them.</summary>
    public bool Replaces => Byte >= LetterRecorder.LeastReplaced;

    /// <summary>Moves to the first run at a place or behind it, or to what a run that began before replaces from there on.</summary>
    public void MoveTo(long place)
    {
        if (place < _used || track.IsBefore(place))
        {
            Place = track.Seek(place);
            _used = 0;
            NextRun();
        }

        while (HasRun && Place < place)
            Use(Replaces ? Math.Min(Count, place - Place) : Count);
    }

    /// <summary>Passes over bytes of the run; behind its end the next one begins.</summary>
    public void Use(long count)
    {
        Count -= count;
        if (Replaces)
            Place += count;
        _used = Replaces ? Place : Place + 1;
        if (Count == 0)
            NextRun();
    }

    private void NextRun()
    {
        do
        {
            HasRun = track.MoveNext();
            if (!HasRun)
                return;
            Place += track.First;
            Count = track.Second;
            Byte = track.TakeText(1)[0];
        }
        while (Count == 0);
    }
}
