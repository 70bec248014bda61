namespace RagcSharp.Exact;

/// <summary>Puts the items of a track into blocks. Used by one thread.</summary>
/// <param name="track">The track.</param>
/// <param name="blocks">Takes the blocks of all tracks of a sample, in the order in which they begin.</param>
/// <param name="full">Told of each block that is full, and may then be packed.</param>
internal sealed class TrackWriter(Track track, List<TrackBlock> blocks, Action<TrackBlock> full)
{
    /// <summary>The largest number that an item can hold.</summary>
    public const uint Most = uint.MaxValue;

    // The block that is not full, if there is one.
    private int _open = -1;
    private long _position;

    /// <summary>Adds an item.</summary>
    /// <param name="first">Its first number.</param>
    /// <param name="second">Its second number.</param>
    /// <param name="text">Its bytes.</param>
    /// <param name="advance">How far it moves the place that the next item counts from.</param>
    public void Add(long first, long second, ReadOnlySpan<byte> text, long advance)
    {
        if (_open < 0)
        {
            _open = blocks.Count;
            blocks.Add(new TrackBlock(track, _position));
        }

        var block = blocks[_open];
        block.Add(checked((uint)first), checked((uint)second), text);
        _position += advance;
        if (!block.IsFull)
            return;
        full(block);
        _open = -1;
    }
}
