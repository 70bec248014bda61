namespace RagcSharp.Reading;

/// <summary>What of a query names its contig: it is looked up once for all queries that have it.</summary>
/// <param name="Text">The name; with a range behind it where that may be a part of the name.</param>
/// <param name="Sample">The sample that was given apart; null for none.</param>
/// <param name="Positions">How the positions of the range in the text are counted; null where there is none.</param>
internal readonly record struct QueryName(string Text, string? Sample, Positions? Positions);
