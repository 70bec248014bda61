using RagcSharp.Archive;
using RagcSharp.Dense;
using RagcSharp.Reading;

namespace RagcSharp.Editing;

/// <summary>Archives that are to become one. They are open until disposal, which may be called twice.</summary>
internal sealed class MergedArchives : IDisposable
{
    private readonly List<OpenArchive> _open = [];
    private readonly List<SourceArchive> _archives = [];

    /// <summary>Opens archives.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    /// <exception cref="InvalidDataException">One is no AGC archive, or damaged.</exception>
    public MergedArchives(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
            throw new ArgumentException("no archive to merge; at least one must be named");
        // Together they keep what one would.
        var options = ArchiveOptions.InOrder with { CacheSize = ArchiveOptions.InOrder.CacheSize / paths.Count };
        try
        {
            foreach (string path in paths)
            {
                var archive = OpenArchive.Open(path, options);
                _open.Add(archive);
                _archives.Add(new SourceArchive(archive));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What makes one of them. Good as long as this object is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The archives were made with different parameters.</exception>
    /// <exception cref="InvalidDataException">One holds what this version would lose.</exception>
    public MergeWriter NewWriter(MergeOptions? options, CancellationToken cancellation)
    {
        options ??= new MergeOptions();
        options.Check();
        _archives.ForEach(Check);
        return new MergeWriter(_archives, Parameters(), options, cancellation);
    }

    public void Dispose() => _open.ForEach(archive => archive.Dispose());

    private static void Check(SourceArchive source)
    {
        source.CheckKnown();
        if (RecordedDense.Read(source.Reader) is not null)
            throw source.Reader.Broken("a dense archive, which cannot be merged; samples can be appended to it");
    }

    // Segments are coded and cut by these; how many are in a pack, or a batch, is of no account.
    private Parameters Parameters()
    {
        var first = _archives[0];
        var parameters = first.Stored;
        foreach (var source in _archives.Skip(1))
        {
            Compare("k-mer length", first.Stored.KmerLength, source, source.Stored.KmerLength);
            Compare("minimum match length", first.Stored.MinMatchLength, source, source.Stored.MinMatchLength);
            // Version 1 does not tell it.
            if (parameters.SegmentSize == 0)
                parameters = parameters with { SegmentSize = source.Stored.SegmentSize };
            else if (source.Stored.SegmentSize > 0)
                Compare("segment size", parameters.SegmentSize, source, source.Stored.SegmentSize);
        }

        return parameters.Completed;
    }

    private void Compare(string what, int expected, SourceArchive source, int value)
    {
        if (value != expected)
        {
            throw new ArgumentException(
                $"{source.Reader.Path}: {what} {value}, {expected} as in {_archives[0].Reader.Path} was expected; "
                + "archives of different parameters cannot be merged");
        }
    }
}
