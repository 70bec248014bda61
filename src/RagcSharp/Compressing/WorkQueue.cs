using System.Runtime.ExceptionServices;

using RagcSharp.Segmentation;
using RagcSharp.Threads;

namespace RagcSharp.Compressing;

/// <summary>A piece of work, done by a worker with that worker's buffers.</summary>
internal delegate void Work(Worker worker);

/// <summary>
/// What the workers do next: parts to compress first, since the writer waits for them; then shared pieces of the sample in
/// work; then new contigs, in the order of the input. One lock guards it all: pieces of work are large.
/// </summary>
/// <remarks>
/// Contigs are let in while their bytes, from queue to last segment, stay within a budget; one that is larger than the whole budget is
/// let in alone. A barrier among them is passed when all contigs before it are done; none behind it begins before the barrier's own
/// work is done. Every wait ends when there is an error, with <see cref="OperationCanceledException"/>.
/// </remarks>
internal sealed class WorkQueue : IDisposable
{
    private readonly object _lock = new();
    private readonly FirstError _error;
    private readonly long _contigBudget;
    private readonly long _partBudget;
    private readonly CancellationTokenRegistration _wakeUp;
    private readonly LinkedList<(Work Work, long Memory)> _parts = [];
    private readonly Queue<Work> _shared = [];
    private readonly Queue<(Work Work, bool IsBarrier)> _contigs = [];

    // Bytes of contigs between queue and last segment; contigs and shared pieces begun and not ended.
    private long _bytes;
    private int _active;

    // Memory that the compression of parts begun takes.
    private long _partMemory;
    private bool _isBarrierUp;
    private bool _isComplete;

    /// <param name="contigBudget">Bytes of contigs.</param>
    /// <param name="partBudget">Bytes that the compression of parts may take; one that needs more is begun alone.</param>
    /// <param name="error">What ends all waits.</param>
    public WorkQueue(long contigBudget, long partBudget, FirstError error)
    {
        _contigBudget = contigBudget;
        _partBudget = partBudget;
        _error = error;
        _wakeUp = error.Token.Register(() => Change(() => { }));
    }

    /// <summary>What is in it at the moment.</summary>
    public QueueDepth Depth
    {
        get
        {
            lock (_lock)
                return new QueueDepth(_contigs.Count(contig => !contig.IsBarrier), _bytes, _shared.Count, _parts.Count, _partMemory);
        }
    }

    /// <summary>Adds a contig, as soon as there is room for its bytes. They are given back with <see cref="Release"/>.</summary>
    public void AddContig(long bytes, Work work)
    {
        lock (_lock)
        {
            WaitWhile(() => _bytes > 0 && _bytes + bytes > _contigBudget);
            _bytes += bytes;
            _contigs.Enqueue((work, false));
            Monitor.PulseAll(_lock);
        }
    }

    public void Release(long bytes) => Change(() => _bytes -= bytes);

    /// <summary>Adds work that begins when all contigs before it are done, and ends before any behind it begins.</summary>
    public void AddBarrier(Work work) => Change(() => _contigs.Enqueue((work, true)));

    /// <summary>Adds a part to compress, which takes some memory meanwhile.</summary>
    public void AddPart(long memory, Work work) => Change(() => _parts.AddLast((work, memory)));

    /// <summary>Adds a piece of a contig that any worker may do.</summary>
    public void AddShared(Work work)
    {
        Change(() =>
        {
            _active++;
            _shared.Enqueue(work);
        });
    }

    /// <summary>Says that no contig and no barrier will follow.</summary>
    public void Complete() => Change(() => _isComplete = true);

    /// <summary>What a worker does all its life: takes work until there is none and none will come.</summary>
    public void Serve(Worker worker)
    {
        while (TryTake(out var work))
            work(worker);
    }

    /// <summary>Compresses one part if one waits for which there is memory; false if none does.</summary>
    public bool TryHelp(Worker worker)
    {
        Work? work;
        lock (_lock)
        {
            if (!TryTakePart(out work))
                return false;
        }

        work!(worker);
        return true;
    }

