using System.Text;

namespace RagcSharp.Archive;

/// <summary>
/// A short form of what an archive consists of: the names of its streams and the sizes of their parts. A stream of our own that describes
/// the others keeps it, and so is known to be stale when another program has changed the archive and left that stream as it was.
/// </summary>
/// <remarks>Left out are streams of our own, which come and go, and the names of samples, which may change.</remarks>
internal static class StreamShape
{
    /// <summary>The shape of streams, given in the order of the directory.</summary>
    public static uint Of(IEnumerable<(string Name, IReadOnlyList<Part> Parts)> streams)
    {
        uint shape = 0;
        Span<byte> number = stackalloc byte[Varint.MostBytes];
        foreach (var (name, parts) in streams)
        {
            if (name == StreamNames.CollectionSamples || name.StartsWith(StreamNames.OwnPrefix, StringComparison.Ordinal))
                continue;
            shape = Crc32C.Of(Encoding.UTF8.GetBytes(name), shape);
            shape = Crc32C.Of(number[..Varint.Write((ulong)parts.Count, number)], shape);
            foreach (var part in parts)
                shape = Crc32C.Of(number[..Varint.Write((ulong)part.Size, number)], shape);
        }

        return shape;
    }
}
