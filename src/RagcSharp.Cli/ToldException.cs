namespace RagcSharp.Cli;

/// <summary>A command has failed, and has told why.</summary>
internal sealed class ToldException : Exception;
