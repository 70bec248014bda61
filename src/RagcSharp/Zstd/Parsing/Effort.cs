namespace RagcSharp.Zstd.Parsing;

/// <summary>How hard a compressor tries, by one number: what packs and references are parsed with.</summary>
internal sealed record Effort
{
    private static readonly Effort[] Efforts =
    [
        new() { Text = null, Tuples = null },
        Parsed(rest: 16, passes: 1),
        Parsed(rest: 24, passes: 1),
        Parsed(rest: 24, passes: 2),
        Parsed(rest: 64, passes: 2),
        Parsed(rest: 300, passes: 2),
        Parsed(rest: 300, passes: 3),
        Parsed(rest: 2000, passes: 4),
        Parsed(rest: 2000, passes: 4, triesLibrary: true),
    ];

    private Effort()
    {
    }

    /// <summary>The one that is usual.</summary>
    public static Effort Usual => Of(CompressionOptions.UsualEffort);

    /// <summary>How packs, and references of repeats, are parsed; null to leave it to the library, at its usual level.</summary>
    public required ParseSettings? Text { get; init; }

    /// <summary>How references are parsed that are stored as tuples; null to leave it to the library, too.</summary>
    public required ParseSettings? Tuples { get; init; }

    /// <summary>Whether the library's best level is tried, too, on anything.</summary>
    public bool TriesLibrary => Text?.TriesLibrary == true || Tuples?.TriesLibrary == true;

    /// <summary>
    /// The same effort for dense archives. Their packs are text of tokens, where matches of some bytes are worth as much as long ones; there are
    /// few references, so that each may be tried both ways.
    /// </summary>
    public Effort ForDense => Text is null || Tuples is null
        ? this
        : new Effort
        {
            Text = Text with
            {
                LongKey = 16,
                MiddleKey = 8,
                MostDnaPrice = 0,
                ShortMatchGain = 3,
                LongMatchGain = 4,
                Rest = Math.Max(Text.Rest, 300),
                FollowsOlderRepeats = true,
                Passes = Text.Passes + 1,
            },
            Tuples = Tuples with { TriesLibrary = true },
        };

    /// <summary>The effort of a number, 1 to 9.</summary>
    public static Effort Of(int number) => Efforts[number - CompressionOptions.MinEffort];

    private static Effort Parsed(int rest, int passes, bool triesLibrary = false)
    {
        var text = new ParseSettings { Rest = rest, Passes = passes, TriesLibrary = triesLibrary };
        return new Effort { Text = text, Tuples = text with { LongKey = 8, MostDnaPrice = 0, BlockOverhead = 0 } };
    }
}
