namespace RagcSharp.Tests.Faults;

/// <summary>The threads of pipelines that are alive. Tests that look at them must not run beside others that make archives.</summary>
internal static class PipelineThreads
{
    public static void AssertNone()
    {
        // The system forgets a thread a moment after it was joined.
        for (int patience = 100; patience > 0 && Alive().Length > 0; patience--)
            Thread.Sleep(10);
        Assert.Empty(Alive());
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
