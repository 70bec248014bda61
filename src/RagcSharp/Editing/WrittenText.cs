using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

using RagcSharp.Fasta;
using RagcSharp.Files;

namespace RagcSharp.Editing;

/// <summary>
/// A text that is read while a thread of its own writes it, some blocks ahead. That begins with the first read. What the writer throws, the
/// reader throws; when the reader has enough, the writer ends.
/// </summary>
/// <param name="write">Writes the text, once.</param>
internal sealed class WrittenText(Action<Stream> write) : InputStream
{
    private const int MostWaiting = 16;

    private readonly BlockingCollection<byte[]> _blocks = new(MostWaiting);
    private readonly CancellationTokenSource _end = new();
    private Thread? _writer;
    private ExceptionDispatchInfo? _error;
    private byte[] _block = [];
    private int _read;

    public override int Read(Span<byte> buffer)
    {
        if (_writer is null)
        {
            _writer = new Thread(Serve) { IsBackground = true, Name = "ragc text" };
            _writer.Start();
        }

        while (_read == _block.Length)
        {
            if (!_blocks.TryTake(out var block, Timeout.Infinite))
            {
                _error?.Throw();
                return 0;
            }

            (_block, _read) = (block, 0);
        }

        int count = Math.Min(buffer.Length, _block.Length - _read);
        _block.AsSpan(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _end.Cancel();
            _writer?.Join();
            _end.Dispose();
            _blocks.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Serve()
    {
        try
        {
            write(new Blocks(_blocks, _end.Token));
        }
        catch (Exception e)
        {
            _error = ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            _blocks.CompleteAdding();
        }
    }

    /// <summary>Where the text is written.</summary>
    private sealed class Blocks(BlockingCollection<byte[]> blocks, CancellationToken end) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (!buffer.IsEmpty)
                blocks.Add(buffer.ToArray(), end);
        }

        public override void Flush()
        {
        }
    }
}
