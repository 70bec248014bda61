using System.Collections;

namespace RagcSharp.Collection;

/// <summary>
/// The contigs of a sample in a few arrays, without an object for each: they may be millions. Records are made as they are asked for.
/// Immutable.
/// </summary>
/// <param name="names">Names of the contigs.</param>
/// <param name="ends">For each contig the place behind its last segment.</param>
/// <param name="start">The place of the first segment.</param>
/// <param name="segments">Segments, of other samples too.</param>
internal sealed class ContigList(ContigNames names, int[] ends, int start, SegmentTable segments) : IReadOnlyList<ContigRecord>
{
    public int Count => names.Count;

    /// <summary>Names of the contigs.</summary>
    public ContigNames Names => names;

    /// <summary>Their segments, and others.</summary>
    public SegmentTable Segments => segments;

    public ContigRecord this[int contig] => new(names[contig].ToArray(), SegmentsOf(contig));

    /// <summary>The segments of a contig, without the first ones.</summary>
    public SegmentSlice SegmentsOf(int contig, int skipped = 0)
    {
        int first = FirstOf(contig) + skipped;
        return new SegmentSlice(segments, first, ends[contig] - first);
    }

    /// <summary>The contigs of any list.</summary>
    public static ContigList Of(IReadOnlyList<ContigRecord> contigs)
    {
        if (contigs is ContigList list)
            return list;
        var table = new SegmentTable.Builder();
        var ends = new int[contigs.Count];
        for (int contig = 0; contig < ends.Length; contig++)
        {
            foreach (var segment in contigs[contig].Segments)
                table.Add(segment);
            ends[contig] = table.Count;
        }

        return new ContigList(ContigNames.Of([.. contigs.Select(contig => contig.Name)]), ends, 0, table.Finish());
    }

    /// <summary>Symbols of a contig.</summary>
    /// <inheritdoc cref="ContigRecord.Length"/>
    public long Length(int contig, int k)
    {
        int first = FirstOf(contig);
        long length = 0;
        for (int i = first; i < ends[contig]; i++)
            length += ContigRecord.Gain(i - first, segments[i].Length, k);
        return length;
    }

    /// <summary>The first segment of a contig that reaches behind a position, by its number in the contig, and where it begins.</summary>
    /// <param name="contig">The contig, whose <see cref="Length"/> has been told: so its segments are possible.</param>
    /// <param name="position">A position, before the contig's end.</param>
    /// <param name="k">Symbols that neighbours share.</param>
    public (int Segment, long Start) Find(int contig, long position, int k)
    {
        int first = FirstOf(contig);
        var (segment, at) = segments.Find(first, ends[contig], position, k);
        return (segment - first, at);
    }

    public IEnumerator<ContigRecord> GetEnumerator()
    {
        for (int contig = 0; contig < Count; contig++)
            yield return this[contig];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int FirstOf(int contig) => contig == 0 ? start : ends[contig - 1];
}
