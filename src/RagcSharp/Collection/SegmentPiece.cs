namespace RagcSharp.Collection;

/// <summary>A segment, or a piece of one, in the direction of its contig.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Start">The first symbol.</param>
/// <param name="Length">Number of symbols.</param>
internal readonly record struct SegmentPiece(SegmentDescriptor Segment, long Start, int Length)
{
    /// <summary>Longer segments are decoded in pieces of this length, so that memory does not grow with them.</summary>
    public const int Longest = 4 << 20;

    /// <summary>
    /// The pieces to decode for <paramref name="take"/> symbols behind the first <paramref name="skip"/> ones, and what of each is to be
    /// skipped and taken. Of segments that are not long there is one: the whole, where much of it is wanted, as that is quicker, and tells
    /// whether the segment has its length.
    /// </summary>
    public static IEnumerable<(SegmentPiece Piece, int Skip, int Take)> Of(SegmentDescriptor segment, int skip, int take)
    {
        if (segment.Length <= Longest && take >= segment.Length / 2)
        {
            yield return (new SegmentPiece(segment, 0, (int)segment.Length), skip, take);
            yield break;
        }

        for (int done = 0; done < take;)
        {
            int length = Math.Min(Longest, take - done);
            yield return (new SegmentPiece(segment, (long)skip + done, length), 0, length);
            done += length;
        }
    }
}
