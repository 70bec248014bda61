using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests;

/// <summary>Windows of contigs, in any order, are what is cut from whole contigs, whatever is kept in memory.</summary>
public sealed class RandomAccessTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("many-samples-b10", 0)]
    [InlineData("many-samples-b10", 20_000)]
    [InlineData("many-samples-b10", 256 << 20)]
    [InlineData("concatenated", 1000)]
    [InlineData("small-segments", 0)]
    [InlineData("letters-and-line-ends", 0)]
    [InlineData("version1", 0)]
    [InlineData("version2", 0)]
    [InlineData("appended-by-agc", 0)]
    public void Windows_AreCutFromContigs(string name, long cacheSize)
    {
        string path = new GoldenCase(name).Archive;
        using var archive = AgcArchive.Open(path, new ArchiveOptions { CacheSize = cacheSize });
        var samples = archive.Samples.Select(sample => (Name: sample, Contigs: Extracted.Contigs(archive, sample))).ToArray();
        WatchedThreads.RunAll(4, thread => Seeded.Run(20, seed =>
        {
            var random = new Random(seed.Next() + thread);
            var (sample, contigs) = samples[random.Next(samples.Length)];
            if (contigs.Length == 0)
                return;
            var (header, letters) = contigs[random.Next(contigs.Length)];
            if (contigs.First(contig => contig.Header == header).Letters != letters)
                return;
            int start = random.Next(letters.Length + 1), length = random.Next(random.Next(2) == 0 ? 100 : letters.Length + 100);
            var window = new byte[length];
            int read = archive.Read(sample, header, start, window);
            Assert.Equal(letters[start..Math.Min(letters.Length, start + length)], Text.OfBytes(window.AsSpan(0, read)));
        }));
    }

    [Fact]
    public void Reads_OfNothingAreRefused()
    {
        using var archive = AgcArchive.Open(new GoldenCase("names").Archive);
        Assert.Throws<ArgumentException>(() => archive.Read("nobody", "chr1", 0, new byte[1]));
        Assert.Throws<ArgumentException>(() => archive.Read("ref", "nothing", 0, new byte[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => archive.Read("ref", "chr1", -1, new byte[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => archive.Read("ref", "chr1", 600, new byte[1]));
        Assert.Equal(0, archive.Read("ref", "chr1", 599, new byte[1]));
        Assert.Equal(1, archive.Read("ref", "chr1", 598, new byte[7]));
        Assert.Equal(0, archive.Read("ref", "chr1", 5, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => AgcArchive.Open(new GoldenCase("names").Archive, new() { CacheSize = -1 }));
    }

    // Of a reverse complement pieces are held, from the end on: one begins within a gap, at a change of case.
    [Fact]
    public void ReverseComplements_OfLongRegionsAreWhole()
    {
        const int Held = 4 << 20;
        var random = new Random(1);
        char[] letters = [.. Enumerable.Range(0, Held + 1000).Select(_ => "ACGT"[random.Next(4)])];
        string contig = new string(letters, 0, 1000) + "-*X" + new string(letters, 1000, Held).ToLowerInvariant() + "--";
        ExactArchive.Create(_folder.File("a.agc"), ExactArchive.Options with { SegmentSize = 60_000 }, Text.Bytes($">c\n{contig}\n"));
        using var archive = AgcArchive.Open(_folder.File("a.agc"));
        Assert.Equal($">c:0-{Held + 2000}(-)\n{Reversed(contig)}\n", Lines(archive, $"c\t0\t{Held + 2000}\t.\t0\t-"));
        Assert.Equal($">c:10-{Held + 1000}(-)\n{Reversed(contig[10..^3])}\n", Lines(archive, $"c\t10\t{Held + 1000}\t.\t0\t-"));
    }

    [Fact]
    public void ReverseComplements_AreThoseOfTheRegion()
    {
        using var archive = AgcArchive.Open(new GoldenCase("letters-and-line-ends").Archive);
        Seeded.Run(30, random =>
        {
            string sample = archive.Samples[random.Next(archive.Samples.Count)];
            var (header, letters) = Extracted.Contigs(archive, sample).MaxBy(contig => contig.Letters.Length);
            int start = random.Next(letters.Length), end = start + 1 + random.Next(letters.Length - start);
            Assert.Equal(
                $">n\n{Reversed(letters[start..end])}\n", Lines(archive, $"{header.Split(' ')[0]}@{sample}\t{start}\t{end}\tn\t0\t-"));
        });
    }

    private static string Lines(AgcArchive archive, string bed)
    {
        using var output = new MemoryStream();
        archive.WriteRegions([AgcQuery.ParseBed(bed)], output, new ExtractionOptions { LineLength = int.MaxValue });
        return Text.OfBytes(output.ToArray());
    }

    private static string Reversed(string letters)
    {
        const string From = "ACGTRYKMBVDHUacgtrykmbvdhu", To = "TGCAYRMKVBHDAtgcayrmkvbhda";
        return string.Concat(letters.Reverse().Select(
            letter => From.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? To[at] : letter));
    }
}
