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
    private readonly long[] _longest = new long[AllStages.Length];

    public static IReadOnlyList<PipelineStage> Stages => AllStages;

    /// <summary>Time of all threads together, of visits that are over.</summary>
    public TimeSpan this[PipelineStage stage] => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _ticks[(int)stage]));

    /// <summary>
    /// Time of the longest visit of a stage that is over: a run on any number of threads takes at least that long.
    /// </summary>
    public TimeSpan LongestOf(PipelineStage stage) => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _longest[(int)stage]));

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
        private long _ticks;

        public void Dispose()
        {
            Pause();
            Interlocked.Add(ref clock._ticks[(int)stage], _ticks);
            ref long longest = ref clock._longest[(int)stage];
            for (long known = Interlocked.Read(ref longest); known < _ticks;)
                known = Interlocked.CompareExchange(ref longest, _ticks, known);
            _visit = outer;
            outer?.Resume();
        }

        public void Pause() => _ticks += Stopwatch.GetTimestamp() - _since;

        private void Resume() => _since = Stopwatch.GetTimestamp();
    }
}
