using System.Text;

namespace RagcSharp.Fasta;

/// <summary>Writes contigs as FASTA. Used by one thread.</summary>
internal sealed class FastaWriter(OutputBuffer output, LineLayout layout) : ILetterSink
{
    private long _column;
    private long _length;
    private bool _isInContig;

    /// <summary>How lines are laid out; to be changed between contigs only.</summary>
    public LineLayout Layout { get; set; } = layout;

    /// <summary>Ends the contig before, and begins one with a header of two parts.</summary>
    public void BeginContig(ReadOnlySpan<byte> name, string suffix = "")
    {
        EndContig();
        _isInContig = true;
        output.Write(">"u8);
        output.Write(name);
        output.Write(Encoding.UTF8.GetBytes(suffix));
        Layout.EndHeader(output);
    }

    /// <summary>Writes letters of the current contig, breaking lines.</summary>
    public void WriteLetters(ReadOnlySpan<byte> letters)
    {
        while (!letters.IsEmpty)
        {
            if (_column == 0)
                _length = Layout.BeginLine(output);
            int count = (int)Math.Min(letters.Length, _length - _column);
            output.Write(letters[..count]);
            letters = letters[count..];
            _column += count;
            if (_column == _length)
                EndLine();
        }
    }

    /// <summary>Ends the current contig, if there is one.</summary>
    public void EndContig()
    {
        if (_column > 0)
            EndLine();
        if (_isInContig)
            Layout.EndContig(output);
        _isInContig = false;
    }

    /// <summary>Ends the last contig and hands everything on to the stream.</summary>
    public void Flush()
    {
        EndContig();
        output.Flush();
    }

    private void EndLine()
    {
        Layout.EndLine(output);
        _column = 0;
    }
}
