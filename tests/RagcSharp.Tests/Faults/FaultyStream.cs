namespace RagcSharp.Tests.Faults;

/// <summary>A stream that fails at some byte, or is slow.</summary>
internal sealed class FaultyStream(Stream inner, long failAt = long.MaxValue, TimeSpan delay = default) : Stream
{
    public const string Message = "injected fault";

    private long _bytes;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        Pass(0);
        int read = inner.Read(buffer, offset, Math.Min(count, 1000));
        Pass(read);
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Pass(count);
        inner.Write(buffer, offset, count);
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Pass(int bytes)
    {
        if (delay > TimeSpan.Zero)
            Thread.Sleep(delay);
        _bytes += bytes;
        if (_bytes > failAt)
            throw new IOException(Message);
    }
}
