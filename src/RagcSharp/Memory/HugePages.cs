using System.Runtime.InteropServices;

namespace RagcSharp.Memory;

/// <summary>Large pages for tables that are read all over: the processor then finds its way in them faster.</summary>
internal static unsafe partial class HugePages
{
    private const nint Page = 1 << 21;
    private const int Advice = 14;

    /// <summary>Asks the system for large pages, before the memory is used; it may refuse, and nothing is lost.</summary>
    public static void Advise(byte* start, long length)
    {
        if (!OperatingSystem.IsLinux() || length < 4 * Page)
            return;
        nint first = ((nint)start + Page - 1) & ~(Page - 1), end = ((nint)start + (nint)length) & ~(Page - 1);
        _ = MAdvise(first, end - first, Advice);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MAdvise(nint start, nint length, int advice);
}
