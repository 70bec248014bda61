using System.Diagnostics;

namespace RagcSharp.Cli;

/// <summary>
/// Writes to standard error what a compression is about, in the words of C++ AGC, and now and then how many bases are in.
/// </summary>
internal sealed class CompressionLog : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Between two lines that tell how many bases are in: what goes to a log shall not fill it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly object _lock = new();
    private readonly AgcCompressor _compressor;
    private readonly Ticker _ticker;
    private readonly Stopwatch _sinceBases = Stopwatch.StartNew();
    private CompressionPhase _next;
    private bool _isOver;

    /// <param name="compressor">The compression; before it is given anything, so that no phase is missed.</param>
    public CompressionLog(AgcCompressor compressor)
    {
        _compressor = compressor;
        _next = compressor.Progress.Phase;
        _ticker = new Ticker(Interval, () => Look(isLast: false));
    }

    /// <summary>Tells what was not told yet, when all is written.</summary>
    public void Complete() => Look(isLast: true);

    /// <summary>Tells nothing any more.</summary>
    public void Dispose()
    {
        _ticker.Dispose();
        lock (_lock)
            _isOver = true;
    }

    private void Look(bool isLast)
    {
        lock (_lock)
        {
            if (_isOver)
                return;
            _isOver = isLast;
            var progress = _compressor.Progress;
            for (; _next <= progress.Phase; _next++)
                Enter(_next);
            if (isLast || (_next > CompressionPhase.AddingSamples && _sinceBases.Elapsed > Pause))
                TellBases(progress.Bases);
        }
    }

    private static void Enter(CompressionPhase phase)
    {
        string? words = phase switch
        {
            CompressionPhase.ReadingReference => "Gathering reference k-mers",
            CompressionPhase.FindingSplitters => "Determination of splitters",
            CompressionPhase.AddingSamples => "Start of compression",
            _ => null,
        };
        if (words is not null)
            StandardError.Write(words + Environment.NewLine);
    }

    private void TellBases(long bases)
    {
        StandardError.Write($"Compressed: {bases / 1_000_000} Mb{Environment.NewLine}");
        _sinceBases.Restart();
    }
}
