namespace RagcSharp;

/// <summary>
/// A file that appears under its name when it is complete: written beside it under another name, then renamed.
/// Disposal without <see cref="Commit"/> deletes it and leaves what was there before. What is no ordinary file (a pipe, a device) is
/// written directly.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class OutputFile : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly string _path;
    private readonly string? _temporary;
    private readonly FileStream _stream;
    private readonly NamedStream _named;
    private bool _isComplete;
    private bool _isDone;

    /// <summary>Makes the file, under its temporary name.</summary>
    /// <exception cref="IOException">No file can be made there.</exception>
    public OutputFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new IOException($"{path}: is a directory, the name of a file was expected");
        // A link stays a link: what it points to is replaced.
        _path = new FileInfo(path).LinkTarget is null
            ? path
            : File.ResolveLinkTarget(Path.GetFullPath(path), returnFinalTarget: true)!.FullName;
        bool isOrdinary = FileStatus.Of(_path)?.IsOrdinary ?? true;
        _temporary = isOrdinary ? TemporaryBeside(_path) : null;
        try
        {
            _stream = new FileStream(
                _temporary ?? _path,
                isOrdinary ? FileMode.CreateNew : FileMode.Open,
                FileAccess.Write,
                isOrdinary ? FileShare.None : FileShare.ReadWrite,
                BufferSize);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new IOException($"{path}: no such directory", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path}: permission denied", e);
        }

        _named = new NamedStream(_stream, path);
    }

    // In the same folder, so that renaming is one step; not made of the name, which may be as long as names can be.
    private static string TemporaryBeside(string path) => Path.Combine(
        Path.GetDirectoryName(path) ?? "", $"ragc-{Environment.ProcessId}-{Path.GetRandomFileName()[..8]}.tmp");

    /// <summary>Takes the contents. Its errors name the file.</summary>
    public Stream Stream => _named;

    /// <summary>Whether it is an ordinary file, which can be read before it has its name.</summary>
    public bool IsOrdinary => _temporary is not null;

    /// <summary>Throws if a file that is to be written is one that is read: by the same name, another, or a link.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public static void CheckIsNot(string output, string input)
    {
        if (FileStatus.Of(output) is { } status && status.Identity == FileStatus.Of(input)?.Identity)
            throw new ArgumentException($"{input}: is the output as well as an input");
    }

    /// <summary>Puts the file under its name, in place of what is there.</summary>
    /// <param name="isDurable">
    /// Whether the contents must be on the disk before, so that a failing machine leaves either the old file or the new one. Waiting for the
    /// disk takes long; what can be extracted again does not need it.
    /// </param>
    /// <exception cref="IOException">What is left could not be written, or the file not be renamed.</exception>
    public void Commit(bool isDurable = true)
    {
        if (!_isComplete)
            _ = Complete(isDurable);
        if (_temporary is not null)
            File.Move(_temporary, _path, overwrite: true);
        _isDone = true;
    }

    /// <summary>
    /// Writes what is left; nothing may be written afterwards. Returns the name under which the file can be read before
    /// <see cref="Commit"/> gives it the one it is to have.
    /// </summary>
    /// <inheritdoc cref="Commit"/>
    public string Complete(bool isDurable = true)
    {
        _named.Naming(() =>
        {
            _stream.Flush(flushToDisk: isDurable && _temporary is not null);
            _stream.Dispose();
        });
        _isComplete = true;
        return _temporary ?? _path;
    }

    /// <summary>Closes the file; deletes it if it is not complete. May be called twice.</summary>
    public void Dispose()
    {
        if (_isDone)
            return;
        _isDone = true;
        try
        {
            _stream.Dispose();
        }
        catch (Exception)
        {
            // What could not be flushed, for whatever reason, was to be deleted anyway.
        }

        if (_temporary is not null)
            File.Delete(_temporary);
    }

    /// <summary>Writes to a file whose system name means nothing to the user: errors tell the name it will have.</summary>
    private sealed class NamedStream(FileStream file, string name) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        /// <summary>Does something with the file.</summary>
        public void Naming(Action action)
        {
            try
            {
                action();
            }
            catch (Exception e) when (e is IOException or ArgumentException)
            {
                throw Named(e);
            }
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                file.Write(buffer);
            }
            catch (Exception e) when (e is IOException or ArgumentException)
            {
                throw Named(e);
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => Naming(file.Flush);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        // .NET puts its own name for the file behind what is wrong.
        private IOException Named(Exception e) => new($"{name}: {e.Message.Split(" : '")[0]}", e);
    }
}
