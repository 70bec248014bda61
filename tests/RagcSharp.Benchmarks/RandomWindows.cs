using System.Diagnostics;
using System.Globalization;

namespace RagcSharp.Benchmarks;

/// <summary>
/// How many windows of random contigs of random samples are read in a second: at first, once what they need is in memory, and then in the
/// order of the contigs. Each thread asks for its own.
/// </summary>
internal static class RandomWindows
{
    private const int WindowLength = 4000, WindowCount = 10_000, Rounds = 5;

    /// <summary>Prints a line a number of threads.</summary>
    public static void Measure(string path, IEnumerable<int> threadCounts)
    {
        Console.WriteLine("archive\tsamples\tthreads\topened ms\tfirst/s\twarm/s\tin order/s\tpeak MiB");
        foreach (int threads in threadCounts)
        {
            var watch = Stopwatch.StartNew();
            using var archive = AgcArchive.Open(path);
            double opened = watch.Elapsed.TotalMilliseconds;
            var windows = Choose(archive);
            double first = Read(archive, windows, threads);
            double warm = Best(archive, windows, threads);
            double inOrder = Best(archive, [.. windows.OrderBy(w => w.Sample).ThenBy(w => w.Contig).ThenBy(w => w.Start)], threads);
            using var process = Process.GetCurrentProcess();
            string name = Path.GetFileName(path);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}\t{archive.Samples.Count}\t{threads}\t{opened:F1}\t{first:F0}\t{warm:F0}\t{inOrder:F0}\t{process.PeakWorkingSet64 >> 20}"));
        }
    }

    private static double Best(AgcArchive archive, (string Sample, string Contig, long Start)[] windows, int threads) =>
        Enumerable.Range(0, Rounds).Max(_ => Read(archive, windows, threads));

    // Always the same ones.
    private static (string Sample, string Contig, long Start)[] Choose(AgcArchive archive)
    {
        var random = new Random(1);
        var windows = new (string, string, long)[WindowCount];
        for (int i = 0; i < windows.Length; i++)
        {
            string sample = archive.Samples[random.Next(archive.Samples.Count)];
            var contigs = archive.GetContigs(sample);
            var contig = contigs[random.Next(contigs.Count)];
            windows[i] = (sample, contig.Name, random.NextInt64(Math.Max(1, contig.Length - WindowLength)));
        }

        return windows;
    }

    private static double Read(AgcArchive archive, (string Sample, string Contig, long Start)[] windows, int threadCount)
    {
        var watch = Stopwatch.StartNew();
        Thread[] threads = [.. Enumerable.Range(0, threadCount).Select(number => new Thread(() =>
        {
            var letters = new byte[WindowLength];
            for (int i = number; i < windows.Length; i += threadCount)
                _ = archive.Read(windows[i].Sample, windows[i].Contig, windows[i].Start, letters);
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return windows.Length / watch.Elapsed.TotalSeconds;
    }
}
