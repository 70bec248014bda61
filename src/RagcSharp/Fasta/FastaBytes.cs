using System.Buffers;
using System.IO.Pipelines;

namespace RagcSharp.Fasta;

/// <summary>The bytes of a FASTA file, seen through a window that moves forward. Used by one thread.</summary>
/// <param name="stream">The decompressed file; disposed with this.</param>
internal sealed class FastaBytes(Stream stream) : IDisposable
{
    private const int BufferSize = 1 << 17;

    private readonly PipeReader _input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferSize));

    // What is left of the pipe's buffer, once there is one.
    private ReadOnlySequence<byte> _unread;
    private bool _hasBuffer;
    private bool _isAtEnd;

    /// <summary>The bytes in sight; empty before <see cref="Fill"/> and at the end of the file.</summary>
    public ReadOnlySpan<byte> Span => _unread.FirstSpan;

    /// <summary>Makes sure that bytes are in sight; false at the end of the file.</summary>
    public bool Fill()
    {
        while (_unread.IsEmpty && !_isAtEnd)
        {
            if (_hasBuffer)
                _input.AdvanceTo(_unread.End);
            var read = ReadInput();
            _hasBuffer = true;
            _unread = read.Buffer;
            _isAtEnd = read.IsCompleted && read.Buffer.IsEmpty;
        }

        return !_unread.IsEmpty;
    }

    /// <summary>The next byte, which stays in sight; false at the end of the file.</summary>
    public bool Peek(out byte next)
    {
        next = Fill() ? _unread.FirstSpan[0] : (byte)0;
        return !_unread.IsEmpty;
    }

    /// <summary>Passes over bytes in sight.</summary>
    public void Advance(int count) => _unread = _unread.Slice(count);

    public void Dispose() => _input.Complete();

    // Our streams answer at once, so nothing waits here but the read itself.
    private ReadResult ReadInput()
    {
        var pending = _input.ReadAsync();
        return pending.IsCompleted ? pending.Result : pending.AsTask().GetAwaiter().GetResult();
    }
}
