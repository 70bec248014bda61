namespace RagcSharp.Zstd.Parsing;

/// <summary>How hard a compressor tries, by one number: what packs and references are parsed with.</summary>
internal sealed record Effort
{
    private static readonly Effort[] Efforts =
    [
        new() { Text = null },
        Parsed(rest: 16, passes: 1),
        Parsed(rest: 24, passes: 1),
        Parsed(rest: 24, passes: 2),
        Parsed(rest: 64, passes: 2),
        Parsed(rest: 300, passes: 2),
        Parsed(rest: 300, passes: 3),
        Parsed(rest: 2000, passes: 4),
        Parsed(rest: 2000, passes: 4) with { TriesLibrary = true },
    ];

    private Effort()
    {
    }

    /// <summary>The one that is usual.</summary>
    public static Effort Usual => Of(CompressionOptions.UsualEffort);

    /// <summary>How packs, and references of repeats, are parsed; null to leave it to the library, at its usual level.</summary>
    public required ParseSettings? Text { get; init; }

    /// <summary>How references are parsed that are stored as tuples.</summary>
    public ParseSettings? Tuples => Text is null ? null : Text with { LongKey = 8, MostDnaPrice = 0, BlockOverhead = 0 };

    /// <summary>Whether the library's best level is tried, too, on everything.</summary>
    public bool TriesLibrary { get; init; }

    /// <summary>The effort of a number, 1 to 9.</summary>
    public static Effort Of(int number) => Efforts[number - CompressionOptions.LeastEffort];

    private static Effort Parsed(int rest, int passes) => new() { Text = new ParseSettings { Rest = rest, Passes = passes } };
}
