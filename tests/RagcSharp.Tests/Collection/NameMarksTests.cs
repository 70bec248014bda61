using RagcSharp.Collection;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Collection;

public sealed class NameMarksTests
{
    [Theory]
    [InlineData("chr1", "None")]
    [InlineData("a@b", "AtSign")]
    [InlineData("a:1-5", "Range")]
    [InlineData("a:1-5 and more", "Range")]
    [InlineData("a and more:5", "Range")]
    [InlineData("a:-5", "Range")]
    [InlineData("a:1,000", "Range")]
    [InlineData("a:x-5", "None")]
    [InlineData("HLA:HLA00001 A*01:01:x", "None")]
    [InlineData("a@b:1-5", "AtSign, Range")]
    public void Of_FindsMarksOfQueries(string name, string expected) =>
        Assert.Equal(expected, NameMarksReader.Of(ContigNames.Of([Text.Bytes("other"), Text.Bytes(name)])).ToString());
}
