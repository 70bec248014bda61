using Microsoft.Win32.SafeHandles;

using RagcSharp.Archive;
using RagcSharp.Compressing;
using RagcSharp.Fasta;
using RagcSharp.Files;
using RagcSharp.Reading;
using RagcSharp.Verification;

namespace RagcSharp;

/// <summary>
/// Makes an AGC archive (format version 3) from FASTA files, or adds samples to one. Every file is a sample; the first one of an archive
/// is the reference that segments of all others are compared with.
/// </summary>
/// <remarks>
/// <para>Inputs are read, compressed and written on threads of the compressor's own while they are handed in. The first error on any of
/// them ends the work; every later call throws it.</para>
/// <para>An archive that goes to a file appears under its name when <see cref="Finish"/> has succeeded, and not before: until then an
/// existing file of that name stays as it was. Without <see cref="Finish"/>, <see cref="Dispose"/> stops the work and leaves nothing
/// behind.</para>
/// <para>After <see cref="Dispose"/> every call but <see cref="Progress"/> throws <see cref="ObjectDisposedException"/>.</para>
/// <para>Not thread-safe: one thread at a time calls it. Only <see cref="Progress"/> may be asked by any thread at any time.</para>
/// </remarks>
public sealed class AgcCompressor : IDisposable
{
    private readonly OutputFile? _file;

    // The archive that samples are added to, and the name of the one that is made, where there are such.
    private readonly OpenArchive? _base;
    private readonly ReplacedArchive? _replaced;
    private bool _isBaseLent;
    private readonly string? _path;
    private readonly CompressionPipeline _pipeline;
    private readonly HashSet<string> _samples;
    private readonly CompressionOptions _options;
    private readonly TextSource _source;

    // What the archive is to be compared with, if it is verified.
    private readonly List<string> _originals = [];
    private readonly CancellationToken _cancellation;
    private bool _isFinished;
    private bool _isDisposed;

