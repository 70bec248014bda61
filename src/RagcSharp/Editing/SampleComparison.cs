using System.Security.Cryptography;

namespace RagcSharp.Editing;

/// <summary>
/// Tells whether samples of two archives are equal: all that would be lost if the second one were left out is in the first. Memory does not
/// depend on their length. Used by one thread.
/// </summary>
internal sealed class SampleComparison(int threads, CancellationToken cancellation)
{
    // What the samples of an archive were hashed to; those that come first are compared again and again.
    private readonly Dictionary<(SourceArchive Archive, int Sample, bool IsPlain), byte[]> _hashes = [];

    /// <summary>Whether the samples of a name are equal.</summary>
    /// <exception cref="InvalidDataException">One of the archives is damaged.</exception>
    public bool AreEqual(SourceArchive first, SourceArchive second, string name)
    {
        int sample = first.Samples.Find(name), other = second.Samples.Find(name);
        bool hasText = second.Texts.Has(other);
        return (!hasText || first.Texts.Has(sample))
            && Hash(first, sample, isPlain: true).AsSpan().SequenceEqual(Hash(second, other, isPlain: true))
            && (!hasText || Hash(first, sample, isPlain: false).AsSpan().SequenceEqual(Hash(second, other, isPlain: false)));
    }

    private byte[] Hash(SourceArchive archive, int sample, bool isPlain)
    {
        if (_hashes.TryGetValue((archive, sample, isPlain), out byte[]? known))
            return known;
        using var text = archive.Extract(sample, new ExtractionOptions { IgnorePreservedText = isPlain, Threads = threads }, cancellation);
        return _hashes[(archive, sample, isPlain)] = SHA256.HashData(text);
    }
}
