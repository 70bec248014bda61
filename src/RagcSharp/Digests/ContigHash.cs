using System.Security.Cryptography;

namespace RagcSharp.Digests;

/// <summary>A hash function that is given contig after contig, in chunks. Used by one thread at a time.</summary>
internal sealed class ContigHash(HashAlgorithmName algorithm) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm);

    /// <summary>Takes the next chunk, and returns the hashes of the contigs that end in it.</summary>
    public byte[][] Take(LetterChunk chunk)
    {
        var hashes = new byte[chunk.Ends.Count][];
        int start = 0;
        for (int i = 0; i < hashes.Length; i++)
        {
            _hash.AppendData(chunk.Letters[start..chunk.Ends[i]]);
            hashes[i] = _hash.GetHashAndReset();
            start = chunk.Ends[i];
        }

        _hash.AppendData(chunk.Letters[start..]);
        return hashes;
    }

    public void Dispose() => _hash.Dispose();
}
