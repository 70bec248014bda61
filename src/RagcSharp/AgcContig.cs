namespace RagcSharp;

/// <summary>A contig of a sample.</summary>
/// <param name="Name">The whole header line, without <c>&gt;</c>.</param>
/// <param name="Length">Number of letters.</param>
public sealed record AgcContig(string Name, long Length);
