using RagcSharp.Fasta;
using RagcSharp.Pipeline;

namespace RagcSharp;

/// <summary>
/// Makes an AGC archive (format version 3) from FASTA files, one sample a file. The first one is the reference that segments of all
/// others are compared with.
/// </summary>
/// <remarks>
/// <para>Inputs are read, compressed and written on threads of the compressor's own while they are handed in. The first error on any of
/// them ends the work; every later call throws it.</para>
/// <para>An archive that goes to a file appears under its name when <see cref="Finish"/> has succeeded, and not before: until then an
/// existing file of that name stays as it was. Without <see cref="Finish"/>, <see cref="Dispose"/> stops the work and leaves nothing
/// behind.</para>
/// <para>Not thread-safe: one thread at a time calls it.</para>
/// </remarks>
public sealed class AgcCompressor : IDisposable
{
    private readonly OutputFile? _file;

    // The file that the archive will replace, if there is one.
    private readonly FileStatus? _replaced;
    private readonly CompressionPipeline _pipeline;
    private readonly HashSet<string> _samples = new(StringComparer.Ordinal);
    private readonly bool _isConcatenated;
    private bool _isFinished;

    private AgcCompressor(
        OutputFile? file,
        FileStatus? replaced,
        Stream output,
        CompressionOptions options,
        Action<PipelineStage>? watch,
        CancellationToken cancellation)
    {
        _file = file;
        _replaced = replaced;
        _isConcatenated = options.IsConcatenated;
        _pipeline = new CompressionPipeline(output, options, watch, cancellation);
    }

    /// <summary>Begins an archive in a file.</summary>
    /// <param name="path">The file; replaced when the archive is finished.</param>
    /// <param name="options">How to compress; null for the defaults.</param>
    /// <param name="cancellation">Ends the work: calls then throw <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="IOException">No file can be made there.</exception>
    public static AgcCompressor Create(
        string path, CompressionOptions? options = null, CancellationToken cancellation = default) =>
        Create(path, options, null, cancellation);

    /// <summary>Begins an archive in a stream, which is written forward only and stays open.</summary>
    /// <inheritdoc cref="Create(string, CompressionOptions?, CancellationToken)"/>
    public static AgcCompressor Create(
        Stream output, CompressionOptions? options = null, CancellationToken cancellation = default) =>
        Create(output, options, null, cancellation);

    /// <summary>
    /// Checks what can be told of input files without opening them, for all of them at once: <see cref="Add(string)"/> would find the same
    /// faults, but perhaps hours later.
    /// </summary>
    /// <param name="paths">The inputs.</param>
    /// <param name="output">The file that the archive will be written to, if any.</param>
    /// <param name="isConcatenated">Whether every contig is a sample, so that the names of files do not matter.</param>
    /// <exception cref="IOException">A file is missing or a directory.</exception>
    /// <exception cref="ArgumentException">Two files hold a sample of the same name, or a file is the output.</exception>
    public static void CheckInputs(IEnumerable<string> paths, string? output, bool isConcatenated = false)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var replaced = output is null ? null : FileStatus.Of(output);
        var samples = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            CheckInput(path, replaced);
            string sample = FastaSource.SampleName(path);
            if (!isConcatenated && !samples.TryAdd(sample, path))
                throw new ArgumentException($"{path}: holds sample {sample}, and so does {samples[sample]}");
        }
    }

    /// <summary>Adds the sample in a FASTA file, plain or gzip, named after the file.</summary>
    /// <remarks>Returns before the file is read; it waits only while many files are waiting already.</remarks>
    /// <exception cref="ArgumentException">There is a sample of that name already, or the file is the output.</exception>
    /// <exception cref="IOException">The file is missing or a directory, or an earlier input could not be read.</exception>
    /// <exception cref="InvalidDataException">An earlier input is not what it should be.</exception>
    public void Add(string path)
    {
        CheckInput(path, _replaced);
        Add(FastaInput.File(path));
    }

    /// <summary>Adds a sample from a stream of FASTA, plain or gzip, which is read and disposed by the compressor.</summary>
    /// <inheritdoc cref="Add(string)"/>
    public void Add(string sample, Stream fasta)
    {
        ArgumentException.ThrowIfNullOrEmpty(sample);
        ArgumentNullException.ThrowIfNull(fasta);
        Add(new FastaInput(sample, () => FastaSource.Read(fasta, sample)));
    }

    /// <summary>Waits until everything is written, and puts the file under its name.</summary>
    /// <exception cref="InvalidOperationException">No sample was added.</exception>
    /// <exception cref="IOException">An input could not be read, or the archive could not be written.</exception>
    /// <exception cref="InvalidDataException">An input is not what it should be.</exception>
    public void Finish()
    {
        if (_samples.Count == 0)
            throw new InvalidOperationException("an archive needs at least one sample, its reference");
        _pipeline.Finish();
        _file?.Commit();
        _isFinished = true;
    }

    /// <summary>Stops all threads. Deletes the unfinished file, if there is one. May be called twice.</summary>
    public void Dispose()
    {
        _pipeline.Dispose();
        _file?.Dispose();
    }

    internal static AgcCompressor Create(
        string path, CompressionOptions? options, Action<PipelineStage>? watch, CancellationToken cancellation)
    {
        options ??= new CompressionOptions();
        options.Check();
        var file = new OutputFile(path);
        try
        {
            return new AgcCompressor(file, FileStatus.Of(path), file.Stream, options, watch, cancellation);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal static AgcCompressor Create(
        Stream output, CompressionOptions? options, Action<PipelineStage>? watch, CancellationToken cancellation)
    {
        options ??= new CompressionOptions();
        options.Check();
        return new AgcCompressor(null, null, output, options, watch, cancellation);
    }

    private static void CheckInput(string path, FileStatus? replaced)
    {
        FastaSource.CheckReadable(path);
        if (replaced is not null && FileStatus.Of(path)?.Identity == replaced.Identity)
            throw new ArgumentException($"{path}: is the output as well as an input");
    }

    private void Add(FastaInput input)
    {
        ObjectDisposedException.ThrowIf(_isFinished, this);
        if (!_samples.Add(input.Sample) && !_isConcatenated)
            throw new ArgumentException($"two inputs hold a sample named {input.Sample}");
        _pipeline.Add(input);
    }
}
