using RagcSharp.Reading;

namespace RagcSharp.Verification;

/// <summary>
/// Verifies the texts of samples that are kept exactly: writes them, as extraction does, and compares them with the original files, byte
/// for byte, where there are such. Used by one thread.
/// </summary>
internal sealed class TextVerifier(OpenArchive archive, Originals originals, Faults faults)
{
    private readonly RegionExtractor _extractor = new(archive);

    /// <summary>Samples that were compared with an original.</summary>
    public int Compared { get; private set; }

    public void Verify(int threads, CancellationToken cancellation)
    {
        for (int sample = 0; sample < archive.Samples.Names.Count; sample++)
        {
            if (archive.Texts.Has(sample))
                Verify(sample, new ExtractionOptions { Threads = threads }, cancellation);
        }
    }

    private void Verify(int number, ExtractionOptions options, CancellationToken cancellation)
    {
        string sample = archive.Samples.Names[number];
        string? file = originals.FileOf(sample);
        try
        {
            using var original = new OriginalText(originals.OpenText(file), file);
            foreach (int _ in _extractor.WriteSamples([number], original, options, cancellation))
            {
            }

            original.Complete();
            if (file is not null)
                Compared++;
            if (original.Difference is { } difference)
                faults.Tell($"sample {sample}: {difference}", sample);
        }
        catch (InvalidDataException e)
        {
            faults.Take(e, sample);
        }
    }
}
