using RagcSharp.Fasta;

namespace RagcSharp.Tests.Support;

/// <summary>A stream of a few characters, and then of one only, as often as is said: nobody holds it in memory.</summary>
internal sealed class EndlessLine(string begin, byte then, long times) : InputStream
{
    private readonly MemoryStream _begin = new(Text.Bytes(begin));
    private long _left = times;

    public override int Read(Span<byte> buffer)
    {
        int read = _begin.Read(buffer);
        if (read > 0)
            return read;
        read = (int)Math.Min(buffer.Length, _left);
        buffer[..read].Fill(then);
        _left -= read;
        return read;
    }
}
