namespace RagcSharp.Segmentation;

/// <summary>What a k-mer probably is.</summary>
internal enum Guess
{
    /// <summary>Nobody knows.</summary>
    Unknown,

    /// <summary>It occurs once: a candidate.</summary>
    Single,

    /// <summary>It occurs elsewhere too.</summary>
    Repeated,
}

/// <summary>Guesses which k-mers of a contig are candidates. A wrong guess costs time only. Safe for any number of threads.</summary>
internal interface IForecast
{
    Guess this[ulong canonical] { get; }
}
