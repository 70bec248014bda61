using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests;

/// <summary>One archive that is asked by many threads at the same time gives each what it gives a single one.</summary>
public sealed class ConcurrentReadingTests
{
    private const int ThreadCount = 16;

    [Theory]
    [InlineData("many-samples-b10")]
    [InlineData("concatenated")]
    [InlineData("appended-by-agc")]
    [InlineData("version1")]
    [InlineData("version2")]
    public void Archive_GivesManyThreadsWhatItGivesOne(string name) => Compare(new GoldenCase(name).Archive);

    [Fact]
    public void Archive_GivesManyThreadsTheTextsThatItGivesOne()
    {
        using var folder = new TempDirectory();
        string path = folder.File("a.agc");
        ExactArchive.Create(
            path, ExactArchive.Options, [.. Enumerable.Range(0, 8).Select(i => Text.Bytes(string.Concat(Enumerable.Repeat($">c{i}\r\nacgtNNACGTxyz{i}\r\n", 20))))]);
        Compare(path);
    }

    private static void Compare(string path) => Seeded.Run(3, random =>
    {
        string[] expected = Expected(path);
        int[] seeds = [.. Enumerable.Range(0, ThreadCount).Select(_ => random.Next())];
        using var archive = AgcArchive.Open(path);
        using var start = new Barrier(ThreadCount);
        WatchedThreads.RunAll(ThreadCount, number =>
        {
            int[] order = [.. Enumerable.Range(0, expected.Length)];
            new Random(seeds[number]).Shuffle(order);
            start.SignalAndWait();
            foreach (int question in order)
                Assert.Equal(expected[question], Ask(archive, question, threads: 1 + number % 3));
        });
    });

    // An archive of its own for each question: nothing that one leaves behind helps another.
    private static string[] Expected(string path)
    {
        int count;
        using (var archive = AgcArchive.Open(path))
            count = 1 + 3 * archive.Samples.Count;
        return [.. Enumerable.Range(0, count).Select(question =>
        {
            using var archive = AgcArchive.Open(path);
            return Ask(archive, question, threads: 1);
        })];
    }

    // The first question is about all, the others are three about each sample.
    private static string Ask(AgcArchive archive, int question, int threads)
    {
        if (question == 0)
        {
            var info = archive.ReadInfo();
            return $"{info.FormatVersion} {info.SampleCount} {info.ContigCount} {info.Bases} {info.DeltaSize} {info.CollectionSize}"
                + string.Join(',', info.MendedSamples);
        }

        string sample = archive.Samples[(question - 1) / 3];
        using var output = new MemoryStream();
        switch (question % 3)
        {
            case 0:
                Assert.True(archive.Contains(sample));
                return string.Join('\n', archive.GetContigs(sample));
            case 1:
                archive.WriteSamples([sample], output, new ExtractionOptions { Threads = threads });
                break;
            default:
                string first = archive.GetContigs(sample)[0].Name.Split(' ')[0];
                archive.WriteRegions([$"{first}@{sample}"], output, 70, threads);
                break;
        }

        return Text.OfBytes(output.ToArray());
    }
}
