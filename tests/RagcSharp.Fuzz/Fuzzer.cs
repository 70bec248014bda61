using System.Diagnostics;
using System.Globalization;

namespace RagcSharp.Fuzz;

/// <summary>
/// Damages archives for some time and reads what comes of it, adds to it, or edits it. A fault, a run that does not end, and one that takes
/// much memory end it; the bytes are then in a file in the current folder.
/// </summary>
internal sealed class Fuzzer(IReadOnlyList<string> files)
{
    private const long MostMemory = 400L << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private byte[] _current = [];
    private long _run;

    /// <summary>Returns the exit code: 0 when nothing was found.</summary>
    public int Run(TimeSpan time, int seed)
    {
        var seeds = files.Select(file => (Bytes: File.ReadAllBytes(file), Image: Parse(file))).ToArray();
        using var target = new ArchiveTarget();
        using var guard = new Timer(_ => CheckProgress(), null, Patience, Patience);
        var watch = Stopwatch.StartNew();
        long refused = 0;
        for (; watch.Elapsed < time; _run++)
        {
            // Each run by its own number, so that any of them can be repeated alone.
            var random = new Random((int)(seed * 1_000_003L + _run));
            var (bytes, image) = seeds[random.Next(seeds.Length)];
            _current = new Mutator(random).Mutate(bytes, image);
            try
            {
                refused += Try(target, random) is null ? 0 : 1;
            }
            catch (Exception e)
            {
                return Report($"{e}");
            }

            if (PeakMemory() > MostMemory)
                return Report($"{PeakMemory() >> 20} MiB of memory");
        }

        Console.WriteLine($"seed {seed}: {_run} archives, {refused} of them refused, no fault");
        return 0;
    }

    private string? Try(ArchiveTarget target, Random random) => random.Next(16) switch
    {
        0 or 1 => target.Append(_current, random.Next(2) == 0),
        2 or 3 => target.Subset(_current, random.Next(2) == 0),
        4 => target.Rename(_current),
        5 => target.Merge(_current),
        _ => target.Read(_current),
    };

    private static ArchiveImage? Parse(string file)
    {
        try
        {
            return ArchiveImage.Read(file);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private void CheckProgress()
    {
        long run = _run;
        Thread.Sleep(Patience / 2);
        if (run == _run)
            Environment.Exit(Report("does not end"));
    }

    private int Report(string what)
    {
        string file = $"fault-{_run}.agc";
        File.WriteAllBytes(file, _current);
        Console.Error.WriteLine($"run {_run}: {file}: {what}");
        return 1;
    }

    // Of the process so far; 0 where the system does not tell.
    private static long PeakMemory()
    {
        const string Status = "/proc/self/status", Peak = "VmHWM:";
        if (!File.Exists(Status))
            return 0;
        string line = File.ReadLines(Status).First(line => line.StartsWith(Peak, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) << 10;
    }
}
