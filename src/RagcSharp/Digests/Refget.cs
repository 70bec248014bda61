using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace RagcSharp.Digests;

/// <summary>
/// Digests as the GA4GH defines them: of sequences (refget 2.0), and of collections of them (refget sequence collections 1.0).
/// </summary>
internal static class Refget
{
    private const string SequencePrefix = "SQ.";

    private const int DigestLength = 24;

    /// <summary>The digests of a contig.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="length">Number of letters.</param>
    /// <param name="sha512">Of its upper-case letters.</param>
    /// <param name="md5">Of its upper-case letters.</param>
    public static AgcContigDigest Contig(string name, long length, ReadOnlySpan<byte> sha512, ReadOnlySpan<byte> md5) =>
        new(name, length, SequencePrefix + Truncated(sha512), Convert.ToHexStringLower(md5));

    /// <summary>The digests of a collection.</summary>
    public static SequenceCollectionDigest Collection(IReadOnlyList<AgcContigDigest> contigs)
    {
        string names = Array(contigs, (json, contig) => json.WriteStringValue(contig.Name));
        string lengths = Array(contigs, (json, contig) => json.WriteNumberValue(contig.Length));
        string sequences = Array(contigs, (json, contig) => json.WriteStringValue(contig.Refget));
        string collection = Of(json =>
        {
            // Lengths follow from the sequences, and are no part of what a collection is.
            json.WriteStartObject();
            json.WriteString("names", names);
            json.WriteString("sequences", sequences);
            json.WriteEndObject();
        });
        return new(collection, names, lengths, sequences);
    }

    private static string Array(IReadOnlyList<AgcContigDigest> contigs, Action<Utf8JsonWriter, AgcContigDigest> write) => Of(json =>
    {
        json.WriteStartArray();
        foreach (var contig in contigs)
            write(json, contig);
        json.WriteEndArray();
    });

    private static string Of(Action<Utf8JsonWriter> write) => Truncated(SHA512.HashData(CanonicalJson.Of(write)));

    // sha512t24u: the first 24 bytes in the base 64 of URLs.
    private static string Truncated(ReadOnlySpan<byte> sha512) => Base64Url.EncodeToString(sha512[..DigestLength]);
}
