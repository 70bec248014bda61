namespace RagcSharp.Native.Tests;

/// <summary>The library as <c>scripts/build-native.sh</c> builds it: once, and again when a source file has changed.</summary>
internal static class BuiltLibrary
{
    private static readonly Lazy<string> Built = new(Build);

    /// <summary>The folder that was built into.</summary>
    public static string Folder => Built.Value;

    /// <summary>The shared library.</summary>
    public static string Shared => Path.Combine(Folder, "lib", "libagc.so.3");

    /// <summary>What a compiler needs to link with the shared library.</summary>
    public static string LinkShared => $"-I{Folder}/include -L{Folder}/lib -Wl,-rpath,{Folder}/lib -lagc";

    /// <summary>What a compiler needs to link with the static library.</summary>
    public static string LinkStatic => $"-I{Folder}/include {Folder}/lib/libagc.a -lm -lpthread";

    private static string Build()
    {
        string folder = Path.Combine(Ragc.Root, "artifacts", "native");
        if (IsStale(Path.Combine(folder, "lib", "agc-root", "3rd_party", "zstd", "lib", "libzstd.a")))
            Client.Succeed(Ragc.Root, $"scripts/build-native.sh '{folder}'");
        return folder;
    }

    // The file is what the script makes last.
    private static bool IsStale(string last)
    {
        if (!File.Exists(last))
            return true;
        var built = File.GetLastWriteTimeUtc(last);
        string[] roots = ["src/RagcSharp", "src/RagcSharp.Native", "scripts/build-native.sh", "Directory.Build.props", "Directory.Packages.props"];
        return roots.Select(root => Path.Combine(Ragc.Root, root))
            .SelectMany(root => Directory.Exists(root) ? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories) : [root])
            .Any(file => File.GetLastWriteTimeUtc(file) > built);
    }
}
