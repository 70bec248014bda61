using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Exact;
using RagcSharp.Lz;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Reading;

namespace RagcSharp.Editing;

/// <summary>An archive that another one is made of. Safe for any number of threads.</summary>
internal sealed class SourceArchive(OpenArchive archive)
{
    /// <summary>The shortest matches with which segments can be coded; with others they can be read only.</summary>
    public const int LeastMatch = LzReference.LeastMinMatchLength, MostMatch = CompressionOptions.MaxMinMatchLength;

    /// <summary>Whether segments can be coded anew.</summary>
    public bool CanCode => Stored.MinMatchLength is >= LeastMatch and <= MostMatch;

    /// <summary>Its parts.</summary>
    public ArchiveReader Reader => archive.Reader;

    /// <summary>The version of its format.</summary>
    public int Version => archive.Version;

    /// <summary>What it was made with, as far as it tells.</summary>
    public Parameters Stored => archive.Parameters;

    /// <summary>Its samples, with lengths mended where that was necessary.</summary>
    public SampleCatalog Samples => archive.Samples;

    /// <summary>What it keeps of the texts of its samples.</summary>
    public ExactSamples Texts => archive.Texts;

    /// <summary>What the new archive is made with.</summary>
    public Parameters Parameters => Stored.Completed;

    /// <summary>Items a full pack.</summary>
    public int PackSize => Stored.BatchSize;

    /// <exception cref="InvalidDataException">The archive holds what this version would lose.</exception>
    public void CheckKnown()
    {
        if (Reader.Streams.FirstOrDefault(StreamNames.IsUnknownOwn) is { } unknown)
            throw Reader.Broken($"stream {unknown} is of a newer ragc-sharp; a changed archive would have it wrong");
    }

    public StoredParts PartsOf(int group) => new(Reader, Version, group, PackSize);

    /// <summary>The text of a sample, decoded as it is read; to be disposed by the caller, before the archive is.</summary>
    /// <param name="sample">Its number.</param>
    /// <param name="options">How to write it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public ExtractedStream Extract(int sample, ExtractionOptions options, CancellationToken cancellation) =>
        new(output => new RegionExtractor(archive).WriteSamples([sample], output, options, cancellation));

    /// <summary>Does something with the archive; errors name it.</summary>
    public void Naming(Action action)
    {
        try
        {
            action();
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith($"{Reader.Path}: ", StringComparison.Ordinal))
        {
            throw Reader.Broken(e.Message, e);
        }
    }

    /// <summary>For what is read, changed and forgotten.</summary>
    public MemoryBudget NewBudget() => new(Reader.Length, "what is to be put together anew");
}
