using RagcSharp.Archive;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Archive;

public sealed class FileTypeInfoTests
{
    [Fact]
    public void Decode_ReadsThePairs()
    {
        byte[] payload = Text.Bytes("b\0two\0file_version_major\0" + "2\0file_version_minor\0" + "1\0a\0\0");
        var info = FileTypeInfo.Decode(payload, 4);
        Assert.Equal(2, info.Version.Major);
        Assert.Equal(4, info.Pairs.Count);
        Assert.Equal("two", info.Pairs["b"]);
        Assert.Equal("", info.Pairs["a"]);
    }

    [Fact]
    public void Encode_WritesPairsInTheOrderOfTheirKeys()
    {
        var info = FileTypeInfo.Decode(Text.Bytes("b\0" + "2\0file_version_major\0" + "3\0B\0" + "1\0"), 3);
        Assert.Equal("B\0" + "1\0b\0" + "2\0file_version_major\0" + "3\0", Text.OfBytes(info.Encode()));
    }

    [Fact]
    public void Ours_ComesBack()
    {
        var ours = FileTypeInfo.Ours();
        var read = FileTypeInfo.Decode(ours.Encode(), (ulong)ours.Pairs.Count);
        Assert.Equal(ours.Pairs, read.Pairs);
        Assert.Equal(3, read.Version.Major);
        Assert.Equal(["3", "0"], [read.Pairs["file_version_major"], read.Pairs["file_version_minor"]]);
        Assert.Equal(7, read.Pairs.Count);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("", 1)]
    [InlineData("a\0b\0", 1)]
    [InlineData("file_version_major\0", 1)]
    [InlineData("file_version_major\0" + "3", 1)]
    [InlineData("file_version_major\0" + "3\0", 2)]
    [InlineData("file_version_major\0" + "3\0", ulong.MaxValue)]
    [InlineData("file_version_major\0three\0", 1)]
    [InlineData("file_version_major\0" + "0\0", 1)]
    [InlineData("file_version_major\0-1\0", 1)]
    [InlineData("file_version_major\0" + "99999999999\0", 1)]
    public void Decode_RefusesWhatIsCutOffOrHasNoVersion(string payload, ulong count) =>
        Assert.Throws<InvalidDataException>(() => FileTypeInfo.Decode(Text.Bytes(payload), count));
}
