using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Editing;

/// <summary>Makes archives to be merged, and looks whether what is made of them is right.</summary>
internal static class Merges
{
    /// <summary>Makes an archive of samples.</summary>
    public static string Create(string path, CompressionOptions options, IEnumerable<(string Name, byte[] Fasta)> samples)
    {
        using var compressor = AgcCompressor.Create(path, options);
        foreach (var (name, fasta) in samples)
            compressor.Add(name, new MemoryStream(fasta));
        compressor.Finish();
        return path;
    }

    /// <summary>Checks that an archive is sound and has exactly the samples of others, each as one of these has it.</summary>
    public static void AssertHolds(string result, params string[] archives)
    {
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in archives)
        {
            foreach (string sample in Subsets.SamplesOf(path))
                _ = expected.TryAdd(sample, path);
        }

        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), Subsets.SamplesOf(result).Order(StringComparer.Ordinal));
        foreach (var samples in expected.GroupBy(sample => sample.Value, sample => sample.Key))
        {
            using AgcArchive before = AgcArchive.Open(samples.Key), after = AgcArchive.Open(result);
            foreach (string sample in samples)
                Assert.Equal(ExactArchive.Read(before, new(), sample), ExactArchive.Read(after, new(), sample));
        }

        Subsets.AssertSound(result, mayHaveDummies: true);
    }
}
