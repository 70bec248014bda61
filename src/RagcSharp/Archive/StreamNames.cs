namespace RagcSharp.Archive;

/// <summary>The names of streams (docs/format.md §1.2).</summary>
internal static class StreamNames
{
    public const string FileTypeInfo = "file_type_info";
    public const string Params = "params";
    public const string Splitters = "splitters";
    public const string SegmentSplitters = "segment-splitters";
    public const string CollectionDescription = "collection-desc";
    public const string CollectionMain = "collection-main";
    public const string CollectionSamples = "collection-samples";
    public const string CollectionContigs = "collection-contigs";
    public const string CollectionDetails = "collection-details";

    /// <summary>Groups 0..15 are raw: no reference, and segments stored as they are.</summary>
    public const int RawGroups = 16;

    /// <summary>Streams of our own begin with this; C++ AGC ignores them.</summary>
    public const string OwnPrefix = "ragc-";

    /// <summary>Checks of all other parts and of the directory; the last stream of all, see <see cref="PartChecks"/>.</summary>
    public const string Checks = OwnPrefix + "checks";

    /// <summary>The text of samples that AGC does not store, one part a sample (docs/format.md §7.3).</summary>
    public const string ExactSamples = "ragc-exact-samples";

    /// <summary>How the archive was made, as far as later appends need to know, see <see cref="RecordedModes"/>.</summary>
    public const string Modes = OwnPrefix + "modes";

    /// <summary>How the groups of a dense archive were made, as far as adding to it needs to know.</summary>
    public const string Dense = OwnPrefix + "dense";

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_#";

    /// <summary>The first version with the short names of group streams, and what else differs from the older ones.</summary>
    public const int NewVersion = 3;

    /// <summary>The stream with a group's reference.</summary>
    public static string Reference(int group, int version = NewVersion) =>
        version < NewVersion ? $"seg-{group}-ref" : "x" + Number(group) + "r";

    /// <summary>The stream with a group's packs.</summary>
    public static string Delta(int group, int version = NewVersion) =>
        version < NewVersion ? $"seg-{group}-delta" : "x" + Number(group) + "d";

    /// <summary>Whether a stream, of any version, holds the reference of a group.</summary>
    public static bool IsReference(string stream) => IsNumbered(stream, "x", "r") || IsNumbered(stream, "seg-", "-ref");

    /// <summary>Whether a stream, of any version, holds the packs of a group.</summary>
    public static bool IsDelta(string stream) => IsNumbered(stream, "x", "d") || IsNumbered(stream, "seg-", "-delta");

    /// <summary>Whether a stream is of a newer ragc-sharp: what is made of the archive could not keep it right.</summary>
    public static bool IsUnknownOwn(string stream) =>
        stream.StartsWith(OwnPrefix, StringComparison.Ordinal) && stream is not (Checks or ExactSamples or Modes or Dense);

    private static bool IsNumbered(string stream, string before, string behind) =>
        stream.Length > before.Length + behind.Length
        && stream.StartsWith(before, StringComparison.Ordinal)
        && stream.EndsWith(behind, StringComparison.Ordinal);

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
