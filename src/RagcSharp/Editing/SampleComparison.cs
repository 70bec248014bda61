using System.Security.Cryptography;

using RagcSharp.Exact;
using RagcSharp.Files;
using RagcSharp.Reading;

namespace RagcSharp.Editing;

/// <summary>
/// Tells whether samples of two archives are equal: all that would be lost if the second one were left out is in the first. Memory does not
/// depend on their length. Used by one thread.
/// </summary>
internal sealed class SampleComparison(int threads, CancellationToken cancellation)
{
    // What the samples of an archive were hashed to; those that come first are compared again and again.
    private readonly Dictionary<(OpenArchive Archive, string Sample, bool IsPlain), byte[]> _hashes = [];

    /// <summary>Whether the samples of a name are equal.</summary>
    /// <exception cref="InvalidDataException">One of the archives is damaged.</exception>
    public bool AreEqual(
        (OpenArchive Archive, SourceArchive Source) first, (OpenArchive Archive, SourceArchive Source) second, string sample)
    {
        bool hasText = HasText(second.Source, sample);
        return (!hasText || HasText(first.Source, sample))
            && Hash(first.Archive, sample, isPlain: true).AsSpan().SequenceEqual(Hash(second.Archive, sample, isPlain: true))
            && (!hasText || Hash(first.Archive, sample, isPlain: false).AsSpan().SequenceEqual(Hash(second.Archive, sample, isPlain: false)));
    }

    private static bool HasText(SourceArchive source, string sample) =>
        new ExactSamples(source.Reader).Has(source.Samples.Find(sample));

    private byte[] Hash(OpenArchive archive, string sample, bool isPlain)
    {
        if (_hashes.TryGetValue((archive, sample, isPlain), out byte[]? known))
            return known;
        using var hash = new HashStream();
        var options = new ExtractionOptions { IgnorePreservedText = isPlain, Threads = threads };
        foreach (int _ in new RegionExtractor(archive).WriteSamples([archive.Find(sample)], hash, options, cancellation))
        {
            // Each step writes a piece.
        }

        return _hashes[(archive, sample, isPlain)] = hash.Finish();
    }

    /// <summary>Hashes what is written.</summary>
    private sealed class HashStream : WriteOnlyStream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public override void Write(ReadOnlySpan<byte> buffer) => _hash.AppendData(buffer);

        public override void Flush()
        {
        }

        public byte[] Finish() => _hash.GetHashAndReset();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
