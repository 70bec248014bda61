namespace RagcSharp.Fasta;

/// <summary>A stream that tells somebody how many bytes are read of it, as they are read. Disposes the stream.</summary>
internal sealed class CountedInput(Stream stream, Action<int> count) : InputStream
{
    public override int Read(Span<byte> buffer)
    {
        int read = stream.Read(buffer);
        count(read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }
}