    private AgcCompressor(
        OpenArchive? archive,
        ReplacedArchive? replaced,
        string? path,
        Stream? output,
        CompressionOptions options,
        Action<PipelineStage>? watch,
        CancellationToken cancellation)
    {
        var resumed = archive is null ? null : new ResumedArchive(archive);
        resumed?.Check(options);
        _base = archive;
        _replaced = replaced;
        _samples = new HashSet<string>(archive?.Samples.Names ?? [], StringComparer.Ordinal);
        _options = options;
        _source = FastaSource.Warning(options.Warn, options.AllowAnyBytes);
        _cancellation = cancellation;
        _path = path;
        _file = path is null ? null : new OutputFile(path);
        try
        {
            if (options.VerifyOutput && _file?.IsOrdinary != true)
                throw new ArgumentException($"{path ?? "a stream"}: no ordinary file; an archive that is to be verified must be one");
            _pipeline = new CompressionPipeline(_file?.Stream ?? output!, options, resumed, watch, cancellation);
        }
        catch
        {
            _file?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// How far it is, at this moment. Any thread may ask, at any time, also after <see cref="Finish"/> and <see cref="Dispose"/>; it costs
    /// less than a microsecond and waits for nobody.
    /// </summary>
    public CompressionProgress Progress => _pipeline.Progress;

    /// <summary>Begins an archive in a file.</summary>
    /// <param name="path">The file; replaced when the archive is finished.</param>
    /// <param name="options">How to compress; null for the defaults.</param>
    /// <param name="cancellation">Ends the work: calls then throw <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="IOException">No file can be made there.</exception>
    public static AgcCompressor Create(
        string path, CompressionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Create(path, options, null, cancellation);
    }

    /// <summary>Begins an archive in a stream, which is written forward only and stays open.</summary>
    /// <inheritdoc cref="Create(string, CompressionOptions?, CancellationToken)"/>
    public static AgcCompressor Create(
        Stream output, CompressionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        return new AgcCompressor(null, null, null, output, Checked(options), null, cancellation);
    }

    /// <summary>Begins an archive with all that another one holds, of any version of the format, in a file.</summary>
    /// <remarks>
    /// The result is what making the archive in one go, with the samples in this order, would have given; with
    /// <see cref="CompressionOptions.TreatContigsAsSamples"/> it is about as large, and so it is with
    /// <see cref="CompressionOptions.FallbackFraction"/> where another program made the archive.
    /// </remarks>
    /// <param name="archive">The other archive, which may be the same file.</param>
    /// <param name="path">The file; replaced when the archive is finished.</param>
    /// <param name="options">
    /// The modes and the number of threads. Modes that are null are those that the archive was made with, if it records them; all other
    /// parameters are those of the archive.
    /// </param>
    /// <param name="cancellation">Ends the work: calls then throw <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="IOException">
    /// The archive cannot be read, or no file be made, or it is the same file, and another run is changing it (see
    /// <see cref="CompressionOptions.WaitForLock"/>).
    /// </exception>
    /// <exception cref="InvalidDataException">The archive is damaged, or holds what this version would lose.</exception>
    public static AgcCompressor Append(
        string archive, string path, CompressionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Append(archive, path, null, options, cancellation);
    }

    /// <summary>Begins an archive with all that another one holds, in a stream, which is written forward only and stays open.</summary>
    /// <inheritdoc cref="Append(string, string, CompressionOptions?, CancellationToken)"/>
    public static AgcCompressor Append(
        string archive, Stream output, CompressionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        return Append(archive, null, output, options, cancellation);
    }

    /// <summary>Adds the sample in a FASTA file, plain or gzip, named after the file.</summary>
    /// <remarks>Returns before the file is read; it waits only while many files are waiting already.</remarks>
    /// <exception cref="ArgumentException">There is a sample of that name already, or the file is the output.</exception>
    /// <exception cref="IOException">The file is missing or a directory, or an earlier input could not be read.</exception>
    /// <exception cref="InvalidDataException">An earlier input is not what it should be.</exception>
    public void Add(string path)
    {
        CheckOpen();
        CheckInput(path);
        _pipeline.Announce(FileStatus.LengthOf(path));
        AddFile(path);
    }

    /// <summary>
    /// Adds the samples in several FASTA files, in this order. All that can be told without opening them is checked before the first one is
    /// read, which may be hours before the last one is. A file that is named again, by whatever path, is read once, and
    /// <see cref="CompressionOptions.Warn"/> is told.
    /// </summary>
    /// <inheritdoc cref="Add(string)"/>
    public void AddRange(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        CheckOpen();
        var samples = new Dictionary<string, string>(StringComparer.Ordinal);
        var inputs = new DistinctInputs(_options);
        foreach (string path in paths)
        {
            CheckInput(path);
            if (!inputs.Add(path))
                continue;
            string sample = FastaSource.SampleName(path);
            CheckName(sample, path);
            if (_options.TreatContigsAsSamples)
                continue;
            if (_samples.Contains(sample))
                throw new ArgumentException($"{path}: there is a sample named {sample} already");
            if (!samples.TryAdd(sample, path))
                throw new ArgumentException($"{path}: holds sample {sample}, and so does {samples[sample]}");
        }

        // All at once: handing in many files takes about as long as reading them.
        foreach (string path in inputs.Paths)
            _pipeline.Announce(FileStatus.LengthOf(path));
        foreach (string path in inputs.Paths)
            AddFile(path);
    }

    /// <summary>Adds a sample from a stream of FASTA, plain or gzip, which is read and disposed by the compressor.</summary>
    /// <inheritdoc cref="Add(string)"/>
    public void Add(string sample, Stream fasta)
    {
        ArgumentException.ThrowIfNullOrEmpty(sample);
        ArgumentNullException.ThrowIfNull(fasta);
        CheckOpen();
        _pipeline.Announce(fasta.CanSeek ? fasta.Length - fasta.Position : null);
        Add(new FastaInput(sample, sample, count => _source.Read(fasta, sample, count)));
    }

    /// <summary>Waits until everything is written, and puts the file under its name. Returns what was written.</summary>
    /// <exception cref="InvalidOperationException">There is no sample.</exception>
    /// <exception cref="IOException">
    /// An input could not be read, or the archive not be written, or what it is to replace is no longer the archive that was read.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// An input is not what it should be, or the archive was to be verified and does not hold what it should.
    /// </exception>
    public CompressionSummary Finish()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_samples.Count == 0)
            throw new InvalidOperationException("an archive needs at least one sample, its reference");
        var summary = _pipeline.Finish();
        CloseBase();
        if (_options.VerifyOutput)
            Verify();
        Commit();
        _isFinished = true;
        _pipeline.Enter(CompressionPhase.Finished);
        return summary;
    }

