using System.Collections.Concurrent;

namespace RagcSharp.Files;

/// <summary>Deletes temporary files whose writer was killed. Thread-safe.</summary>
/// <seealso cref="TemporaryFile"/>
internal static class AbandonedFiles
{
    // Folders that were looked through: once a process is enough, and with a hundred thousand files to a folder all there is time for.
    private static readonly ConcurrentDictionary<string, bool> Seen = new(StringComparer.Ordinal);

    /// <summary>Looks through a folder, unless it was looked through before. Fails silently: nothing depends on it.</summary>
    public static void DeleteIn(string folder)
    {
        if (!OperatingSystem.IsWindows() && Seen.TryAdd(folder, true))
            Search(folder);
    }

    internal static void Search(string folder)
    {
        try
        {
            bool isLocal = new DriveInfo(folder).DriveType is DriveType.Fixed or DriveType.Ram or DriveType.Removable;
            foreach (string path in Directory.EnumerateFiles(folder, "ragc-*.tmp"))
            {
                var (isOurs, isOfThisBoot) = TemporaryFile.Tell(path);
                if (isOurs && (isLocal || isOfThisBoot))
                    DeleteIfAbandoned(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then they stay.
        }
    }

    private static void DeleteIfAbandoned(string path)
    {
        try
        {
            // Not through a link, and nothing that waits for somebody when it is opened.
            if (new FileInfo(path).LinkTarget is not null || FileStatus.Of(path) is not { IsOrdinary: true })
                return;
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            if (FileLock.TryTake(file))
                File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has a writer, or another owner.
        }
    }
}
