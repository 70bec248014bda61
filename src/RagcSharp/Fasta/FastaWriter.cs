namespace RagcSharp.Fasta;

/// <summary>
/// Writes contigs as FASTA, with lines of a fixed length. Buffers; does not own the stream. Used by one thread.
/// </summary>
internal sealed class FastaWriter(Stream output, int lineLength)
{
    private const int BufferSize = 1 << 17;

    private readonly byte[] _buffer = new byte[BufferSize];
    private int _used;
    private int _column;

    /// <summary>Ends the contig before, and begins one with a header of two parts.</summary>
    public void BeginContig(ReadOnlySpan<byte> name, string suffix = "")
    {
        EndLine();
        Write(">"u8);
        Write(name);
        Write(System.Text.Encoding.UTF8.GetBytes(suffix));
        Write("\n"u8);
    }

    /// <summary>Writes letters of the current contig, breaking lines.</summary>
    public void WriteLetters(ReadOnlySpan<byte> letters)
    {
        while (!letters.IsEmpty)
        {
            int count = Math.Min(letters.Length, lineLength - _column);
            Write(letters[..count]);
            letters = letters[count..];
            _column += count;
            if (_column == lineLength)
                EndLine();
        }
    }

    /// <summary>Ends the last contig and hands everything on to the stream.</summary>
    public void Flush()
    {
        EndLine();
        output.Write(_buffer, 0, _used);
        _used = 0;
        output.Flush();
    }

    private void EndLine()
    {
        if (_column > 0)
            Write("\n"u8);
        _column = 0;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BufferSize - _used)
        {
            output.Write(_buffer, 0, _used);
            _used = 0;
            if (bytes.Length > BufferSize)
            {
                output.Write(bytes);
                return;
            }
        }

        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }
}
