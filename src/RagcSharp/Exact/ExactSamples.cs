using RagcSharp.Archive;
using RagcSharp.Memory;

namespace RagcSharp.Exact;

/// <summary>The texts of the samples of an archive: stream <c>ragc-exact-samples</c>, part by part. Safe for any number of threads.</summary>
internal sealed class ExactSamples(ArchiveReader archive)
{
    /// <summary>Whether the archive keeps any.</summary>
    public bool Any => archive.Has(StreamNames.ExactSamples);

    /// <summary>Whether a sample is kept exactly.</summary>
    public bool Has(int sample)
    {
        var parts = archive.Parts(StreamNames.ExactSamples);
        return sample < parts.Count && parts[sample].Size > 0;
    }

    /// <summary>The text of a sample, to be disposed by the caller; null for one that is not kept exactly.</summary>
    /// <exception cref="InvalidDataException">The part is damaged.</exception>
    public SampleText? Open(int sample)
    {
        if (!Has(sample))
            return null;
        var part = new NativeBuffer();
        try
        {
            archive.Read(StreamNames.ExactSamples, sample, part);
            return new SampleText(part);
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }
}
