using System.Security.Cryptography;

using RagcSharp.Digests;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Digests;

public sealed class ContigHasherTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Hashes_AreThoseOfTheContigs(int threads) => Seeded.Run(4, random =>
    {
        using var hasher = new ContigHasher(threads);
        Assert.Empty(hasher.Complete());
        for (int sample = 0; sample < 3; sample++)
        {
            byte[][] contigs = [.. Enumerable.Range(0, random.Next(20)).Select(_ => Letters(random))];
            foreach (byte[] contig in contigs)
            {
                foreach (byte[] piece in contig.Chunk(random.Next(1, 600_000)))
                    hasher.Append(piece);
                hasher.EndContig();
            }

            var hashes = hasher.Complete();
            Assert.Equal(contigs.Select(SHA512.HashData), hashes.Select(h => h.Sha512));
            Assert.Equal(contigs.Select(Md5), hashes.Select(h => h.Md5));
        }
    });

    [Fact]
    public void Dispose_WithoutCompletionIsFine()
    {
        var hasher = new ContigHasher(2);
        hasher.Append(new byte[10_000_000]);
        hasher.Dispose();
        hasher.Dispose();
    }

    // Empty ones, many in a chunk, and longer than chunks.
    private static byte[] Letters(Random random)
    {
        byte[] letters = new byte[random.Next(4) switch { 0 => 0, 1 => random.Next(100), 2 => 1 << 18, _ => random.Next(1_500_000) }];
        random.NextBytes(letters);
        return letters;
    }

#pragma warning disable CA5351 // What field M5 of SAM asks for; it protects nothing here.
    private static byte[] Md5(byte[] bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351
}
