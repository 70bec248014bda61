namespace RagcSharp.Compressing;

/// <summary>What is in a <see cref="WorkQueue"/> at a moment.</summary>
/// <param name="Contigs">Contigs that wait for a worker.</param>
/// <param name="ContigBytes">Bytes of contigs, from those that wait to those whose last segment is in work.</param>
/// <param name="Shared">Pieces of work that any worker may do.</param>
/// <param name="Parts">Parts that wait to be compressed.</param>
/// <param name="PartMemory">Bytes of zstd contexts that the parts in work ask for.</param>
internal readonly record struct QueueDepth(int Contigs, long ContigBytes, int Shared, int Parts, long PartMemory);
