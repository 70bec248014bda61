using RagcSharp.Fasta;
using RagcSharp.Fasta.Bgzf;
using RagcSharp.Files;

namespace RagcSharp;

/// <summary>
/// Where FASTA goes: to a file or a stream, plain or as BGZF, and with the indexes that samtools reads. File and indexes
/// appear under their names together, when all are complete. Indexes that are there of what was there before, and that are not made again, are
/// deleted: samtools would take letters of other contigs for those of the new ones.
/// </summary>
/// <remarks>
/// Disposal without <see cref="Commit"/> leaves what was there before; a stream then lacks the block that ends BGZF, so that readers see
/// that it is cut off. Not thread-safe.
/// </remarks>
public sealed class FastaOutput : IDisposable
{
    private readonly List<OutputFile> _files = [];
    private readonly StaleIndexes? _stale;
    private readonly Stream _output;
    private readonly BgzfWriter? _bgzf;
    private readonly FaiWriter? _fai;
    private readonly FastaIndexer? _indexer;
    private readonly Stream? _gzi;
    private bool _isDisposed;
    private bool _isComplete;

    /// <summary>Writes to a stream, which has no indexes and is not closed.</summary>
    /// <exception cref="ArgumentException">The options make no sense for a stream.</exception>
    public FastaOutput(Stream output, FastaOutputOptions options)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        if (options.WriteFai || options.WriteGzi)
            throw new ArgumentException("a stream has no name that an index could be named after");
        _output = output;
        _bgzf = BgzfWriterFor(options);
        Stream = new Entry(this);
    }

    /// <summary>Makes a file, and its indexes, all under temporary names.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="IOException">No file can be made there.</exception>
    public FastaOutput(string path, FastaOutputOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        try
        {
            _output = Open(path);
            if (options.WriteFai)
                _indexer = new(_fai = new(Open(path + FaiExtension)));
            if (options.WriteGzi)
                _gzi = Open(path + GziExtension);
            _bgzf = BgzfWriterFor(options);
            _stale = _files[0].IsOrdinary ? new StaleIndexes(path, [.. _files.Select(file => file.Target)]) : null;
        }
        catch
        {
            Dispose();
            throw;
        }

        Stream = new Entry(this);
    }

    /// <summary>What the name of an index of contigs ends in.</summary>
    public static string FaiExtension => FaiWriter.Extension;

    /// <summary>What the name of an index of blocks ends in.</summary>
    public static string GziExtension => BgzfWriter.IndexExtension;

    /// <summary>Takes the text. Flushing it ends no block.</summary>
    public Stream Stream { get; }

    /// <summary>
    /// Names of the contigs that the index has left out, as <c>samtools faidx</c> does: those without letters, and those whose names were
    /// there before. They are all there when the output is complete.
    /// </summary>
    public IReadOnlyList<string> LeftOutOfIndex => _fai?.LeftOut ?? [];

    /// <summary>
    /// Names of the indexes that <see cref="Commit"/> deletes, once the output is complete: files with the names of indexes, which look like
    /// ones. Others of these names are left alone.
    /// </summary>
    public IReadOnlyList<string> DeletedIndexes => _stale?.Found ?? [];

    /// <summary>Writes what is left; nothing may be written afterwards. <see cref="Commit"/> does so, too, where it was not done.</summary>
    /// <exception cref="IOException">Something could not be written.</exception>
    /// <exception cref="InvalidDataException">Lines differ in length, which no index can tell.</exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isComplete)
            return;
        _isComplete = true;
        _bgzf?.Complete();
        _indexer?.Complete();
        if (_gzi is not null)
            _bgzf!.WriteIndex(_gzi);
        _output.Flush();
        _stale?.Find();
    }

    /// <summary>Writes what is left, and puts file and indexes under their names.</summary>
    /// <param name="isDurable">As for <see cref="OutputFile.Commit"/>.</param>
    /// <exception cref="IOException">Something could not be written, renamed, or deleted.</exception>
    /// <exception cref="InvalidDataException">Lines differ in length, which no index can tell.</exception>
    public void Commit(bool isDurable = true)
    {
        Complete();
        foreach (var file in _files)
            _ = file.Complete(isDurable);
        // Before: a file without an index is as it should be at any moment.
        _stale?.Delete();
        OutputFile.CommitAll(_files, isDurable);
    }

    /// <summary>Stops the threads and deletes what is not complete. May be called twice.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _bgzf?.Dispose();
        _files.ForEach(file => file.Dispose());
    }

    private Stream Open(string path)
    {
        var file = new OutputFile(path);
        _files.Add(file);
        return file.Stream;
    }

    private BgzfWriter? BgzfWriterFor(FastaOutputOptions options) =>
        options.Level == 0 ? null : new(_output, options.Level, options.Threads);

    private void Write(ReadOnlySpan<byte> text)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _indexer?.Observe(text);
        if (_bgzf is null)
            _output.Write(text);
        else
            _bgzf.Write(text);
    }

    private sealed class Entry(FastaOutput output) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => output.Write(buffer);

        public override void Flush()
        {
            ObjectDisposedException.ThrowIf(output._isDisposed, output);
            if (output._bgzf is null)
                output._output.Flush();
        }
    }
}
