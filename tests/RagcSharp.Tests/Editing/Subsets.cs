using RagcSharp.Archive;
using RagcSharp.Segmentation;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Editing;

/// <summary>Makes subsets and looks whether they are what they should be.</summary>
internal static class Subsets
{
    /// <summary>Choices of samples of an archive: the first and the last ones, all but the first, one alone, every other one.</summary>
    public static IEnumerable<string[]> Choices(IReadOnlyList<string> samples)
    {
        int half = (samples.Count + 1) / 2;
        string[][] choices =
        [
            [.. samples], [.. samples.Take(half)], [.. samples.Skip(half)], [.. samples.Skip(1)], [samples[samples.Count / 2]],
            [.. samples.Where((_, i) => i % 2 == 1)],
        ];
        return choices.Where(choice => choice.Length > 0);
    }

    /// <summary>Names of the samples of an archive.</summary>
    public static IReadOnlyList<string> SamplesOf(string path)
    {
        using var archive = AgcArchive.Open(path);
        return archive.Samples;
    }

    /// <summary>Checks that samples of two archives are the same, byte for byte, and that the second one is as it should be.</summary>
    public static void AssertHolds(string source, string result, IReadOnlyCollection<string> samples)
    {
        using AgcArchive before = AgcArchive.Open(source), after = AgcArchive.Open(result);
        Assert.Equal(before.Samples.Where(samples.Contains), after.Samples);
        foreach (string sample in after.Samples)
        {
            Assert.Equal(before.GetContigs(sample), after.GetContigs(sample));
            Assert.Equal(ExactArchive.Read(before, new(), sample), ExactArchive.Read(after, new(), sample));
        }

        AssertSound(result);
    }

    /// <summary>Checks that an archive verifies, has checks, and holds no segments that nobody has, but for references.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="mayHaveDummies">Whether raw groups may have more than one dummy, as what was merged has.</param>
    public static void AssertSound(string path, bool mayHaveDummies = false)
    {
        string? first = null;
        var report = AgcArchive.Verify(path, new VerificationOptions { Threads = 2 }, finding => first ??= finding.Message);
        Assert.Null(first);
        Assert.True(report.HasChecks);
        Assert.DoesNotContain(
            Items.Stored(path).Except(Items.Used(path)), item => item.Id > 0 && !(mayHaveDummies && item.Group < StreamNames.RawGroups));
    }

    /// <summary>Checks that all of an archive is of its own samples: every segment, and every k-mer.</summary>
    public static void AssertPurged(string path)
    {
        Assert.Empty(Items.Stored(path).Except(Items.Used(path)));
        int k = Items.KmerLength(path);
        var own = new HashSet<ulong> { Kmer.NoCanonical };
        using var archive = AgcArchive.Open(path);
        foreach (var (_, letters) in archive.Samples.SelectMany(sample => Extracted.Contigs(archive, sample)))
        {
            var window = new KmerWindow(k);
            foreach (byte code in Text.Codes(letters))
            {
                if (window.Push(code))
                    own.Add(window.Canonical);
            }
        }

        Assert.Subset(own, Items.Kmers(path));
    }
}
