using RagcSharp.Archive;
using RagcSharp.Memory;

namespace RagcSharp.Tests.Archive;

public sealed class PrefixVarintTests
{
    [Theory]
    [InlineData(0, "00")]
    [InlineData(1, "01")]
    [InlineData(127, "7F")]
    [InlineData(128, "8000")]
    [InlineData(129, "8001")]
    [InlineData(16511, "BFFF")]
    [InlineData(16512, "C00000")]
    [InlineData(16513, "C00001")]
    [InlineData(2113663, "DFFFFF")]
    [InlineData(2113664, "E0000000")]
    [InlineData(2113665, "E0000001")]
    [InlineData(270549119, "EFFFFFFF")]
    [InlineData(270549120, "F000000000")]
    [InlineData(270549121, "F000000001")]
    [InlineData(uint.MaxValue, "F0EFDFBF7F")]
    public void PrefixVarint_FollowsTheTable(uint value, string bytes)
    {
        using var target = NativeBuffer.CopyOf([0x55]);
        PrefixVarint.Write(value, target);
        Assert.Equal("55" + bytes, Convert.ToHexString(target.AsSpan()));
        target.Append(0x55);
        int at = 1;
        Assert.Equal(value, PrefixVarint.Read(target.AsSpan(), ref at));
        Assert.Equal(1 + bytes.Length / 2, at);
    }

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("C000")]
    [InlineData("E00000")]
    [InlineData("F0000000")]
    [InlineData("F0EFDFBF80")]
    [InlineData("F0FFFFFFFF")]
    public void Read_RefusesWhatIsCutOffOrTooLarge(string bytes) => Assert.Throws<InvalidDataException>(() =>
    {
        int at = 0;
        return PrefixVarint.Read(Convert.FromHexString(bytes), ref at);
    });
}
