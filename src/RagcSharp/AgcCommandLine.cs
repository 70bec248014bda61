namespace RagcSharp;

/// <summary>A command line that made an archive, as versions 1 and 2 of the format keep it.</summary>
/// <param name="Command">The command line.</param>
/// <param name="Date">When it was run, as text.</param>
public sealed record AgcCommandLine(string Command, string Date);
