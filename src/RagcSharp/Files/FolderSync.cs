using System.Runtime.InteropServices;

namespace RagcSharp.Files;

/// <summary>
/// Puts the names in a folder on the disk. A file that was renamed is safe under its new name only then: syncing the file itself is not
/// enough. .NET opens no folders, so this asks the system.
/// </summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;
    private const int InputOutputError = 5;

    /// <exception cref="IOException">The disk has failed.</exception>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = Open(folder, ReadOnly);
        // A folder that may be written but not read cannot be synced; nor can those of some file systems.
        if (descriptor < 0)
            return;
        try
        {
            if (Sync(descriptor) != 0 && Marshal.GetLastPInvokeError() is InputOutputError and var error)
                throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
