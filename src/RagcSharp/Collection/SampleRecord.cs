using RagcSharp.Encoding;

namespace RagcSharp.Collection;

/// <summary>A contig: its name, which is the whole header line, and its segments in order.</summary>
internal sealed record ContigRecord(byte[] Name, SegmentDescriptor[] Segments)
{
    /// <summary>Number of symbols; neighbouring segments share <paramref name="k"/> of them.</summary>
    /// <exception cref="InvalidDataException">
    /// A segment is shorter than what it shares with the one before, or longer than segments can be.
    /// </exception>
    public long Length(int k)
    {
        long length = 0;
        for (int i = 0; i < Segments.Length; i++)
        {
            uint symbols = Segments[i].Length;
            if (symbols > ZstdFrame.MostContent)
                throw new InvalidDataException($"segment {i} has {symbols} symbols; at most {ZstdFrame.MostContent} are possible");
            if (i > 0 && symbols < k)
                throw new InvalidDataException($"segment {i} has {symbols} symbols, fewer than the {k} that it shares");
            length += i == 0 ? symbols : symbols - k;
        }

        return length;
    }
}

/// <summary>A sample: its name and its contigs in order.</summary>
internal sealed record SampleRecord(byte[] Name, IReadOnlyList<ContigRecord> Contigs);
