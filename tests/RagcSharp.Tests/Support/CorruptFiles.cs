namespace RagcSharp.Tests.Support;

/// <summary>The files of testdata/corrupt, as its README lists them.</summary>
internal static class CorruptFiles
{
    private static readonly string Folder = Repository.PathTo("testdata", "corrupt");

    /// <summary>For each file what reading it and appending to it says; null where all is fine.</summary>
    public static IEnumerable<(string Name, string? Reading, string? Appending)> All =>
        File.ReadLines(Path.Combine(Folder, "README.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[1].Trim('`'), Message(cells[3]), Message(cells[4])));

    /// <summary>Names of the files that are there.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.agc").Select(path => Path.GetFileName(path)!);

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    private static string? Message(string cell) => cell == "fine" ? null : cell;
}
