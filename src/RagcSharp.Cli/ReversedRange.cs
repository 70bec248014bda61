using System.Text.RegularExpressions;

namespace RagcSharp.Cli;

/// <summary>A query whose range ends before it starts. C++ AGC gives the whole contig.</summary>
internal static partial class ReversedRange
{
    /// <summary>What is before such a range; null if a query has none.</summary>
    public static string? Of(string query)
    {
        var match = Pattern().Match(query);
        return match.Success && Int128.Parse(match.Groups["from"].Value, null) > Int128.Parse(match.Groups["to"].Value, null)
            ? query[..match.Index]
            : null;
    }

    [GeneratedRegex(@":(?<from>[0-9]{1,30})-(?<to>[0-9]{1,30})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
