namespace RagcSharp.Tests.Support;

/// <summary>An empty directory that lives as long as a test.</summary>
internal sealed class TempDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ragc-tests-");

    public string Path => _directory.FullName;

    /// <summary>Names of what is in it, sorted.</summary>
    public string[] Names => [.. _directory.GetFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal)];

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _directory.Delete(recursive: true);
}
