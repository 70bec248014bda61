using RagcSharp.Archive;

namespace RagcSharp.Tests.Archive;

public sealed class KmerTablesTests
{
    [Fact]
    public void Splitters_FollowTheTable()
    {
        ulong[] splitters = [1, 0x0102030405060708, ulong.MaxValue - 1];
        byte[] payload = KmerTables.EncodeSplitters(splitters);
        Assert.Equal("0100000000000000" + "0807060504030201" + "FEFFFFFFFFFFFFFF", Convert.ToHexString(payload));
        Assert.Equal(splitters, KmerTables.DecodeSplitters(payload, 3));
        Assert.Empty(KmerTables.DecodeSplitters(KmerTables.EncodeSplitters([]), 0));
    }

    [Fact]
    public void SegmentSplitters_FollowTheTable()
    {
        SegmentSplitter[] entries = [new(1, 2, 3), new(0x0102030405060708, ulong.MaxValue, 0x01020304)];
        byte[] payload = KmerTables.EncodeSegmentSplitters(entries);
        Assert.Equal(
            "0100000000000000" + "0200000000000000" + "03000000" + "0807060504030201" + "FFFFFFFFFFFFFFFF" + "04030201",
            Convert.ToHexString(payload));
        Assert.Equal(entries, KmerTables.DecodeSegmentSplitters(payload, 2));
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(8, 0)]
    [InlineData(8, 2)]
    [InlineData(8, ulong.MaxValue)]
    [InlineData(0, 1UL << 61)]
    public void DecodeSplitters_RefusesAnotherLength(int length, ulong count) =>
        Assert.Throws<InvalidDataException>(() => KmerTables.DecodeSplitters(new byte[length], count));

    [Theory]
    [InlineData(19, 1)]
    [InlineData(20, 0)]
    [InlineData(20, 2)]
    [InlineData(0, 1UL << 62)]
    public void DecodeSegmentSplitters_RefusesAnotherLength(int length, ulong count) =>
        Assert.Throws<InvalidDataException>(() => KmerTables.DecodeSegmentSplitters(new byte[length], count));
}
