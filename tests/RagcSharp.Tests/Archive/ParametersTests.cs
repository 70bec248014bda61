using RagcSharp.Archive;

namespace RagcSharp.Tests.Archive;

public sealed class ParametersTests
{
    [Fact]
    public void Encode_FollowsTheTable()
    {
        var parameters = new Parameters(31, 20, 50, 60000);
        byte[] payload = parameters.Encode();
        Assert.Equal("1F00000014000000" + "3200000060EA0000", Convert.ToHexString(payload));
        Assert.Equal(parameters, Parameters.Decode(payload));
    }

    [Fact]
    public void Decode_TakesTheShortFormOfVersion1() => Assert.Equal(
        new Parameters(31, 20, 50, 0), Parameters.Decode(Convert.FromHexString("1F0000001400000032000000")));

    [Theory]
    [InlineData("")]
    [InlineData("1F00000014000000320000")]
    [InlineData("1F0000001400000032000000" + "00")]
    [InlineData("1F0000001400000032000000" + "60EA0000" + "00")]
    [InlineData("000000001400000032000000")]
    [InlineData("210000001400000032000000")]
    [InlineData("1F0000000000000032000000")]
    [InlineData("1F0000001400000000000000")]
    [InlineData("FFFFFFFF1400000032000000")]
    [InlineData("1F000000FFFFFF7F32000000")]
    [InlineData("1F0000001400000032000080")]
    [InlineData("1F0000001400000032000000" + "000000FF")]
    public void Decode_RefusesWhatIsImpossible(string payload) =>
        Assert.Throws<InvalidDataException>(() => Parameters.Decode(Convert.FromHexString(payload)));
}
