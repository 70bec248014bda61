using Microsoft.Win32.SafeHandles;

namespace RagcSharp.Archive;

/// <summary>The bytes of an archive, read here and there. Safe for any number of threads.</summary>
internal abstract class ArchiveSource : IDisposable
{
    /// <summary>Bytes there are.</summary>
    /// <exception cref="NotSupportedException">It is a pipe.</exception>
    public abstract long Length { get; }

    /// <summary>A source that reads from a file, whose position does not matter. Owns the handle.</summary>
    public static ArchiveSource Of(SafeFileHandle file) => new FileSource(file);

    /// <summary>A source that reads from a stream: of a file without its position, of any other one under a lock.</summary>
    /// <param name="stream">The stream; it can seek.</param>
    /// <param name="leavesOpen">Whether the stream stays open.</param>
    public static ArchiveSource Of(Stream stream, bool leavesOpen) => new StreamSource(stream, leavesOpen);

    /// <summary>Reads bytes at a place; 0 at the end.</summary>
    public abstract int Read(Span<byte> target, long offset);

    /// <summary>The same source, whose disposal changes nothing.</summary>
    public ArchiveSource Lend() => new LentSource(this);

    public abstract void Dispose();

    private sealed class FileSource(SafeFileHandle file) : ArchiveSource
    {
        public override long Length => RandomAccess.GetLength(file);

        public override int Read(Span<byte> target, long offset) => RandomAccess.Read(file, target, offset);

        public override void Dispose() => file.Dispose();
    }

    private sealed class StreamSource(Stream stream, bool leavesOpen) : ArchiveSource
    {
        private readonly SafeFileHandle? _file = (stream as FileStream)?.SafeFileHandle;
        private readonly Lock _lock = new();

        public override long Length => stream.Length;

        public override int Read(Span<byte> target, long offset)
        {
            if (_file is not null)
                return RandomAccess.Read(_file, target, offset);
            lock (_lock)
            {
                stream.Position = offset;
                return stream.Read(target);
            }
        }

        public override void Dispose()
        {
            if (!leavesOpen)
                stream.Dispose();
        }
    }

    private sealed class LentSource(ArchiveSource owner) : ArchiveSource
    {
        public override long Length => owner.Length;

        public override int Read(Span<byte> target, long offset) => owner.Read(target, offset);

        public override void Dispose()
        {
        }
    }
}
