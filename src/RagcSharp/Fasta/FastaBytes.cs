using System.Buffers;
using System.IO.Pipelines;

namespace RagcSharp.Fasta;

/// <summary>The bytes of a FASTA file, seen through a window that moves forward. Used by one thread.</summary>
/// <param name="stream">The decompressed file; disposed with this.</param>
internal sealed class FastaBytes(Stream stream) : IDisposable
{
    private const int BufferSize = 1 << 17;

    private readonly PipeReader _input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferSize));

    // What the pipe has given, once it has, and the piece of it that is in sight: cutting that is cheaper than cutting a sequence.
    private ReadOnlySequence<byte> _buffer;
    private ReadOnlyMemory<byte> _piece;
    private int _at;
    private bool _hasBuffer;
    private bool _isAtEnd;

    /// <summary>The bytes in sight; empty before <see cref="Fill"/> and at the end of the file.</summary>
    public ReadOnlySpan<byte> Span => _piece.Span[_at..];

    /// <summary>Makes sure that bytes are in sight; false at the end of the file.</summary>
    public bool Fill() => _at < _piece.Length || FillAgain();

    /// <summary>The next byte, which stays in sight; false at the end of the file.</summary>
    public bool Peek(out byte next)
    {
        bool hasNext = Fill();
        next = hasNext ? _piece.Span[_at] : (byte)0;
        return hasNext;
    }

    /// <summary>Passes over bytes in sight.</summary>
    public void Advance(int count) => _at += count;

    public void Dispose() => _input.Complete();

    private bool FillAgain()
    {
        _buffer = _buffer.Slice(_piece.Length);
        while (_buffer.IsEmpty && !_isAtEnd)
        {
            if (_hasBuffer)
                _input.AdvanceTo(_buffer.End);
            var read = ReadInput();
            _hasBuffer = true;
            _buffer = read.Buffer;
            _isAtEnd = read.IsCompleted && read.Buffer.IsEmpty;
        }

        _piece = _buffer.First;
        _at = 0;
        return !_buffer.IsEmpty;
    }

    // Our streams answer at once, so nothing waits here but the read itself.
    private ReadResult ReadInput()
    {
        var pending = _input.ReadAsync();
        return pending.IsCompleted ? pending.Result : pending.AsTask().GetAwaiter().GetResult();
    }
}
