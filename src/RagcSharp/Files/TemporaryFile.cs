using System.Globalization;
using System.Text.RegularExpressions;

namespace RagcSharp.Files;

/// <summary>
/// A file beside the one that it is to become, locked while it is there. It goes with <see cref="Dispose"/>, with the end of the process,
/// or, when the process was killed, with the next file that is made in the folder.
/// </summary>
/// <remarks>
/// <para>What tells a file whose writer is gone is its <see cref="FileLock"/>. Whoever can take the lock may delete the file, and does so
/// while holding it. A new file cannot be locked in the moment in which it is made: so its maker looks, with the lock in hand,
/// whether it is there still, and makes another one if not. It keeps the lock until the file has its final name, which it
/// takes with the lock shared.</para>
/// <para>On network file systems some machines lock for themselves only. There only files of this machine, since it was started, are
/// deleted: their names tell which. (A file without a name that is linked when complete, <c>O_TMPFILE</c>, would leave
/// nothing behind, but a link cannot replace a file, network file systems have none, and nobody could see what fills the disk.)</para>
/// <para>Not thread-safe, but for the end of the process.</para>
/// </remarks>
internal sealed partial class TemporaryFile : IDisposable
{
    private const int BufferSize = 1 << 16;
    private const int Attempts = 100;
    private const int TokenLength = 8;
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";

    /// <summary>What stands for the start of a machine that has no number for it; no file is of the same one then.</summary>
    private const string NoBoot = "00000000";

    private static readonly string Boot = ReadBoot();

    private TemporaryFile(string path, FileStream stream)
    {
        Path = path;
        Stream = stream;
        AppDomain.CurrentDomain.ProcessExit += DeleteAtExit;
    }

    public string Path { get; }

    public FileStream Stream { get; }

    /// <summary>Makes a file in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="mode">Who may read and write it; null for whatever is usual. The owner may, for now.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static TemporaryFile In(string folder, UnixFileMode? mode)
    {
        for (int attempt = 1; ; attempt++)
        {
            // No secret: a name that is taken is refused. (Cryptographic numbers would load OpenSSL: 6 MiB.)
            string number = ((uint)Random.Shared.NextInt64()).ToString("x8", CultureInfo.InvariantCulture);
            string path = System.IO.Path.Combine(folder, $"ragc-{Boot}-{number}.tmp");
            FileStream stream;
            try
            {
                stream = new FileStream(path, Options(mode));
            }
            catch (IOException e) when (e.GetType() == typeof(IOException) && attempt < Attempts)
            {
                // Somebody who looks for files without a writer has it just now, or it is there already.
                continue;
            }

            _ = FileLock.TryTake(stream.SafeFileHandle);
            if (File.Exists(path) || attempt == Attempts)
                return new TemporaryFile(path, stream);
            stream.Dispose();
        }
    }

    /// <summary>Whether a file's name is one of those made here, and whether it was made on this machine since its start.</summary>
    public static (bool IsOurs, bool IsOfThisBoot) Tell(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        return (Names().IsMatch(name), Boot != NoBoot && name.StartsWith($"ragc-{Boot}-", StringComparison.Ordinal));
    }

    /// <summary>Gives the file its final name, in place of what is there. All must have been written to the stream.</summary>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    public void MoveTo(string path, UnixFileMode? mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Stream.Dispose();
            File.Move(Path, path, overwrite: true);
            return;
        }

        if (mode is not null)
            File.SetUnixFileMode(Stream.SafeFileHandle, mode.Value);
        // Under its final name anybody may open it at once.
        FileLock.Share(Stream.SafeFileHandle);
        File.Move(Path, path, overwrite: true);
    }

    /// <summary>Closes the file, and deletes it unless it has its final name. Throws nothing; may be called twice.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= DeleteAtExit;
        try
        {
            // First the name, then the lock.
            if (!OperatingSystem.IsWindows())
                Delete();
            Stream.Dispose();
        }
        catch (Exception)
        {
            // What could not be flushed, for whatever reason, was to be deleted anyway.
        }

        Delete();
    }

    private void DeleteAtExit(object? sender, EventArgs e) => Delete();

    private void Delete()
    {
        try
        {
            File.Delete(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder has vanished, or may not be written any more: who can, will find it later.
        }
    }

    private static FileStreamOptions Options(UnixFileMode? mode)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            // What was written may be read again before it has its name.
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = BufferSize,
        };
        if (!OperatingSystem.IsWindows() && mode is not null)
            options.UnixCreateMode = mode.Value | UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static string ReadBoot()
    {
        try
        {
            return File.ReadAllText(BootIdFile)[..TokenLength];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            return NoBoot;
        }
    }

    [GeneratedRegex("^ragc-[0-9a-f]{8}-[0-9a-f]{8}\\.tmp$", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
