namespace RagcSharp;

/// <summary>Digests of a sample and of its contigs, by which the same sequences are known everywhere.</summary>
/// <param name="sample">Name of the sample.</param>
/// <param name="collection">Of the sample as a whole.</param>
/// <param name="contigs">Of each contig, in the order of the archive.</param>
public sealed class AgcSampleDigest(string sample, SequenceCollectionDigest collection, IReadOnlyList<AgcContigDigest> contigs)
{
    /// <summary>Name of the sample.</summary>
    public string Sample { get; } = sample;

    /// <summary>Of the sample as a whole.</summary>
    public SequenceCollectionDigest Collection { get; } = collection;

    /// <summary>Of each contig, in the order of the archive.</summary>
    public IReadOnlyList<AgcContigDigest> Contigs { get; } = contigs;
}

/// <summary>Digests of a contig. They do not depend on its name, or on the case of its letters.</summary>
/// <param name="Name">The first word of its header, or all of it.</param>
/// <param name="Length">Number of letters.</param>
/// <param name="Refget">
/// <c>SQ.</c> and the GA4GH's digest of the sequence: 24 bytes of SHA-512 of the upper-case letters, in the base 64 of URLs.
/// </param>
/// <param name="Md5">MD5 of the upper-case letters in lower-case hexadecimal, as in field <c>M5</c> of SAM.</param>
public sealed record AgcContigDigest(string Name, long Length, string Refget, string Md5);

/// <summary>Digests of a sequence collection, as the GA4GH defines them in <c>seqcol</c> 1.0.</summary>
/// <param name="Digest">Of the collection: of its names and sequences, in their order.</param>
/// <param name="Names">Of the array of names.</param>
/// <param name="Lengths">Of the array of lengths.</param>
/// <param name="Sequences">Of the array of the sequences' digests.</param>
public sealed record SequenceCollectionDigest(string Digest, string Names, string Lengths, string Sequences);
