using System.ComponentModel;
using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace RagcSharp.Native;

/// <summary>Opens files by the bytes of their names, which need not be UTF-8.</summary>
internal static unsafe partial class NativeFile
{
    private const int CloseOnExec = 0x80000, NonBlocking = 0x800, MemoryCloseOnExec = 1;
    private const int BlockSize = 1 << 20;

    /// <summary>Opens an ordinary file for reading. A pipe without a writer is not waited for.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SafeFileHandle Open(byte* path)
    {
        int descriptor = OpenDescriptor(path, OperatingSystem.IsLinux() ? CloseOnExec | NonBlocking : 0);
        if (descriptor >= 0)
            return new SafeFileHandle(descriptor, ownsHandle: true);
        throw new IOException($"{CText.ToString(path)}: {new Win32Exception().Message}");
    }

    /// <summary>Copies a file into memory, and closes it. Where the system has no files in memory, the file is returned.</summary>
    /// <exception cref="IOException">The file cannot be read, or memory is exhausted.</exception>
    public static SafeFileHandle CopyToMemory(SafeFileHandle file, string name)
    {
        int descriptor = OperatingSystem.IsLinux() ? CreateInMemory("agc", MemoryCloseOnExec) : -1;
        if (descriptor < 0)
            return file;
        var copy = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            using (file)
                Copy(file, copy);
            return copy;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            copy.Dispose();
            throw new IOException($"{name}: {e.Message}", e);
        }
    }

    private static void Copy(SafeFileHandle from, SafeFileHandle to)
    {
        var block = new byte[BlockSize];
        long offset = 0;
        for (int read; (read = RandomAccess.Read(from, block, offset)) > 0; offset += read)
            RandomAccess.Write(to, block.AsSpan(0, read), offset);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int OpenDescriptor(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateInMemory(string name, uint flags);
}
