namespace RagcSharp.Cli;

/// <summary>Counts what is written through it.</summary>
internal sealed class CountingStream(Stream inner) : WriteOnlyStream
{
    /// <summary>Bytes written.</summary>
    public long Count { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        Count += buffer.Length;
    }

    public override void Flush() => inner.Flush();
}
