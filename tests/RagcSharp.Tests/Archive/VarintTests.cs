using RagcSharp.Archive;

namespace RagcSharp.Tests.Archive;

public sealed class VarintTests
{
    [Theory]
    [InlineData(0, "00")]
    [InlineData(1, "0101")]
    [InlineData(255, "01FF")]
    [InlineData(256, "020100")]
    [InlineData(65535, "02FFFF")]
    [InlineData(65536, "03010000")]
    [InlineData(0xFFFFFF, "03FFFFFF")]
    [InlineData(0x1000000, "0401000000")]
    [InlineData(uint.MaxValue, "04FFFFFFFF")]
    [InlineData(1UL << 32, "050100000000")]
    [InlineData(1UL << 40, "06010000000000")]
    [InlineData(1UL << 48, "0701000000000000")]
    [InlineData((1UL << 56) - 1, "07FFFFFFFFFFFFFF")]
    [InlineData(1UL << 56, "080100000000000000")]
    [InlineData(ulong.MaxValue, "08FFFFFFFFFFFFFFFF")]
    public void Varint_FollowsTheTable(ulong value, string bytes)
    {
        var target = new byte[Varint.MostBytes];
        int length = Varint.Write(value, target);
        Assert.Equal(bytes, Convert.ToHexString(target.AsSpan(0, length)));
        int at = 1;
        Assert.Equal(value, Varint.Read([0x55, .. target[..length], 0x55], ref at));
        Assert.Equal(1 + length, at);
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("0201")]
    [InlineData("08FFFFFFFFFFFFFF")]
    [InlineData("09010101010101010101")]
    [InlineData("FF00")]
    public void Read_RefusesWhatIsCutOffOrTooLong(string bytes) => Assert.Throws<InvalidDataException>(() =>
    {
        int at = 0;
        return Varint.Read(Convert.FromHexString(bytes), ref at);
    });

    [Fact]
    public void Read_TakesNumbersThatAreNotMinimal()
    {
        int at = 0;
        Assert.Equal(5UL, Varint.Read([3, 0, 0, 5], ref at));
    }
}
