namespace RagcSharp.Verification;

/// <summary>
/// Keeps how far a verification is, and reports it. Any thread may change it. One at a time reports, outside the lock, so that the callback
/// may do what it likes; what changes meanwhile is reported next, by the same thread, at once.
/// </summary>
internal sealed class ProgressReport(IProgress<VerificationProgress>? watch)
{
    private readonly Lock _lock = new();
    private VerificationProgress _now;
    private bool _isReporting;
    private bool _hasChanged;

    public void Change(Func<VerificationProgress, VerificationProgress> change)
    {
        if (watch is null)
            return;
        lock (_lock)
        {
            _now = change(_now);
            _hasChanged = true;
            if (_isReporting)
                return;
            _isReporting = true;
        }

        while (TakeChange(out var now))
            watch.Report(now);
    }

    private bool TakeChange(out VerificationProgress now)
    {
        lock (_lock)
        {
            now = _now;
            _isReporting = _hasChanged;
            _hasChanged = false;
            return _isReporting;
        }
    }
}
