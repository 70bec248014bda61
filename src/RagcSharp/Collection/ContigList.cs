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
internal sealed class ContigList(ContigNames names, int[] ends, int start, SegmentDescriptor[] segments) : IReadOnlyList<ContigRecord>
{
    public int Count => names.Count;

    public ContigRecord this[int contig]
    {
        get
        {
            int first = contig == 0 ? start : ends[contig - 1];
            return new ContigRecord(names[contig].ToArray(), segments[first..ends[contig]]);
        }
    }

    public IEnumerator<ContigRecord> GetEnumerator()
    {
        for (int contig = 0; contig < Count; contig++)
            yield return this[contig];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