    /// <summary>Stops all threads. Deletes the unfinished file, if there is one. May be called twice.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _pipeline.Dispose();
        CloseBase();
        _file?.Dispose();
        _replaced?.Dispose();
    }

    internal static AgcCompressor Create(
        string path, CompressionOptions? options, Action<PipelineStage>? watch, CancellationToken cancellation) =>
        new(null, null, path, null, Checked(options), watch, cancellation);

    private static AgcCompressor Append(
        string archive, string? path, Stream? output, CompressionOptions? options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(archive);
        var checkedOptions = Checked(options);
        var replaced = path is null ? null : ReplacedArchive.Of(archive, path, checkedOptions.WaitForLock, cancellation);
        OpenArchive? opened = null;
        try
        {
            opened = OpenArchive.Open(archive, ArchiveOptions.InOrder);
            return new AgcCompressor(opened, replaced, path, output, checkedOptions, null, cancellation);
        }
        catch
        {
            opened?.Dispose();
            replaced?.Dispose();
            throw;
        }
    }

    /// <summary>Adds to an archive that stays its owner's.</summary>
    internal static AgcCompressor Append(
        OpenArchive archive, Stream output, CompressionOptions? options, CancellationToken cancellation) =>
        new(archive, null, null, output, Checked(options), null, cancellation) { _isBaseLent = true };

    private static CompressionOptions Checked(CompressionOptions? options)
    {
        options ??= new CompressionOptions();
        options.Check();
        return options;
    }

    private void CheckInput(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        _source.CheckReadable(path);
        if (_path is not null)
            OutputFile.CheckIsNot(_path, path);
    }

    // A pipe is gone when it has been read.
    private void AddFile(string path)
    {
        Add(FastaInput.File(path, _source));
        if (_options.VerifyOutput && FileStatus.Of(path) is { IsOrdinary: true })
            _originals.Add(path);
    }

    private void Verify()
    {
        _pipeline.Enter(CompressionPhase.Verifying);
        string? first = null;
        var options = new VerificationOptions
        {
            Originals = _originals,
            TreatContigsAsSamples = _options.TreatContigsAsSamples,
            Threads = _options.Threads,
        };
        // The handle stays the file's.
        var report = ArchiveVerification.Run(
            () => new ArchiveReader(new SafeFileHandle(_file!.Complete().DangerousGetHandle(), ownsHandle: false), _path!),
            _path!,
            options,
            finding => first ??= finding.Message,
            _cancellation);
        if (report.FindingCount > 0)
            throw new InvalidDataException($"{first}; nothing was written, because verification found {report.FindingCount} faults");
    }

    // What is finished takes no more inputs.
    private void CheckOpen() => ObjectDisposedException.ThrowIf(_isDisposed || _isFinished, this);

    private void CloseBase()
    {
        if (!_isBaseLent)
            _base?.Dispose();
    }

    private void Commit()
    {
        _ = _file?.Complete();
        _replaced?.Check();
        _file?.Commit();
        _replaced?.Dispose();
    }

    private static void CheckName(string sample, string input)
    {
        if (sample.Any(char.IsControl))
            throw new ArgumentException($"{input}: a control character in the name of sample {sample}");
    }

    private void Add(FastaInput input)
    {
        CheckName(input.Sample, input.Name);
        if (!_samples.Add(input.Sample) && !_options.TreatContigsAsSamples)
            throw new ArgumentException($"{input.Name}: there is a sample named {input.Sample} already");
        _pipeline.Add(input);
    }
}
