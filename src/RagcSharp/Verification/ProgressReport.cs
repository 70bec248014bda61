namespace RagcSharp.Verification;

/// <summary>Keeps how far a verification is, and reports every change. Any thread may change it; one at a time reports.</summary>
internal sealed class ProgressReport(IProgress<VerificationProgress>? watch)
{
    private readonly object _lock = new();
    private VerificationProgress _now;

    public void Change(Func<VerificationProgress, VerificationProgress> change)
    {
        if (watch is null)
            return;
        lock (_lock)
        {
            _now = change(_now);
            watch.Report(_now);
        }
    }
}
