namespace RagcSharp.Tests.Support;

/// <summary>Archives that keep texts, and what comes back from them.</summary>
internal static class ExactArchive
{
    /// <summary>Small segments, so that contigs of a test have several.</summary>
    public static CompressionOptions Options { get; } =
        new() { PreserveText = true, SegmentSize = 500, KmerLength = 17, BatchSize = 3, Threads = 2 };

    /// <summary>Makes an archive of samples a0, a1, ….</summary>
    public static void Create(string path, CompressionOptions options, params byte[][] files)
    {
        using var compressor = AgcCompressor.Create(path, Strange(options));
        Add(compressor, 0, files);
    }

    /// <summary>Adds samples to an archive, numbered from <paramref name="first"/> on.</summary>
    public static void Append(string path, CompressionOptions options, int first, params byte[][] files)
    {
        using var compressor = AgcCompressor.Append(path, path, Strange(options));
        Add(compressor, first, files);
    }

    /// <summary>What <c>getset</c> gives.</summary>
    public static byte[] Read(string path, ExtractionOptions options, params string[] samples)
    {
        using var archive = AgcArchive.Open(path);
        return Read(archive, options, samples);
    }

    /// <summary>What <c>getset</c> gives.</summary>
    public static byte[] Read(AgcArchive archive, ExtractionOptions options, params string[] samples)
    {
        using var output = new MemoryStream();
        archive.WriteSamples(samples, output, options);
        return output.ToArray();
    }

    private static void Add(AgcCompressor compressor, int first, byte[][] files)
    {
        for (int i = 0; i < files.Length; i++)
            compressor.Add($"a{first + i}", new MemoryStream(files[i]));
        compressor.Finish();
    }

    // Random files need not look like text.
    private static CompressionOptions Strange(CompressionOptions options) => options with { AllowAnyBytes = options.PreserveText };
}
