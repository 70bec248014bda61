namespace RagcSharp.Tests.Support;

/// <summary>Where the files of the repository are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ragc-sharp.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests must lie within the repository");
        return folder.FullName;
    }
}
