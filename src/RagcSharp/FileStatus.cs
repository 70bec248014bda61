using System.Runtime.InteropServices;

namespace RagcSharp;

/// <summary>What the system says of a file that is there: whether it is an ordinary one, and which one.</summary>
/// <remarks>
/// .NET tells neither inode numbers nor devices from files. On Linux this asks <c>statx</c>, whose record has one layout on all
/// machines; elsewhere files are told apart by their full names, links resolved.
/// </remarks>
internal sealed unsafe partial record FileStatus(bool IsOrdinary, string Identity)
{
    private const int CurrentDirectory = -100;
    private const uint BasicFields = 0x7FF;
    private const ushort TypeMask = 0xF000, OrdinaryFile = 0x8000;

    /// <summary>The status of what a path leads to, links followed; null when nothing is there.</summary>
    public static FileStatus? Of(string path)
    {
        if (!Path.Exists(path))
            return null;
        if (OperatingSystem.IsLinux())
        {
            try
            {
                Record record;
                if (Ask(CurrentDirectory, path, 0, BasicFields, &record) == 0)
                {
                    return new FileStatus(
                        (record.Mode & TypeMask) == OrdinaryFile, $"{record.DeviceMajor}:{record.DeviceMinor}:{record.Inode}");
                }
            }
            catch (EntryPointNotFoundException)
            {
                // A C library of before 2018.
            }
        }

        string full = Path.GetFullPath(path);
        string resolved = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        return new FileStatus(!resolved.StartsWith("/dev/", StringComparison.Ordinal), resolved);
    }

    /// <summary>Bytes of an ordinary file; null for what has no length, or is not there.</summary>
    public static long? LengthOf(string path)
    {
        // A link has a length of its own.
        var file = new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
        return file.Exists && Of(path) is { IsOrdinary: true } ? file.Length : null;
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

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
