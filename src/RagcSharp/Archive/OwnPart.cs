namespace RagcSharp.Archive;

/// <summary>The only part of a stream of our own. Its metadata are 0.</summary>
/// <param name="Stream">The name of the stream.</param>
/// <param name="Payload">The payload.</param>
internal sealed record OwnPart(string Stream, byte[] Payload);
