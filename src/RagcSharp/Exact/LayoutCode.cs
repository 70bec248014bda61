namespace RagcSharp.Exact;

/// <summary>
/// The second number of an item of track <see cref="Track.Layout"/>: what holds from a line on, or of it alone. Of one line
/// the item of its end comes first. Before the first item lines end in LF and have no width.
/// </summary>
internal static class LayoutCode
{
    /// <summary>Here stands a blank line, where none would be expected.</summary>
    public const uint Blank = 0;

    /// <summary>From here on lines end in a certain way: this, and the <see cref="LineEnd"/>.</summary>
    public const uint FirstEnd = 1;

    /// <summary>From here on a record is one line.</summary>
    public const uint NoWidth = FirstEnd + 4;

    /// <summary>From here on lines have a width: this, and the bytes of a line.</summary>
    public const uint FirstWidth = NoWidth;

    /// <summary>The width of lines without one.</summary>
    public const long Unlimited = long.MaxValue;
}

/// <summary>How a line ends. The values are those of the archive.</summary>
internal enum LineEnd : byte
{
    /// <summary>By a line feed.</summary>
    LineFeed = 0,

    /// <summary>By a carriage return and a line feed.</summary>
    Both = 1,

    /// <summary>By a carriage return alone.</summary>
    CarriageReturn = 2,

    /// <summary>By the end of the file.</summary>
    None = 3,
}
