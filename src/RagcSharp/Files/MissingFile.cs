namespace RagcSharp.Files;

/// <summary>What is said of a file that is not there.</summary>
internal static class MissingFile
{
    // What .NET makes of bytes in a name that are no UTF-8.
    private const char Replacement = '\uFFFD';

    /// <summary>An exception that says so; of names that .NET cannot pass on to the system it says what helps.</summary>
    public static FileNotFoundException Error(string path, Exception? inner = null) => new(
        path.Contains(Replacement, StringComparison.Ordinal)
            ? $"{path}: no such file, or its name is not UTF-8: such a file must be renamed, or linked to by another name"
            : $"{(path.Length > 0 ? path : "''")}: no such file",
        inner);
}
