using System.Diagnostics;
using System.Globalization;

namespace RagcSharp.Cli.Tests;

/// <summary>
/// Runs the program and watches how much memory it has at most. The system keeps the peak while the process lives; so it is read again and
/// again, and what is allocated in the last millisecond may be missed.
/// </summary>
internal static class PeakMemory
{
    private static readonly string Program = Path.Combine(Ragc.Root, "artifacts", "publish", "ragc", "ragc");

    /// <summary>Bytes at the peak, 0 where the system does not tell; the exit code; bytes of output; what was said.</summary>
    public static (long Bytes, int ExitCode, long Output, string Errors) Of(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = Task.Run(() => Count(process.StandardOutput.BaseStream));
        long peak = 0;
        // Hangs end the test, not the test run.
        for (var watch = Stopwatch.StartNew(); !process.WaitForExit(1);)
        {
            peak = Math.Max(peak, PeakOf(process.Id));
            if (watch.Elapsed.TotalSeconds > Ragc.PatienceSeconds)
            {
                process.Kill();
                throw new TimeoutException($"not done in {Ragc.PatienceSeconds} s: ragc {string.Join(' ', arguments)}");
            }
        }

        process.WaitForExit();
        return (peak, process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    private static long Count(Stream stream)
    {
        var buffer = new byte[1 << 16];
        long count = 0;
        for (int read; (read = stream.Read(buffer)) > 0;)
            count += read;
        return count;
    }

    private static long PeakOf(int process)
    {
        const string Peak = "VmHWM:";
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith(Peak, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[Peak.Length..^2], CultureInfo.InvariantCulture) << 10;
        }
        catch (IOException)
        {
            // It has ended, or there is no such folder on this system.
            return 0;
        }
    }
}
