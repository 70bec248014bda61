namespace RagcSharp;

/// <summary>How far an extraction is. Immutable.</summary>
public readonly record struct ExtractionProgress
{
    /// <summary>Letters that were written so far.</summary>
    public long Letters { get; init; }
}