    /// <summary>
    /// Runs pieces of work on all workers and waits for them; <paramref name="helper"/>, if the caller is a worker, does its share.
    /// Whatever happens, none of them runs any more when it returns or throws: the caller may free what they use.
    /// </summary>
    /// <remarks>
    /// The error of a piece is the caller's, whichever thread the piece ran on; of several the one of the lowest number, however many
    /// threads there are. For pieces are begun in order: when one fails, those before it have been taken, and are done to their end.
    /// </remarks>
    public void RunAll(int count, Action<int> piece, Worker? helper)
    {
        int left = count, running = 0, firstFailed = int.MaxValue;
        ExceptionDispatchInfo? failure = null;
        bool isGivenUp = false;
        for (int i = 0; i < count; i++)
        {
            int number = i;
            AddShared(_ =>
            {
                lock (_lock)
                {
                    if (isGivenUp)
                        return;
                    running++;
                }

                Exception? error = null;
                try
                {
                    if (number < Volatile.Read(ref firstFailed))
                        piece(number);
                }
                catch (Exception e)
                {
                    error = e;
                }

                // In one step: whoever sees that all are done sees the error too.
                Change(() =>
                {
                    running--;
                    left--;
                    if (error is null || number > firstFailed)
                        return;
                    firstFailed = number;
                    failure = ExceptionDispatchInfo.Capture(error);
                });
            });
        }

        try
        {
            HelpWhile(() => left > 0, helper);
        }
        finally
        {
            lock (_lock)
            {
                isGivenUp = true;
                while (running > 0)
                    Monitor.Wait(_lock);
            }
        }

        failure?.Throw();
    }

    /// <summary>
    /// Runs pieces of work, and all that they add, on all workers, and waits for them. For a worker behind a barrier, where nothing
    /// else is under way.
    /// </summary>
    public void RunAll(IReadOnlyList<Work> pieces, Worker helper)
    {
        foreach (var piece in pieces)
            AddShared(piece);
        HelpWhile(() => _active > 0, helper);
    }

    /// <summary>Runs pieces of work for code that knows nothing of workers.</summary>
    public ParallelRunner RunnerFor(Worker? helper) => (count, piece) => RunAll(count, piece, helper);

    public void Dispose() => _wakeUp.Dispose();

    private bool TryTake(out Work work)
    {
        lock (_lock)
        {
            while (true)
            {
                _error.Token.ThrowIfCancellationRequested();
                if (TryTakeShared(out work!))
                    return true;
                if (!_isBarrierUp && _contigs.TryDequeue(out var next))
                {
                    _isBarrierUp = next.IsBarrier;
                    if (!next.IsBarrier)
                        _active++;
                    work = next.IsBarrier ? Barrier(next.Work) : Counted(next.Work);
                    return true;
                }

                if (_isComplete && _contigs.Count == 0 && _parts.Count == 0 && _active == 0 && !_isBarrierUp)
                    return false;
                Monitor.Wait(_lock);
            }
        }
    }

    // Work that may be done at any time, also by somebody who waits at a barrier.
    private bool TryTakeShared(out Work? work)
    {
        if (TryTakePart(out work))
            return true;
        if (!_shared.TryDequeue(out work))
            return false;
        work = Counted(work);
        return true;
    }

    // The first part for which there is memory: small ones pass large ones, but no more of them than the writer's channel holds.
    private bool TryTakePart(out Work? work)
    {
        work = null;
        for (var node = _parts.First; node is not null; node = node.Next)
        {
            var (compress, memory) = node.Value;
            if (_partMemory > 0 && _partMemory + memory > _partBudget)
                continue;
            _parts.Remove(node);
            _partMemory += memory;
            work = worker =>
            {
                compress(worker);
                Change(() => _partMemory -= memory);
            };
            return true;
        }

        return false;
    }

    private Work Counted(Work work) => worker =>
    {
        work(worker);
        Change(() => _active--);
    };

    private Work Barrier(Work work) => worker =>
    {
        HelpWhile(() => _active > 0, worker);
        work(worker);
        Change(() => _isBarrierUp = false);
    };

    private void HelpWhile(Func<bool> condition, Worker? helper)
    {
        while (true)
        {
            Work? work = null;
            lock (_lock)
            {
                WaitWhile(() => condition() && (helper is null || !TryTakeShared(out work)));
            }

            if (work is null)
                return;
            work(helper!);
        }
    }

    // Must hold the lock.
    private void WaitWhile(Func<bool> condition)
    {
        _error.Token.ThrowIfCancellationRequested();
        while (condition())
        {
            Monitor.Wait(_lock);
            _error.Token.ThrowIfCancellationRequested();
        }
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            Monitor.PulseAll(_lock);
        }
    }
}
