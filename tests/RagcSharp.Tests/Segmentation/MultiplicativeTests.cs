using RagcSharp.Segmentation;

namespace RagcSharp.Tests.Segmentation;

public sealed class MultiplicativeTests
{
    // Tables keep hashes in place of k-mers: each hash must come from one k-mer.
    [Fact]
    public void Hash_CanBeTurnedBack()
    {
        var random = new Random(1);
        ulong[] odd = [0, 1, 2, 1UL << 32, ulong.MaxValue, ulong.MaxValue << 32, 1UL << 63, 0x5555_5555_5555_5555];
        foreach (ulong kmer in odd.Concat(Enumerable.Range(0, 10_000).Select(_ => (ulong)random.NextInt64() << 1)))
            Assert.Equal(kmer, Multiplicative.Unhash(Multiplicative.Hash(kmer)));
    }
}
