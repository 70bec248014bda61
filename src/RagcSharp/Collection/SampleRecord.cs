using RagcSharp.Zstd;

namespace RagcSharp.Collection;

/// <summary>A contig: its name, which is the whole header line, and its segments in order.</summary>
internal sealed record ContigRecord(byte[] Name, IReadOnlyList<SegmentDescriptor> Segments)
{
    /// <summary>Number of symbols; neighbouring segments share <paramref name="k"/> of them.</summary>
    /// <exception cref="InvalidDataException">
    /// A segment is shorter than what it shares with the one before, or longer than segments can be.
    /// </exception>
    public long Length(int k)
    {
        long length = 0;
        for (int i = 0; i < Segments.Count; i++)
            length += Gain(i, Segments[i].Length, k);
        return length;
    }

    /// <summary>The symbols that a segment adds to what those before it have given.</summary>
    /// <param name="segment">Its number in the contig.</param>
    /// <param name="symbols">Its length.</param>
    /// <param name="k">Symbols that neighbours share.</param>
    /// <inheritdoc cref="Length"/>
    public static long Gain(int segment, uint symbols, int k)
    {
        if (symbols > ZstdFrame.MostContent)
            throw new InvalidDataException($"segment {segment} has {symbols} symbols; at most {ZstdFrame.MostContent} are possible");
        if (segment > 0 && symbols < k)
            throw new InvalidDataException($"segment {segment} has {symbols} symbols, fewer than the {k} that it shares");
        return segment == 0 ? symbols : symbols - k;
    }
}

/// <summary>A sample: its name and its contigs in order.</summary>
internal sealed record SampleRecord(byte[] Name, IReadOnlyList<ContigRecord> Contigs);
