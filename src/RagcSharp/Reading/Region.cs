using RagcSharp.Collection;

namespace RagcSharp.Reading;

/// <summary>A contig, or a range of one, that is to be extracted.</summary>
/// <param name="Sample">Number of its sample.</param>
/// <param name="Contig">The contig.</param>
/// <param name="Start">First position, from 0.</param>
/// <param name="End">Position behind the last one; at most the contig's length.</param>
/// <param name="Suffix">What the output header has behind the contig's name.</param>
internal sealed record Region(int Sample, ContigRecord Contig, long Start, long End, string Suffix)
{
    /// <summary>What a region takes, with a few segments and what the text behind its name is made of.</summary>
    private const int BytesARegion = 512;

    /// <summary>So few segments are held with the region; of more only where they are.</summary>
    private const int Few = 8;

    /// <summary>Bytes of memory, about.</summary>
    public long Bytes => BytesARegion + Contig.Name.Length + sizeof(char) * (Title?.Length ?? 0);

    /// <summary>The contig's number in its sample.</summary>
    public int Number { get; init; }

    /// <summary>
    /// The contig's place in its sample: of all contigs before it, the symbols, and one more each. (What is kept of the text counts so.)
    /// </summary>
    public long Place { get; init; }

    /// <summary>Whether the region reaches to the contig's end.</summary>
    public bool ReachesEnd { get; init; }

    /// <summary>The first segment that is looked at, by its number in the contig, and where it begins.</summary>
    public (int Segment, long Start) First { get; init; }

    /// <summary>Segments from the first one on; null for all of the contig.</summary>
    public IReadOnlyList<SegmentDescriptor>? Segments { get; init; }

    /// <summary>How its positions were counted when it was asked for.</summary>
    public Positions Positions { get; init; }

    /// <summary>What its record is called; null for the contig's name.</summary>
    public string? Title { get; init; }

    /// <summary>Whether the reverse complement is meant.</summary>
    public bool IsReverse { get; init; }

    /// <summary>Whether it is the rest of a region of which another part comes before.</summary>
    public bool IsContinued { get; init; }

    /// <summary>Whether what stands between letters before the first one belongs to the region.</summary>
    public bool BeginsWithGap { get; init; }

    /// <summary>A whole contig.</summary>
    /// <exception cref="InvalidDataException">The length of a segment is impossible.</exception>
    public static Region Whole(int sample, ContigRecord contig, int k) =>
        new(sample, contig, 0, contig.Length(k), "") { ReachesEnd = true, BeginsWithGap = true };

    /// <summary>A range of a contig.</summary>
    /// <param name="sample">Number of the sample.</param>
    /// <param name="index">Its contigs.</param>
    /// <param name="contig">Number of the contig.</param>
    /// <param name="start">First position.</param>
    /// <param name="end">Position behind the last one; at most the contig's length.</param>
    /// <param name="k">Symbols that neighbouring segments share.</param>
    /// <param name="label">What it is called.</param>
    /// <param name="name">The contig by name, if somebody has it already.</param>
    public static Region Range(
        int sample, ContigIndex index, int contig, long start, long end, int k, in RegionLabel label = default, ContigRecord? name = null)
    {
        var first = start < end ? index.FindSegment(contig, start) : default;
        var segments = index.Contigs.SegmentsOf(contig, first.Segment);
        // What stands between letters is of no empty range.
        bool hasGaps = !label.IsOfRange || start < end;
        return new Region(sample, name ?? NameOf(index, contig), start, end, label.Suffix ?? "")
        {
            Number = contig,
            Place = index.Place(contig),
            ReachesEnd = hasGaps && end == index.Length(contig),
            BeginsWithGap = hasGaps && start == 0,
            First = first,
            Segments = start == end ? [] : (IReadOnlyList<SegmentDescriptor>?)FewOf(segments, first.Start, end, k) ?? segments,
            Positions = label.Positions,
            Title = label.Title,
            IsReverse = label.IsReverse,
        };
    }

    /// <summary>A contig by name only.</summary>
    public static ContigRecord NameOf(ContigIndex index, int contig) => new(index.Contigs.Names[contig].ToArray(), []);

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
        var segments = Segments ?? Contig.Segments;
        var (number, segmentStart) = First;
        long next = Start;
        for (int i = 0; i < segments.Count && next < End; i++, number++)
        {
            var segment = segments[i];
            if (number > 0 && segment.Length < k)
                throw new InvalidDataException($"segment {number} has {segment.Length} symbols, fewer than the {k} that it shares");
            long segmentEnd = segmentStart + segment.Length;
            if (segmentEnd > next)
            {
                long end = Math.Min(segmentEnd, End);
                yield return (number, segment, (int)(next - segmentStart), (int)(end - next));
                next = end;
            }

            segmentStart = segmentEnd - k;
        }
    }

    /// <summary>
    /// Pieces of a region whose reverse complement is meant, in the order of that; other regions are one piece. So memory does not
    /// depend on how long it is.
    /// </summary>
    public IEnumerable<Region> InOrderOfOutput(long longest)
    {
        if (!IsReverse || End - Start <= longest)
        {
            yield return this;
            yield break;
        }

        for (long end = End; end > Start; end -= longest)
        {
            long start = Math.Max(Start, end - longest);
            yield return this with
            {
                Start = start,
                End = end,
                IsContinued = end < End,
                ReachesEnd = ReachesEnd && end == End,
                BeginsWithGap = BeginsWithGap || start > Start,
            };
        }
    }

    // Those that begin before the end; null when they are more than a few.
    private static SegmentDescriptor[]? FewOf(SegmentSlice segments, long start, long end, int k)
    {
        Span<SegmentDescriptor> found = stackalloc SegmentDescriptor[Few];
        int count = 0;
        for (; count < segments.Count && (count == 0 || start + k < end); count++)
        {
            if (count == Few)
                return null;
            found[count] = segments[count];
            start += found[count].Length - k;
        }

        return found[..count].ToArray();
    }
}
