namespace RagcSharp.Native.Exports;

/// <summary>A range of a contig as C++ AGC's library takes it.</summary>
/// <param name="Start">Position of the first letter, from 0.</param>
/// <param name="End">Position behind the last letter.</param>
internal readonly record struct InclusiveRange(long Start, long End)
{
    /// <summary>Number of letters.</summary>
    public long Length => End - Start;

    /// <summary>
    /// Reads a range whose both ends are included. A negative end is the contig's own; a range that ends before it starts is the whole contig,
    /// one that starts behind the contig is empty.
    /// </summary>
    public static InclusiveRange Of(int start, int end, long length)
    {
        if (end >= 0 && start > end)
            return new InclusiveRange(0, length);
        long first = Math.Min(Math.Max(start, 0), length);
        return new InclusiveRange(first, end < 0 ? length : Math.Max(first, Math.Min(end + 1L, length)));
    }
}
