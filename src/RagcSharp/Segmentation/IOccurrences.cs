namespace RagcSharp.Segmentation;

/// <summary>What is known of a k-mer's occurrences.</summary>
internal enum Occurrence
{
    /// <summary>It was not asked about.</summary>
    Unknown,

    /// <summary>It occurs where it was asked about, and nowhere else.</summary>
    Once,

    /// <summary>It occurs elsewhere too.</summary>
    Repeated,
}

/// <summary>Takes questions about k-mers, and answers them in the next round. Safe for any number of threads.</summary>
internal interface IOccurrences
{
    /// <summary>
    /// Asks about a k-mer that ends at a place; false if somebody asked about it before. The same place may be asked about twice.
    /// </summary>
    bool Ask(ulong canonical, long place);

    Occurrence this[ulong canonical] { get; }
}
