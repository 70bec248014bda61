using System.Diagnostics;

namespace RagcSharp.Compressing;

/// <summary>
/// How long threads were in each stage, and whoever watches them enter. A stage within another one does not count for that. Thread-safe.
/// </summary>
/// <param name="watch">Told of each stage that a thread enters; what it throws ends the run.</param>
internal sealed class StageClock(Action<PipelineStage>? watch)
{
    private static readonly PipelineStage[] AllStages = Enum.GetValues<PipelineStage>();

    [ThreadStatic]
    private static Visit? _visit;

    private readonly long[] _ticks = new long[AllStages.Length];

    public static IReadOnlyList<PipelineStage> Stages => AllStages;

    /// <summary>Time of all threads together, of visits that are over.</summary>
    public TimeSpan this[PipelineStage stage] => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _ticks[(int)stage]));

    /// <summary>Enters a stage, until disposal by the same thread.</summary>
    public IDisposable Enter(PipelineStage stage)
    {
        watch?.Invoke(stage);
        _visit?.Pause();
        return _visit = new Visit(this, stage, _visit);
    }

    private sealed class Visit(StageClock clock, PipelineStage stage, Visit? outer) : IDisposable
    {
        private long _since = Stopwatch.GetTimestamp();

        public void Dispose()
        {
            Pause();
            _visit = outer;
            outer?.Resume();
        }

        public void Pause() => Interlocked.Add(ref clock._ticks[(int)stage], Stopwatch.GetTimestamp() - _since);

        private void Resume() => _since = Stopwatch.GetTimestamp();
    }
}
