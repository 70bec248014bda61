using Microsoft.Win32.SafeHandles;

using RagcSharp.Files;

namespace RagcSharp;

/// <summary>
/// A file that appears under its name when it is complete: written beside it under another name, then renamed.
/// Disposal without <see cref="Commit"/> deletes it and leaves what was there before. What is no ordinary file (a pipe, a device) is
/// written directly.
/// </summary>
/// <remarks>
/// The temporary name is <c>ragc-XXXXXXXX-XXXXXXXX.tmp</c>. Should the process be killed, the next one that makes a file in the
/// folder deletes it. Not thread-safe.
/// </remarks>
public sealed class OutputFile : IDisposable
{
    private readonly string _path;
    private readonly string _name;
    private readonly TemporaryFile? _temporary;
    private readonly UnixFileMode? _mode;
    private readonly FileStream _stream;
    private readonly NamedStream _named;
    private bool _isComplete;
    private bool _isDone;

    /// <summary>Makes the file, under its temporary name.</summary>
    /// <param name="path">Its name, or a link, whose target is replaced.</param>
    /// <exception cref="IOException">No file can be made there.</exception>
    public OutputFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new IOException($"{path}: is a directory, the name of a file was expected");
        _name = path;
        bool isOrdinary = FileStatus.Of(path)?.IsOrdinary ?? true;
        _path = isOrdinary ? TargetOf(path) : path;
        try
        {
            if (isOrdinary)
            {
                string folder = Path.GetDirectoryName(_path)!;
                AbandonedFiles.DeleteIn(folder);
                // Who may read the file that is there may read the new one, and nobody else.
                _mode = !OperatingSystem.IsWindows() && File.Exists(_path) ? File.GetUnixFileMode(_path) : null;
                _temporary = TemporaryFile.In(folder, _mode);
            }

            _stream = _temporary?.Stream ?? new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new IOException($"{path}: no such directory", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path}: permission denied", e);
        }
        catch (IOException e)
        {
            throw Named(e);
        }

