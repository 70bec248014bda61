namespace RagcSharp.Cli;

/// <summary>What the name of a file says of its compression, as programs go by it that do not look into files.</summary>
internal static class NamedCompression
{
    /// <summary>What bgzip writes, too.</summary>
    public const string Gzip = "gzip";

    private static readonly (string Extension, string Name)[] Known =
    [
        (".gz", Gzip), (".bgz", Gzip), (".zst", "zstd"), (".zstd", "zstd"), (".xz", "xz"), (".lzma", "lzma"), (".bz2", "bzip2"),
        (".zip", "zip"), (".lz4", "lz4"), (".lz", "lzip"), (".br", "brotli"), (".7z", "7-Zip"), (".z", "compress"),
    ];

    /// <summary>The compression; null if the name says nothing of one.</summary>
    public static string? Of(string path) =>
        Array.Find(Known, known => path.EndsWith(known.Extension, StringComparison.OrdinalIgnoreCase)).Name;
}
