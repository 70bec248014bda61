using System.Buffers;

namespace RagcSharp.Fasta;

/// <summary>What tools read out of a header line.</summary>
internal static class FastaHeader
{
    /// <summary>The longest header, in bytes: what is longer is no header, and memory must not follow it.</summary>
    public const int MostLength = 16 << 20;

    /// <summary>What is wrong with a longer one.</summary>
    public const string TooLong = "a header of more than 16 MiB";

    // What C calls white space.
    private static ReadOnlySpan<byte> Blanks => " \t\n\v\f\r"u8;

    private static readonly SearchValues<byte> BlankValues = SearchValues.Create(Blanks);

    /// <summary>
    /// The first word of a header, which samtools and most others take for the sequence's name, and by which a contig may be asked for.
    /// White space before it does not count. Empty when there is none.
    /// </summary>
    public static ReadOnlySpan<byte> FirstWord(ReadOnlySpan<byte> header)
    {
        header = header.TrimStart(Blanks);
        int end = header.IndexOfAny(BlankValues);
        return end < 0 ? header : header[..end];
    }

    /// <summary>
    /// The short name of a header, by which C++ AGC finds contigs: the part before the first blank, tab, CR or LF. Unlike the first word it is
    /// empty when the header begins with one of these.
    /// </summary>
    public static ReadOnlySpan<byte> ShortName(ReadOnlySpan<byte> header)
    {
        int end = header.IndexOfAny(" \t\r\n"u8);
        return end < 0 ? header : header[..end];
    }
}
