using RagcSharp.Fasta;

namespace RagcSharp.Reading;

/// <summary>
/// Text of an archive that is decoded as it is read: never more than a few segments ahead. Reads forward only. Used by one thread.
/// </summary>
internal sealed class ExtractedStream : InputStream
{
    private readonly MemoryStream _text = new();
    private readonly IEnumerator<int> _steps;

    /// <param name="write">Writes the text, a little at each step.</param>
    public ExtractedStream(Func<Stream, IEnumerable<int>> write) => _steps = write(_text).GetEnumerator();

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        while (_text.Position == _text.Length)
        {
            _text.SetLength(0);
            if (!_steps.MoveNext())
                break;
            _text.Position = 0;
        }

        return _text.Read(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _steps.Dispose();
        base.Dispose(disposing);
    }
}
