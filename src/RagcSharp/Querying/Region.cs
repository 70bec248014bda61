using RagcSharp.Collection;

namespace RagcSharp.Querying;

/// <summary>A contig, or a range of one, that is to be extracted.</summary>
/// <param name="Sample">Number of its sample.</param>
/// <param name="Contig">The contig.</param>
/// <param name="Start">First position, from 0.</param>
/// <param name="End">Position behind the last one; at most the contig's length.</param>
/// <param name="Suffix">What the output header has behind the contig's name.</param>
internal sealed record Region(int Sample, ContigRecord Contig, long Start, long End, string Suffix)
{
    /// <summary>The contig's number in its sample.</summary>
    public int Number { get; init; }

    /// <summary>
    /// The contig's place in its sample: of all contigs before it, the symbols, and one more each. (What is kept of the text counts so.)
    /// </summary>
    public long Place { get; init; }

    /// <summary>Whether the region reaches to the contig's end.</summary>
    public bool ReachesEnd { get; init; }

    /// <summary>A whole contig.</summary>
    /// <exception cref="InvalidDataException">The length of a segment is impossible.</exception>
    public static Region Whole(int sample, ContigRecord contig, int k) =>
        new(sample, contig, 0, contig.Length(k), "") { ReachesEnd = true };

    /// <summary>All contigs of a sample, each made by <paramref name="whole"/>.</summary>
    public static IEnumerable<Region> All(SampleRecord record, Func<ContigRecord, Region> whole)
    {
        long place = 0;
        for (int i = 0; i < record.Contigs.Count; i++)
        {
            var region = whole(record.Contigs[i]) with { Number = i, Place = place };
            yield return region;
            place += region.End + 1;
        }
    }

    /// <summary>The segments that overlap the region, each with the part of it that no segment before has given.</summary>
    /// <exception cref="InvalidDataException">A segment is shorter than what it shares with its neighbour.</exception>
    public IEnumerable<(int Number, SegmentDescriptor Segment, int Skip, int Take)> Pieces(int k)
    {
        long segmentStart = 0, next = Start;
        for (int i = 0; i < Contig.Segments.Length && next < End; i++)
        {
            var segment = Contig.Segments[i];
            if (i > 0 && segment.Length < k)
                throw new InvalidDataException($"segment {i} has {segment.Length} symbols, fewer than the {k} that it shares");
            long segmentEnd = segmentStart + segment.Length;
            if (segmentEnd > next)
            {
                long end = Math.Min(segmentEnd, End);
                yield return (i, segment, (int)(next - segmentStart), (int)(end - next));
                next = end;
            }

            segmentStart = segmentEnd - k;
        }
    }
}
