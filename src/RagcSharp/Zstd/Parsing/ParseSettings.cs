namespace RagcSharp.Zstd.Parsing;

/// <summary>How hard a parse looks for matches.</summary>
internal sealed record ParseSettings
{
    /// <summary>Bytes by which matches are found everywhere: 8 to 16. In DNA shorter ones are found by chance only.</summary>
    public int LongKey { get; init; } = 11;

    /// <summary>Bytes by which matches are found, too, in text whose bytes are worth as much: 3 to 8.</summary>
    public int ShortKey { get; init; } = 5;

    /// <summary>
    /// Bytes, between the other two, by which matches are found where they are by the short key: in text of tokens; 0 for none, at most 8.
    /// </summary>
    public int MiddleKey { get; init; }

    /// <summary>
    /// The range of what a byte of DNA costs as literal, in 256ths of a bit: where it costs more or less, short keys are worth it.
    /// </summary>
    public int LeastDnaPrice { get; init; } = 460;

    /// <inheritdoc cref="LeastDnaPrice"/>
    public int MostDnaPrice { get; init; } = 600;

    /// <summary>Bits, besides those of its offset, that a match found by a long key must spare.</summary>
    public int LongMatchGain { get; init; } = 8;

    /// <summary>Bits, besides those of its offset, that a match found by a short key must spare.</summary>
    public int ShortMatchGain { get; init; } = 5;

    /// <summary>While a match is known that lasts for more bytes than this, nothing else is looked for.</summary>
    public int Rest { get; init; } = 64;

    /// <summary>How many bytes behind a match its offset is tried again, as it goes on behind a SNP.</summary>
    public int RepeatAhead { get; init; } = 12;

    /// <summary>Whether directly behind a match those of the two offsets before its own are tried, too.</summary>
    public bool FollowsOlderRepeats { get; init; }

    /// <summary>How often each block is parsed; prices come from the parse before.</summary>
    public int Passes { get; init; } = 2;

    /// <summary>Whether the library's best level is tried, too.</summary>
    public bool TriesLibrary { get; init; }

    /// <summary>Bytes that a block must spare; 0 for blocks of the largest size, where the text is the same all over.</summary>
    public int BlockOverhead { get; init; } = 100;

    /// <summary>Whether short keys are worth it in text whose bytes cost so much.</summary>
    public bool WantsShortKeys(int price) => price > MostDnaPrice || price < LeastDnaPrice;
}
