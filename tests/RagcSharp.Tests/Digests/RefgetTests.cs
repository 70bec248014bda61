using System.Security.Cryptography;

using RagcSharp.Digests;

namespace RagcSharp.Tests.Digests;

public sealed class RefgetTests
{
    [Theory]
    [InlineData("ACGT", "SQ.aKF498dAxcJAqme6QYQ7EZ07-fiw8Kw2", "f1f8f4bf413b16ad135722aa4591043e")]
    [InlineData("TTGGGGAA", "SQ.iYtREV555dUFKg2_agSJW6suquUyPpMw", "5f63cfaa3ef61f88c9635fb9d18ec945")]
    [InlineData("GGAA", "SQ.YBbVX0dLKG1ieEDCiMmkrTZFt_Z5Vdaj", "31fc6ca291a32fb9df82b85e5f077e31")]
    [InlineData("GCGC", "SQ.AcLxtBuKEPk_7PGE_H4dGElwZHCujwH6", "92c6a56c9e9459d8a42b96f7884710bc")]
    public void Contig_HasTheDigestsOfTheSpecification(string letters, string refget, string md5) =>
        Assert.Equal(new AgcContigDigest("x", letters.Length, refget, md5), Contig("x", letters));

    [Fact]
    public void Collection_HasTheDigestsOfTheSpecification()
    {
        var digest = Refget.Collection([Contig("chrX", "TTGGGGAA"), Contig("chr1", "GGAA"), Contig("chr2", "GCGC")]);
        Assert.Equal("XZlrcEGi6mlopZ2uD8ObHkQB1d0oDwKk", digest.Digest);
        Assert.Equal("Fw1r9eRxfOZD98KKrhlYQNEdSRHoVxAG", digest.Names);
        Assert.Equal("cGRMZIb3AVgkcAfNv39RN7hnT5Chk7RX", digest.Lengths);
        Assert.Equal("0uDQVLuHaOZi1u76LjV__yrVUIz9Bwhr", digest.Sequences);
    }

    [Fact]
    public void Collection_DependsOnNamesAndOrder()
    {
        AgcContigDigest a = Contig("a", "GGAA"), b = Contig("b", "GCGC");
        var digest = Refget.Collection([a, b]);
        Assert.NotEqual(digest.Digest, Refget.Collection([b, a]).Digest);
        Assert.NotEqual(digest.Digest, Refget.Collection([a, b with { Name = "c" }]).Digest);
        Assert.NotEqual(digest.Digest, Refget.Collection([]).Digest);
    }

    private static AgcContigDigest Contig(string name, string letters)
    {
        byte[] bytes = Support.Text.Bytes(letters);
        return Refget.Contig(name, bytes.Length, SHA512.HashData(bytes), Md5(bytes));
    }

#pragma warning disable CA5351 // What field M5 of SAM asks for; it protects nothing here.
    private static byte[] Md5(byte[] bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351
}
