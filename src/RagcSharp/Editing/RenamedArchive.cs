using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Compressing;
using RagcSharp.Packs;

namespace RagcSharp.Editing;

/// <summary>An archive of version 3 with other names of samples: all parts but that of the names are copied. Used by one thread.</summary>
internal sealed class RenamedArchive(SourceArchive source, IReadOnlyList<byte[]> names)
{
    // Checks are made anew.
    private readonly string[] _streams = [.. source.Reader.Streams.Where(stream => stream != StreamNames.Checks)];

    /// <summary>Writes the archive.</summary>
    /// <param name="output">Where to; written forward only, not closed.</param>
    /// <param name="threads">Threads that look at what is copied.</param>
    /// <param name="cancellation">Ends the work.</param>
    public void Write(Stream output, int threads, CancellationToken cancellation)
    {
        var archive = new ArchiveWriter(output);
        OrderedParts.Write(Parts(), archive, threads, cancellation);
        archive.Finish(_streams, withChecks: true);
    }

    // In the order of the file.
    private IEnumerable<PartContent> Parts()
    {
        if (!source.Reader.HasChecks)
            ReadSamples();
        var parts = _streams.SelectMany((name, id) =>
            source.Reader.Parts(name).Select((part, number) => (part.Offset, Name: name, Id: id, Number: number)));
        foreach (var (_, name, id, number) in parts.OrderBy(part => part.Offset))
        {
            yield return name == StreamNames.CollectionSamples && number == 0
                ? new SampleNamesContent(id, names)
                : new CopiedContent(id, source.Reader, name, number, KindOf(name));
        }
    }

    // What is damaged must not get a check.
    private void ReadSamples()
    {
        for (int sample = 0; sample < source.Samples.Names.Count; sample++)
            _ = source.Samples.AsStored(sample);
        _ = source.Reader.Decode(StreamNames.Splitters, KmerTables.DecodeSplitters);
        _ = source.Reader.Decode(StreamNames.SegmentSplitters, KmerTables.DecodeSegmentSplitters);
    }

    private static CopiedKind KindOf(string stream) =>
        StreamNames.IsReference(stream) ? CopiedKind.Reference : StreamNames.IsDelta(stream) ? CopiedKind.Pack : CopiedKind.Decoded;
}
