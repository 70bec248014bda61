namespace RagcSharp.Segmentation;

/// <summary>
/// What finding splitters may take, besides the sequences themselves. Splitters do not depend on it; with little more rounds are needed.
/// </summary>
/// <param name="SketchBytes">Bytes for the sketch.</param>
/// <param name="Questions">The most questions in a round.</param>
internal readonly record struct SplitterBudget(long SketchBytes, long Questions)
{
    private const long FewestQuestions = 1 << 17, MostQuestions = 1 << 25;
    private const int SymbolsAQuestion = 128;

    // Symbols for each of which a sketch has a byte; for others it has half a byte.
    private const long RichSketch = 1L << 30;

    /// <summary>
    /// The budget for so many symbols: up to 1.2 bytes each, or 3.5 MB more for small genomes; never more than
    /// <paramref name="memory"/> bytes, unless that is less than a few questions need.
    /// </summary>
    public static SplitterBudget For(long symbols, long memory = long.MaxValue)
    {
        long questions = Math.Min(
            Math.Clamp(symbols / SymbolsAQuestion, FewestQuestions, MostQuestions),
            memory / 4 / KmerOccurrences.BytesAQuestion);
        long sketch = Math.Min(
            Math.Min(symbols, (symbols + RichSketch) / 2),
            memory - questions * KmerOccurrences.BytesAQuestion);
        return new SplitterBudget(sketch, Math.Max(1, questions));
    }
}
