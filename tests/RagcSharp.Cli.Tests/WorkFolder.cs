using System.Text;

namespace RagcSharp.Cli.Tests;

/// <summary>A folder of a test's own, deleted with all that is in it.</summary>
internal sealed class WorkFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ragc-cli-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Names of what is there.</summary>
    public string[] Names() => [.. new DirectoryInfo(Path).EnumerateFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal)];

    public void Write(string name, string text) => System.IO.File.WriteAllText(File(name), text, Encoding.Latin1);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
