using System.Collections;

namespace RagcSharp.Collection;

/// <summary>The segments of a contig in a table. Immutable.</summary>
internal sealed class SegmentSlice(SegmentTable table, int first, int count) : IReadOnlyList<SegmentDescriptor>
{
    public int Count => count;

    public SegmentDescriptor this[int segment]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)segment, (uint)count);
            return table[first + segment];
        }
    }

    public IEnumerator<SegmentDescriptor> GetEnumerator()
    {
        for (int i = 0; i < count; i++)
            yield return table[first + i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
