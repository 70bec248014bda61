namespace RagcSharp.Fasta;

/// <summary>How the lines of FASTA are laid out: here, all of one length but the last one of a contig, and ended by LF.</summary>
internal class LineLayout(int lineLength)
{
    /// <summary>A line is to begin: writes what stands before it, and returns its length.</summary>
    public virtual long BeginLine(OutputBuffer output) => lineLength;

    /// <summary>Ends a line.</summary>
    public virtual void EndLine(OutputBuffer output) => output.Write("\n"u8);

    /// <summary>Ends the line of a header.</summary>
    public virtual void EndHeader(OutputBuffer output) => EndLine(output);

    /// <summary>A contig's last line has ended: writes what stands behind it.</summary>
    public virtual void EndContig(OutputBuffer output)
    {
    }
}
