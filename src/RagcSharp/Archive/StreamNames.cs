namespace RagcSharp.Archive;

/// <summary>The names of streams (format page, section 1).</summary>
internal static class StreamNames
{
    public const string FileTypeInfo = "file_type_info";
    public const string Params = "params";
    public const string Splitters = "splitters";
    public const string SegmentSplitters = "segment-splitters";
    public const string CollectionSamples = "collection-samples";
    public const string CollectionContigs = "collection-contigs";
    public const string CollectionDetails = "collection-details";

    /// <summary>Streams of our own begin with this; C++ AGC ignores them.</summary>
    public const string OwnPrefix = "ragc-";

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_#";

    /// <summary>The stream with a group's reference.</summary>
    public static string Reference(int group) => "x" + Number(group) + "r";

    /// <summary>The stream with a group's packs.</summary>
    public static string Delta(int group) => "x" + Number(group) + "d";

    /// <summary>In base 64, least significant digit first.</summary>
    private static string Number(int group)
    {
        Span<char> digits = stackalloc char[6];
        int count = 0;
        do
        {
            digits[count++] = Digits[group & 63];
            group >>= 6;
        }
        while (group > 0);
        return new string(digits[..count]);
    }
}
