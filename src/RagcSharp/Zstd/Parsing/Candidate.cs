namespace RagcSharp.Zstd.Parsing;

/// <summary>A stretch of text that occurred before: any part of it may become a match.</summary>
/// <param name="Start">Its first byte, counted from the beginning of the content.</param>
/// <param name="End">Behind its last byte.</param>
/// <param name="Offset">How far before it the same stretch stands.</param>
internal readonly record struct Candidate(int Start, int End, int Offset);
