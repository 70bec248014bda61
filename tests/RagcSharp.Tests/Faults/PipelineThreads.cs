using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Faults;

/// <summary>The threads of pipelines that are alive. Tests that look at them must not run beside others that make archives.</summary>
internal static class PipelineThreads
{
    public static void AssertNone()
    {
        // The system forgets a thread some time after it was joined: on a busy machine that has taken seconds.
        string[] alive = [];
        WatchedThreads.Await(() => (alive = Alive()).Length == 0, () => $"threads to end: {string.Join(", ", alive)}");
    }

    private static string[] Alive()
    {
        if (!OperatingSystem.IsLinux())
            return [];
        return [.. Directory.GetDirectories("/proc/self/task").Select(Name).Where(name => name.StartsWith("ragc ", StringComparison.Ordinal))];
    }

    private static string Name(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
