using RagcSharp.Archive;

namespace RagcSharp.Tests.Editing;

/// <summary>The parts of archives, to be damaged.</summary>
internal static class Parts
{
    /// <summary>Of each part of an archive, but for the checks, the stream and the place of a byte in it.</summary>
    public static (string Stream, long At)[] Middles(string path)
    {
        using var archive = new ArchiveReader(path);
        return [.. archive.Streams.Where(stream => stream != StreamNames.Checks)
            .SelectMany(stream => archive.Parts(stream).Select(part => (stream, part.Offset + 1 + part.Size / 2)))];
    }
}
