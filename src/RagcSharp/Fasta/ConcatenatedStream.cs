namespace RagcSharp.Fasta;

/// <summary>Several streams read one after another. Disposes them all.</summary>
internal sealed class ConcatenatedStream(params Stream[] parts) : InputStream
{
    private int _current;

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty && _current < parts.Length)
        {
            int read = parts[_current].Read(buffer);
            if (read > 0)
                return read;
            _current++;
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var part in parts)
                part.Dispose();
        }

        base.Dispose(disposing);
    }
}
