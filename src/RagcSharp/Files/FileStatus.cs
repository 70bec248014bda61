using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace RagcSharp.Files;

/// <summary>What the system says of a file that is there. A file that has not changed has an equal status.</summary>
/// <remarks>
/// .NET tells neither inode numbers nor devices from files. On Linux this asks <c>statx</c>, whose record has one layout on all
/// machines; elsewhere files are told apart by their full names, links resolved.
/// </remarks>
/// <param name="IsOrdinary">Whether it is an ordinary file, and no pipe, device or folder.</param>
/// <param name="IsDevice">Whether it is a device of characters, as a terminal and <c>/dev/null</c> are.</param>
/// <param name="Identity">Which file it is: the same for all of its names.</param>
/// <param name="Length">Its length in bytes; 0 for what has none.</param>
/// <param name="Modified">When it was written last, as exactly as the system tells; for comparison only.</param>
internal sealed unsafe partial record FileStatus(bool IsOrdinary, bool IsDevice, string Identity, long Length, Int128 Modified)
{
    private const int CurrentDirectory = -100, OfDescriptor = 0x1000;
    private const uint BasicFields = 0x7FF;
    private const ushort TypeMask = 0xF000, OrdinaryFile = 0x8000, CharacterDevice = 0x2000;
    private const int NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The status of what a path leads to, links followed; null when nothing is there.</summary>
    public static FileStatus? Of(string path)
    {
        if (!Path.Exists(path))
            return null;
        if (OperatingSystem.IsLinux() && Ask(CurrentDirectory, path, 0) is { } status)
            return status;
        string full = Path.GetFullPath(path);
        string resolved = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        // A link to nothing.
        if (!Path.Exists(resolved))
            return null;
        bool isDevice = resolved.StartsWith("/dev/", StringComparison.Ordinal);
        var file = new FileInfo(resolved);
        return new FileStatus(!isDevice, isDevice, resolved, file.Exists ? file.Length : 0, file.LastWriteTimeUtc.Ticks);
    }

    /// <summary>The status of a file that is open; null where the system does not tell.</summary>
    public static FileStatus? Of(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        bool isHeld = false;
        try
        {
            file.DangerousAddRef(ref isHeld);
            return Ask((int)file.DangerousGetHandle(), "", OfDescriptor);
        }
        finally
        {
            if (isHeld)
                file.DangerousRelease();
        }
    }

    /// <summary>
    /// Which file a path leads to, or would lead to once something is written there; equal for all paths to the same place. Null when there is
    /// no such folder.
    /// </summary>
    public static string? PlaceOf(string path)
    {
        if (Of(path) is { } status)
            return status.Identity;
        string target = Path.GetFullPath(path);
        // A link to what is not there yet.
        if (new FileInfo(target).LinkTarget is not null)
            target = File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
        return Of(Path.GetDirectoryName(target) ?? "/") is { } folder ? $"{folder.Identity}/{Path.GetFileName(target)}" : null;
    }

    /// <summary>Bytes of an ordinary file; null for what has no length, or is not there.</summary>
    public static long? LengthOf(string path) => Of(path) is { IsOrdinary: true } status ? status.Length : null;

    /// <summary>Whether two paths lead to the same file: by the same name, another, or a link. False if one leads to none.</summary>
    public static bool AreSame(string path, string other) => Of(path) is { } status && status.Identity == Of(other)?.Identity;

    private static FileStatus? Ask(int directory, string path, int flags)
    {
        try
        {
            Record record;
            return Ask(directory, path, flags, BasicFields, &record) != 0
                ? null
                : new FileStatus(
                    (record.Mode & TypeMask) == OrdinaryFile,
                    (record.Mode & TypeMask) == CharacterDevice,
                    $"{record.DeviceMajor}:{record.DeviceMinor}:{record.Inode}",
                    (record.Mode & TypeMask) == OrdinaryFile ? record.Size : 0,
                    ((Int128)record.ModifiedSeconds * NanosecondsPerSecond) + record.ModifiedNanoseconds);
        }
        catch (EntryPointNotFoundException)
        {
            // A C library of before 2018.
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Ask(int directory, string path, int flags, uint mask, Record* record);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Record
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public long Size;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
