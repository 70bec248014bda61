namespace RagcSharp.Archive;

/// <summary>Where a part lies in an archive.</summary>
/// <param name="Offset">Offset of its metadata in the file, in bytes.</param>
/// <param name="Size">Bytes of its payload.</param>
internal readonly record struct Part(long Offset, long Size);
