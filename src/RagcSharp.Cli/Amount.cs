using System.Diagnostics;
using System.Globalization;

namespace RagcSharp.Cli;

/// <summary>Numbers as people read them.</summary>
internal static class Amount
{
    // Before that, a guess of the time left would be wild.
    private const double LeastDone = 0.001;

    private static readonly TimeSpan LeastElapsed = TimeSpan.FromSeconds(2);

    private static readonly string[] Units = ["", "K", "M", "G", "T"];

    private static readonly string[] Prefixes = ["", "k", "M", "G", "T"];

    /// <summary>With three digits or more and a decimal prefix: <c>36.2 Mb</c>.</summary>
    public static string Of(double value, string unit)
    {
        int prefix = 0;
        // What would be shown as 1000.0 has the next prefix already.
        for (; value >= 999.95 && prefix < Prefixes.Length - 1; prefix++)
            value /= 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.0} {Prefixes[prefix]}{unit}");
    }

    /// <summary>Memory: <c>118 MiB</c>.</summary>
    public static string OfMemory(long bytes) => $"{(bytes + (1 << 19)) >> 20} MiB";

    /// <summary>A number of bytes as options take it: <c>64M</c>, in the largest unit that has no fraction.</summary>
    public static string OfSize(long bytes)
    {
        int unit = 0;
        for (; bytes > 0 && bytes % 1024 == 0 && unit < Units.Length - 1; unit++)
            bytes /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{bytes}{Units[unit]}");
    }

    /// <summary>A whole number in groups of three digits.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Minutes and seconds, hours before them if need be: <c>0:32</c>, <c>1:02:03</c>.</summary>
    public static string OfTime(TimeSpan time) =>
        time.TotalHours < 1 ? $"{time.Minutes}:{time.Seconds:00}" : $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}";

    /// <summary>
    /// How long a run will take from now on, if it goes on like this: <c>0:32 left</c>. Empty when too little is done to tell.
    /// </summary>
    /// <param name="fraction">The part that is done; null if that is unknown.</param>
    /// <param name="elapsed">How long that took.</param>
    public static string OfTimeLeft(double? fraction, TimeSpan elapsed) =>
        fraction is >= LeastDone and var done && elapsed >= LeastElapsed ? $"{OfTime(elapsed * ((1 - done) / done))} left" : "";

    /// <summary>The most memory that this process had so far, in bytes.</summary>
    public static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        // The system's own peak lags a little behind.
        return Math.Max(process.PeakWorkingSet64, Environment.WorkingSet);
    }
}
