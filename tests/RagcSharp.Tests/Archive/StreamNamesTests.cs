using RagcSharp.Archive;

namespace RagcSharp.Tests.Archive;

public sealed class StreamNamesTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(9, "9")]
    [InlineData(10, "A")]
    [InlineData(15, "F")]
    [InlineData(16, "G")]
    [InlineData(35, "Z")]
    [InlineData(36, "a")]
    [InlineData(61, "z")]
    [InlineData(62, "_")]
    [InlineData(63, "#")]
    [InlineData(64, "01")]
    [InlineData(65, "11")]
    [InlineData(127, "#1")]
    [InlineData(128, "02")]
    [InlineData(4095, "##")]
    [InlineData(4096, "001")]
    [InlineData(4097, "101")]
    [InlineData(262143, "###")]
    [InlineData(262144, "0001")]
    [InlineData(1 << 20, "0004")]
    [InlineData((1 << 24) - 1, "####")]
    [InlineData(1 << 24, "00001")]
    [InlineData(int.MaxValue, "#####1")]
    public void Names_AreInBase64LeastSignificantDigitFirst(int group, string number)
    {
        Assert.Equal($"x{number}r", StreamNames.Reference(group));
        Assert.Equal($"x{number}d", StreamNames.Delta(group));
    }
}
