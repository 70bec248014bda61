using System.Buffers;

using RagcSharp.Fasta;

namespace RagcSharp.Collection;

/// <summary>Marks of queries that names hold themselves, so that a query may have more than one meaning.</summary>
[Flags]
internal enum NameMarks
{
    None = 0,

    /// <summary>An @, as between contig and sample.</summary>
    AtSign = 1,

    /// <summary>The end of a header, or of its first word, looks like a range.</summary>
    Range = 2,
}

/// <summary>Finds the marks in names.</summary>
internal static class NameMarksReader
{
    private static readonly SearchValues<byte> OfPositions = SearchValues.Create("0123456789,-"u8);

    /// <summary>The marks in the names of contigs.</summary>
    public static NameMarks Of(ContigNames names)
    {
        var marks = names.Any((byte)'@') ? NameMarks.AtSign : NameMarks.None;
        if (!names.Any((byte)':'))
            return marks;
        for (int contig = 0; contig < names.Count; contig++)
        {
            if (EndsInRange(names[contig]) || EndsInRange(FastaHeader.FirstWord(names[contig])))
                return marks | NameMarks.Range;
        }

        return marks;
    }

    /// <summary>Whether a name ends in a colon and what may be positions.</summary>
    public static bool EndsInRange(ReadOnlySpan<byte> name)
    {
        int colon = name.LastIndexOf((byte)':');
        return colon >= 0 && !name[(colon + 1)..].ContainsAnyExcept(OfPositions);
    }
}
