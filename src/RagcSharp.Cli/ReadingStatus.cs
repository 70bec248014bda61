using System.Diagnostics;

namespace RagcSharp.Cli;

/// <summary>Tells in a few words how far a command is that goes through things one by one. One thread counts, others may ask.</summary>
/// <param name="count">How many things there are.</param>
/// <param name="things">What they are called.</param>
/// <param name="unit">What it is counted in besides.</param>
internal sealed class ReadingStatus(int count, string things, string unit)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _done;
    private long _amount;

    /// <summary>Some more of a thing is done.</summary>
    public void Add(long amount) => Interlocked.Add(ref _amount, amount);

    /// <summary>A thing is done.</summary>
    public void EndOne() => Interlocked.Increment(ref _done);

    /// <summary>Things, amount, amount a second, memory, and the time left.</summary>
    public IReadOnlyList<string> Fields()
    {
        long amount = Interlocked.Read(ref _amount);
        int done = Volatile.Read(ref _done);
        var elapsed = _watch.Elapsed;
        return
        [
            $"{done}/{count} {things}",
            Amount.Of(amount, unit),
            Amount.Of(amount / elapsed.TotalSeconds, unit + "/s"),
            Amount.OfMemory(Environment.WorkingSet),
            Amount.OfTimeLeft(done / (double)count, elapsed),
        ];
    }
}
