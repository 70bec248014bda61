using System.Runtime.ExceptionServices;

namespace RagcSharp.Threads;

/// <summary>
/// The one slot for what went wrong. The first error wins and cancels everything that waits; all later calls on the pipeline
/// fail with it. Thread-safe.
/// </summary>
internal sealed class FirstError : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private ExceptionDispatchInfo? _error;

    /// <summary>Cancelled once there is an error.</summary>
    public CancellationToken Token => _cancellation.Token;

    public bool IsSet => _error is not null;

    /// <summary>Stores an error, unless there is one. What other threads throw because they were cancelled comes too late.</summary>
    public void Set(Exception error)
    {
        if (Interlocked.CompareExchange(ref _error, ExceptionDispatchInfo.Capture(error), null) is not null)
            return;
        try
        {
            _cancellation.Cancel();
        }
        catch (AggregateException)
        {
            // All who wait are told; what goes wrong with one of them (no thread, no memory) comes too late.
        }
    }

    public void ThrowIfSet() => _error?.Throw();

    public void Dispose() => _cancellation.Dispose();
}
