namespace RagcSharp.Fasta;

/// <summary>Collects small pieces of text for a stream, which it does not own. Used by one thread.</summary>
internal sealed class OutputBuffer(Stream output)
{
    private const int BufferSize = 1 << 17;

    private readonly byte[] _buffer = new byte[BufferSize];
    private int _used;
    private byte _last = (byte)'\n';

    /// <summary>Whether what was written so far ends in a line end, or is nothing.</summary>
    public bool EndsInLineEnd => _last is (byte)'\n' or (byte)'\r';

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        _last = bytes[^1];
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

    /// <summary>Hands everything on to the stream.</summary>
    public void Flush()
    {
        output.Write(_buffer, 0, _used);
        _used = 0;
        output.Flush();
    }
}
