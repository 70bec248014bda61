namespace RagcSharp.Zstd.Parsing;

/// <summary>Some literals, and a match behind them.</summary>
/// <param name="Literals">Number of literals.</param>
/// <param name="Match">Bytes of the match; 0 for the last literals of a block.</param>
/// <param name="Offset">How far before it the same bytes stand.</param>
internal readonly record struct Sequence(int Literals, int Match, int Offset);
