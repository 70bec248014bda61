namespace RagcSharp.Cli.Tests;

/// <summary>A test that needs programs of others; where they are not installed, it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    /// <param name="package">The package of Debian that has them.</param>
    /// <param name="tools">Names of the programs.</param>
    public ToolFactAttribute(string package, params string[] tools)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (tools.FirstOrDefault(tool => !folders.Any(folder => File.Exists(Path.Combine(folder, tool)))) is { } missing)
            Skip = $"{missing} is not installed: apt-get install {package}";
    }
}
