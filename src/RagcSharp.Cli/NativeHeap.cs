using System.Runtime.InteropServices;

namespace RagcSharp.Cli;

/// <summary>
/// Tells the C library how to manage unmanaged memory: packs come and go, and what is freed shall go back to the system. By
/// default glibc keeps a heap for every thread and raises its thresholds as it sees large blocks; on eleven yeasts at six threads that
/// costs 100 MiB of 370.
/// </summary>
internal static partial class NativeHeap
{
    private const int TrimThreshold = -1, MappingThreshold = -3, MostArenas = -8;

    private const int SmallestMapping = 64 * 1024;

    /// <summary>To be called before the first block is asked for.</summary>
    public static void Configure()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = Set(MostArenas, 2);
            _ = Set(MappingThreshold, SmallestMapping);
            _ = Set(TrimThreshold, SmallestMapping);
        }
        catch (EntryPointNotFoundException)
        {
            // Not glibc: its neighbours give memory back as they are.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int Set(int parameter, int value);
}
