using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace RagcSharp.Files;

/// <summary>
/// An archive whose place is taken by one that is made of it. What somebody else puts there meanwhile would be lost, so whoever does this
/// holds a lock of the archive from before it is read until it is replaced, and looks, right before that, whether it is what it was.
/// </summary>
/// <remarks>
/// <para>The lock (<c>F_OFD_SETLK</c>) is one of this purpose only: those who read the archive neither see it nor are in its way. As
/// <see cref="FileLock"/>, it goes with the process. There is none where the file may not be written, and on network file systems, where
/// .NET's own locks for reading would be in its way. There, and if somebody replaces the archive without asking for a lock, what
/// <see cref="Check"/> sees ends the work.</para>
/// <para>Not thread-safe.</para>
/// </remarks>
internal sealed unsafe partial class ReplacedArchive : IDisposable
{
    private const int SetLock = 37;
    private const int Again = 11, AccessDenied = 13;
    private const short ExclusiveLock = 1;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly string _path;
    private readonly FileStatus _status;
    private readonly SafeFileHandle? _lock;

    private ReplacedArchive(string path, FileStatus status, SafeFileHandle? locked)
    {
        _path = path;
        _status = status;
        _lock = locked;
    }

    private enum Outcome
    {
        Taken,
        HeldByAnother,
        NotPossible,
    }

    /// <summary>To be called before the archive is opened.</summary>
    /// <param name="archive">The archive that is read.</param>
    /// <param name="output">Where the new one goes.</param>
    /// <param name="waits">Whether to wait while another run holds the lock.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Null if the new archive goes elsewhere, or there is none to read.</returns>
    /// <exception cref="IOException">Another run holds the lock.</exception>
    public static ReplacedArchive? Of(string archive, string output, bool waits, CancellationToken cancellation)
    {
        if (FileStatus.Of(archive) is not { IsOrdinary: true } read || FileStatus.Of(output)?.Identity != read.Identity)
            return null;
        while (true)
        {
            var file = Open(output);
            var outcome = file is null ? Outcome.NotPossible : TryLock(file);
            if (FileStatus.Of(output) is not { } status)
            {
                file?.Dispose();
                return null;
            }

            if (outcome == Outcome.NotPossible)
            {
                file?.Dispose();
                return new ReplacedArchive(output, status, null);
            }

            // Who held the lock before may have put another file there.
            if (outcome == Outcome.Taken && FileStatus.Of(file!)?.Identity == status.Identity)
                return new ReplacedArchive(output, status, file);
            file!.Dispose();
            if (outcome == Outcome.Taken)
                continue;
            if (!waits)
                throw new IOException(Changed(output) + "; that run is still at work (--wait waits for it)");
            cancellation.WaitHandle.WaitOne(Interval);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>To be called when the new archive is complete, right before it takes the place of this one.</summary>
    /// <exception cref="IOException">This one is not what it was.</exception>
    public void Check()
    {
        if (FileStatus.Of(_path) != _status)
            throw new IOException(Changed(_path));
    }

    /// <summary>Lets others have the lock. May be called twice.</summary>
    public void Dispose() => _lock?.Dispose();

    private static string Changed(string path) => $"{path}: changed by another run meanwhile; nothing was written";

    private static SafeFileHandle? Open(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!).DriveType == DriveType.Network
                ? null
                : File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static Outcome TryLock(SafeFileHandle file)
    {
        var whole = new RecordLock { Type = ExclusiveLock };
        if (Control(file, SetLock, &whole) == 0)
            return Outcome.Taken;
        return Marshal.GetLastPInvokeError() is Again or AccessDenied ? Outcome.HeldByAnother : Outcome.NotPossible;
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, int command, RecordLock* argument);

    // struct flock. All else is 0, whatever its layout: from the file's beginning to its end.
    [StructLayout(LayoutKind.Explicit, Size = 32)]
    private struct RecordLock
    {
        [FieldOffset(0)]
        public short Type;
    }
}
