using RagcSharp.Archive;
using RagcSharp.Memory;

namespace RagcSharp.Tests.Support;

/// <summary>Copies an archive part by part, in the order of the file, with some parts replaced, and without checks.</summary>
internal static class ArchiveCopy
{
    /// <summary>The payload that takes the place of a part's, with the same metadata; null to keep the part.</summary>
    public delegate byte[]? Replacement(string stream, int part);

    public static void Write(string source, string target, Replacement replace)
    {
        using var archive = new ArchiveReader(source);
        using var file = File.Create(target);
        using var payload = new NativeBuffer();
        var writer = new ArchiveWriter(file);
        string[] streams = [.. archive.Streams.Where(name => name != StreamNames.Checks)];
        var parts = streams.SelectMany((name, id) =>
            archive.Parts(name).Select((part, number) => (part.Offset, Name: name, Id: id, Number: number)));
        foreach (var (_, name, id, number) in parts.OrderBy(part => part.Offset))
        {
            ulong metadata = archive.Read(name, number, payload);
            writer.Append(id, metadata, replace(name, number) ?? payload.AsSpan().ToArray());
        }

        writer.Finish(streams);
    }
}
