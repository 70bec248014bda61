using RagcSharp.Archive;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Archive;

public sealed class Crc32CTests
{
    // The values of RFC 3720, appendix B.4 (which writes them least significant byte first).
    [Theory]
    [InlineData("", 0x00000000)]
    [InlineData("313233343536373839", 0xE3069283)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x8A9136AA)]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", 0x62A8AB43)]
    [InlineData("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F", 0x46DD794E)]
    public void Checksum_IsThatOfTheStandard(string bytes, uint expected) =>
        Assert.Equal(expected, Crc32C.Of(Convert.FromHexString(bytes)));

    [Fact]
    public void Checksum_DoesNotDependOnPieces() => Seeded.Run(20, random =>
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        int cut = random.Next(bytes.Length + 1);
        Assert.Equal(Crc32C.Of(bytes), Crc32C.Of(bytes.AsSpan(cut), Crc32C.Of(bytes.AsSpan(0, cut))));
    });
}
