namespace RagcSharp.Cli;

/// <summary>Does something again and again, on other threads, until disposal.</summary>
internal sealed class Ticker : IDisposable
{
    private readonly Timer _timer;
    private int _isBusy;

    /// <param name="interval">How often.</param>
    /// <param name="tick">What; never twice at a time: while a terminal is stopped (Ctrl-S), calls must not pile up.</param>
    public Ticker(TimeSpan interval, Action tick) => _timer = new Timer(
        _ =>
        {
            if (Interlocked.Exchange(ref _isBusy, 1) != 0)
                return;
            tick();
            Volatile.Write(ref _isBusy, 0);
        },
        null,
        interval,
        interval);

    /// <summary>No call begins afterwards; one may still be under way.</summary>
    public void Dispose() => _timer.Dispose();
}
