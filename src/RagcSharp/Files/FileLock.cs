using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace RagcSharp.Files;

/// <summary>
/// The lock of a whole open file (<c>flock</c>), which the system drops when the file is closed, however the process ends. It belongs to
/// the open file and not to a process, so it means the same in every container of a machine, and process numbers used again do no harm.
/// </summary>
/// <remarks>.NET takes such locks too, but can be told not to, and keeps silent on file systems that have none.</remarks>
internal static partial class FileLock
{
    private const int Shared = 1, Exclusive = 2, WithoutWaiting = 4;

    /// <summary>Whether the lock is ours now. False when another has it, or when there are no locks here.</summary>
    public static bool TryTake(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
            return false;
        return Lock(file, Exclusive | WithoutWaiting) == 0;
    }

    /// <summary>
    /// Shares a lock that is ours: others who share it may have the file, but none who wants it alone. .NET opens no file, not even
    /// for reading, that somebody has locked alone.
    /// </summary>
    public static void Share(SafeFileHandle file)
    {
        if (!OperatingSystem.IsWindows())
            _ = Lock(file, Shared | WithoutWaiting);
    }

    [LibraryImport("libc", EntryPoint = "flock")]
    private static partial int Lock(SafeFileHandle file, int operation);
}