        _named = new NamedStream(this);
    }

    /// <summary>Takes the contents. Its errors name the file.</summary>
    public Stream Stream => _named;

    /// <summary>Whether it is an ordinary file, which can be read before it has its name.</summary>
    public bool IsOrdinary => _temporary is not null;

    /// <summary>Whether two paths lead to the same file: by the same name, another, or a link. False if one leads to none.</summary>
    public static bool AreSame(string path, string other) => FileStatus.AreSame(path, other);

    /// <summary>Throws if a file that is to be written is one that is read: by the same name, another, or a link.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public static void CheckIsNot(string output, string input)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(input);
        CheckAreDistinct([output], [input]);
    }

    /// <summary>
    /// Throws if a file that is to be written is one that is read, or is to be written twice: by the same name, another, or a link. What is
    /// no ordinary file, as a terminal or a pipe, may be read as well as written, and a device as <c>/dev/null</c> may be written by
    /// several.
    /// </summary>
    /// <param name="outputs">Files that are to be written; they need not be there.</param>
    /// <param name="inputs">Files that are read.</param>
    /// <exception cref="ArgumentException">It is.</exception>
    public static void CheckAreDistinct(IEnumerable<string> outputs, IEnumerable<string> inputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(inputs);
        var ordinary = new HashSet<string>(StringComparer.Ordinal);
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string output in outputs)
        {
            var status = FileStatus.Of(output);
            if (status is { IsOrdinary: true })
                ordinary.Add(status.Identity);
            if (status is { IsDevice: true } || FileStatus.PlaceOf(output) is not { } place || places.TryAdd(place, output))
                continue;
            throw new ArgumentException(places[place] == output
                ? $"{output}: is the name of two outputs"
                : $"{output}: is the same file as another output, {places[place]}");
        }

        // Most often nothing is there yet, and inputs are many.
        if (ordinary.Count == 0)
            return;
        foreach (string input in inputs)
        {
            if (FileStatus.Of(input) is { } read && ordinary.Contains(read.Identity))
                throw new ArgumentException($"{input}: is the output as well as an input");
        }
    }

    /// <summary>Puts the file under its name, in place of what is there.</summary>
    /// <param name="isDurable">
    /// Whether the contents must be on the disk before, and the name afterwards, so that a failing machine leaves either the old file or
    /// the new one. Waiting for the disk takes long; what can be extracted again does not need it.
    /// </param>
    /// <exception cref="IOException">What is left could not be written, or the file not be renamed.</exception>
    public void Commit(bool isDurable = true) => CommitAll([this], isDurable);

    /// <summary>
    /// Puts files that belong together under their names: none before all of them are complete.
    /// </summary>
    /// <param name="files">They take their names in this order.</param>
    /// <param name="isDurable">As for <see cref="Commit"/>.</param>
    /// <exception cref="IOException">What is left could not be written, or a file not be renamed.</exception>
    public static void CommitAll(IReadOnlyList<OutputFile> files, bool isDurable = true)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (var file in files)
            ObjectDisposedException.ThrowIf(file._isDone, file);
        foreach (var file in files)
            _ = file.Complete(isDurable);
        foreach (var file in files)
            file.GiveName(isDurable);
    }

    /// <summary>The whole name of the file; of a link, that of its target.</summary>
    internal string Target => _path;

    /// <summary>
    /// Writes what is left; nothing may be written afterwards. Returns a handle by which an ordinary file can be read before
    /// <see cref="Commit"/> gives it its name; it is good until then. (It cannot be opened again: it is locked.)
    /// </summary>
    /// <inheritdoc cref="Commit"/>
    internal SafeFileHandle Complete(bool isDurable = true)
    {
        if (!_isComplete)
            Naming(() => _stream.Flush(flushToDisk: isDurable && _temporary is not null));
        _isComplete = true;
        return _stream.SafeFileHandle;
    }

    /// <summary>Closes the file; deletes it if it is not complete. Throws nothing; may be called twice.</summary>
    public void Dispose()
    {
        if (_isDone)
            return;
        _isDone = true;
        if (_temporary is not null)
        {
            _temporary.Dispose();
            return;
        }

        try
        {
            _stream.Dispose();
        }
        catch (Exception)
        {
            // It is broken off anyway.
        }
    }

    // A link stays a link: what it points to is replaced. The whole name, since the current folder may change.
    private static string TargetOf(string path) => new FileInfo(path).LinkTarget is null
        ? Path.GetFullPath(path)
        : File.ResolveLinkTarget(Path.GetFullPath(path), returnFinalTarget: true)!.FullName;

    private void GiveName(bool isDurable)
    {
        Naming(() =>
        {
            if (_temporary is null)
                _stream.Dispose();
            else
                Rename(_temporary, isDurable);
        });
        _isDone = true;
        _temporary?.Dispose();
    }

    private void Rename(TemporaryFile file, bool isDurable)
    {
        try
        {
            file.MoveTo(_path, _mode);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException($"its folder, or the temporary file {Path.GetFileName(file.Path)} in it, has vanished", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException("permission denied", e);
        }

        if (isDurable)
            FolderSync.Sync(Path.GetDirectoryName(_path)!);
    }

    private void Naming(Action action)
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

    // .NET puts its own name for the file behind what is wrong. The system's number of the error stays: it tells closed pipes. A file
    // that grows too large is an argument out of range to .NET.
    private IOException Named(Exception e) => e is ArgumentException
        ? new($"{_name}: larger than the file system, or the limit that is set (ulimit -f), allows", e)
        : new($"{_name}: {e.Message.Split(" : '")[0]}", e) { HResult = e.HResult };

    /// <summary>Writes to a file whose system name means nothing to the user: errors tell the name it will have.</summary>
    private sealed class NamedStream(OutputFile owner) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            ObjectDisposedException.ThrowIf(owner._isDone, owner);
            try
            {
                owner._stream.Write(buffer);
            }
            catch (Exception e) when (e is IOException or ArgumentException)
            {
                throw owner.Named(e);
            }
        }

        public override void Flush() => owner.Naming(owner._stream.Flush);
    }
}
