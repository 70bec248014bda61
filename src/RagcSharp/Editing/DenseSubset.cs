using RagcSharp.Archive;
using RagcSharp.Compressing;
using RagcSharp.Dense;
using RagcSharp.Fasta;

namespace RagcSharp.Editing;

/// <summary>
/// Makes a dense archive of some of the samples of another one. Its references have something of all samples, so those that stay are
/// decompressed and coded anew: the result is what they alone would have become.
/// </summary>
/// <param name="source">The other archive.</param>
/// <param name="recorded">How it was made.</param>
/// <param name="samples">Numbers of the samples that are kept, ascending.</param>
/// <param name="options">How.</param>
/// <param name="cancellation">Ends the work.</param>
internal sealed class DenseSubset(
    SourceArchive source,
    RecordedDense recorded,
    int[] samples,
    SubsetOptions options,
    CancellationToken cancellation)
{
    /// <summary>Writes the new archive.</summary>
    /// <param name="output">Where to; written forward only, not closed.</param>
    public SubsetSummary Write(Stream output)
    {
        bool isExact = source.Reader.Has(StreamNames.ExactSamples);
        var compression = new CompressionOptions
        {
            IsDense = true,
            DenseSettings = recorded.Settings,
            PreserveText = isExact,
            AllowAnyBytes = isExact,
            Threads = options.Threads,
        };
        var extraction = new ExtractionOptions { Threads = options.Threads };
        using var pipeline = new CompressionPipeline(output, compression, null, null, cancellation);
        foreach (int number in samples)
        {
            string sample = source.Samples.Names[number];
            pipeline.Announce(null);
            pipeline.Add(new FastaInput(sample, $"sample {sample}", _ => source.Extract(number, extraction, cancellation)));
        }

        var summary = pipeline.Finish();
        return new SubsetSummary
        {
            SampleCount = samples.Length,
            GroupCount = summary.GroupCount,
            ForeignBases = 0,
            ForeignReferences = 0,
            ArchiveSize = summary.ArchiveSize,
        };
    }
}
