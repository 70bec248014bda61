using RagcSharp.Archive;
using RagcSharp.Fasta;
using RagcSharp.Threads;
using RagcSharp.Zstd;

namespace RagcSharp.Compressing;

/// <summary>
/// The threads that make an archive: one reads, a fixed number work, one writes. Calls come from one thread at a time.
/// </summary>
internal sealed class CompressionPipeline : IDisposable
{
    // A reader that is stuck in a pipe nobody writes to cannot be woken; it touches nothing any more when it is.
    private static readonly TimeSpan ReaderPatience = TimeSpan.FromSeconds(1);

    private readonly FirstError _error = new();
    private readonly ProgressCounter _progress;
    private readonly CancellationTokenRegistration _cancellation;
    private readonly ArchiveWriter _archive;
    private readonly WorkQueue _queue;
    private readonly ZstdContextPool _contexts;
    private readonly StreamPlan _streams = new();
    private readonly ArchiveWay _way;
    private readonly SampleStore _samples;
    private readonly InputReader _input;
    private readonly PartWriter _parts;
    private readonly PipelineMeter _meter;
    private readonly Thread? _reader;
    private readonly List<Thread> _others = [];
    private readonly bool _hasChecks;
    private bool _isFinished;
    private bool _isDisposed;

    public CompressionPipeline(
        Stream output,
        CompressionOptions options,
        ResumedArchive? resumed,
        Action<PipelineStage>? watch,
        CancellationToken cancellation)
    {
        var kind = ArchiveKind.Of(options, resumed);
        var memory = MemoryPlan.Of(options.Memory ?? CompressionOptions.DefaultMemory);
        var modes = Modes.Of(options, resumed?.Recorded);
        _hasChecks = options.WriteChecks;
        _progress = new ProgressCounter(resumed is null ? CompressionPhase.ReadingReference : CompressionPhase.AddingSamples);
        _archive = new ArchiveWriter(output);
        _contexts = new ZstdContextPool(kind.Effort);
        _queue = new WorkQueue(memory.Contigs, Math.Min(memory.Parts, _contexts.BudgetFor(options.Threads)), _error);
        var stages = new StageClock(watch);
        var run = new PipelineRun(kind.Parameters, modes, memory, _streams, _queue, _error, stages, _progress);
        _way = kind.NewWay(run);
        _parts = new PartWriter(_archive, _queue, _contexts, _error, stages, _progress);
        _samples = new SampleStore(run, _way, _parts);
        _input = new InputReader(run, _way.Segmenter, _samples, resumed, options);
        _meter = new PipelineMeter(_queue, _parts, _archive, _way.Groups, stages);
        try
        {
            _reader = Start("ragc reader", _input.Serve);
            _others.Add(Start("ragc writer", _parts.Serve));
            for (int i = 0; i < options.Threads; i++)
                _others.Add(Start($"ragc worker {i}", Work));
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            // Those that run must not outlive us.
            Dispose();
            throw new IOException($"the system has no room for {options.Threads + 2} threads, fewer may do: {e.Message}", e);
        }

        _cancellation = cancellation.Register(() => _error.Set(new OperationCanceledException(cancellation)));
    }

    /// <summary>How far it is. Any thread may ask, also when it is disposed.</summary>
    public CompressionProgress Progress => _progress.Snapshot(_archive.Length);

    /// <summary>Says of an input, before any is handed in, how many bytes it has; null if that is unknown.</summary>
    public void Announce(long? size) => _progress.AddInput(size);

    /// <summary>Enters a phase that comes when all is written.</summary>
    public void Enter(CompressionPhase phase) => _progress.Enter(phase);

    /// <summary>Hands in an input; waits while many are waiting. Throws the first error, if there was one.</summary>
    public void Add(FastaInput input)
    {
        _error.ThrowIfSet();
        try
        {
            _input.Add(input);
        }
        catch (OperationCanceledException)
        {
            _error.ThrowIfSet();
            throw;
        }
    }

    /// <summary>Waits until all is written. Throws the first error, if there was one.</summary>
    public CompressionSummary Finish()
    {
        _error.ThrowIfSet();
        _input.Complete();
        // The others end when there is an error; the reader may hang in a pipe then.
        _others.ForEach(thread => thread.Join());
        _error.ThrowIfSet();
        _reader!.Join();
        if (!_isFinished)
        {
            WriteModes();
            _archive.Finish(_streams.Names, _streams.OwnNames, _hasChecks);
        }

        _isFinished = true;
        return Summary.Of(_way, _streams, _archive, Progress, _input, _samples.Count);
    }

    /// <summary>Stops the threads, whatever they do, and joins them.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _cancellation.Dispose();
        _meter.Dispose();
        if (!_isFinished)
            _error.Set(new ObjectDisposedException(nameof(AgcCompressor)));
        _others.ForEach(thread => thread.Join());
        if (_reader?.Join(ReaderPatience) is false)
            return;
        _queue.Dispose();
        _input.Dispose();
        _way.Dispose();
        _contexts.Dispose();
        _error.Dispose();
    }

    // Last of all, as it tells what shape the others have.
    private void WriteModes()
    {
        uint shape = _archive.ShapeOf(_streams.Names);
        var modes = _way.Segmenter.ToRecord();
        if (modes.IsWorthKeeping)
            Append(new OwnPart(StreamNames.Modes, modes.Encode(shape)));
        if (_way.Groups.ToRecord(shape) is { } record)
            Append(record);

        void Append(OwnPart part) => _archive.Append(_streams.AddOwn(part.Stream), 0, part.Payload);
    }

    private void Work()
    {
        using var worker = new Worker();
        _queue.Serve(worker);
    }

    private Thread Start(string name, Action life)
    {
        var thread = new Thread(() =>
        {
            try
            {
                life();
            }
            catch (Exception e)
            {
                _error.Set(e);
            }
        })
        {
            IsBackground = true,
            Name = name,
        };
        thread.Start();
        return thread;
    }
}
