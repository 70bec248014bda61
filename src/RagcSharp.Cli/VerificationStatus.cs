using System.Diagnostics;

namespace RagcSharp.Cli;

/// <summary>Tells in a few words how far the verification of an archive is.</summary>
internal sealed class VerificationStatus : IProgress<VerificationProgress>
{
    private readonly object _lock = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private VerificationProgress _progress;

    // When samples began to be put together.
    private TimeSpan _begin;

    public void Report(VerificationProgress value)
    {
        lock (_lock)
        {
            if (_progress.Samples == 0)
                _begin = _watch.Elapsed;
            _progress = value;
        }
    }

    /// <summary>Parts or, later, samples; bases, bases a second, memory, and the time left of the one or the other.</summary>
    public IReadOnlyList<string> Fields()
    {
        lock (_lock)
        {
            string memory = Amount.OfMemory(Environment.WorkingSet);
            if (_progress.Samples == 0)
            {
                double read = _progress.PartsRead / Math.Max(1.0, _progress.Parts);
                return [$"{_progress.PartsRead}/{_progress.Parts} parts", memory, Amount.OfTimeLeft(read, _watch.Elapsed)];
            }

            var elapsed = _watch.Elapsed - _begin;
            return
            [
                $"{_progress.SamplesRead}/{_progress.Samples} samples",
                Amount.Of(_progress.Bases, "b"),
                Amount.Of(_progress.Bases / elapsed.TotalSeconds, "b/s"),
                memory,
                Amount.OfTimeLeft(_progress.SamplesRead / (double)_progress.Samples, elapsed),
            ];
        }
    }
}
