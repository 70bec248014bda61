using RagcSharp.Tests.Support;
using RagcSharp.Verification;

namespace RagcSharp.Tests.Verification;

public sealed class ProgressReportTests
{
    [Fact]
    public void Change_DoesNotWaitForACallbackThatIsRunning()
    {
        using ManualResetEventSlim isCalled = new(), mayReturn = new();
        var seen = new List<long>();
        var report = new ProgressReport(new Callback(now =>
        {
            seen.Add(now.PartsRead);
            isCalled.Set();
            mayReturn.Wait();
        }));
        var first = new Thread(() => report.Change(now => now with { PartsRead = now.PartsRead + 1 }));
        first.Start();
        isCalled.Wait();
        // The callback of the other thread is running.
        report.Change(now => now with { PartsRead = now.PartsRead + 1 });
        report.Change(now => now with { PartsRead = now.PartsRead + 1 });
        mayReturn.Set();
        WatchedThreads.Join(first, "the thread that reports");
        Assert.Equal([1, 3], seen);
    }

    [Fact]
    public void Change_MayBeCalledByTheCallback()
    {
        var seen = new List<long>();
        ProgressReport? report = null;
        report = new ProgressReport(new Callback(now =>
        {
            seen.Add(now.PartsRead);
            if (now.PartsRead < 3)
                report!.Change(now => now with { PartsRead = now.PartsRead + 1 });
        }));
        report.Change(now => now with { PartsRead = 1 });
        Assert.Equal([1, 2, 3], seen);
    }

    private sealed class Callback(Action<VerificationProgress> call) : IProgress<VerificationProgress>
    {
        public void Report(VerificationProgress value) => call(value);
    }
}
