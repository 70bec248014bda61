using RagcSharp.Zstd.Parsing;

namespace RagcSharp.Tests.Zstd.Parsing;

/// <summary>Codes and repeated offsets are those of RFC 8878.</summary>
public sealed class SequenceCodesTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(15, 15)]
    [InlineData(16, 16)]
    [InlineData(17, 16)]
    [InlineData(18, 17)]
    [InlineData(24, 20)]
    [InlineData(47, 23)]
    [InlineData(48, 24)]
    [InlineData(63, 24)]
    [InlineData(64, 25)]
    [InlineData(127, 25)]
    [InlineData(128, 26)]
    [InlineData(65535, 34)]
    [InlineData(65536, 35)]
    [InlineData(131071, 35)]
    [InlineData(131072, 35)]
    public void LiteralLength_HasItsCode(int length, int code) => Assert.Equal(code, SequenceCodes.LiteralLength(length));

    [Theory]
    [InlineData(3, 0)]
    [InlineData(34, 31)]
    [InlineData(35, 32)]
    [InlineData(37, 33)]
    [InlineData(41, 35)]
    [InlineData(43, 36)]
    [InlineData(50, 37)]
    [InlineData(51, 38)]
    [InlineData(66, 39)]
    [InlineData(67, 40)]
    [InlineData(98, 41)]
    [InlineData(99, 42)]
    [InlineData(130, 42)]
    [InlineData(131, 43)]
    [InlineData(258, 43)]
    [InlineData(259, 44)]
    [InlineData(65539, 52)]
    [InlineData(131072, 52)]
    public void MatchLength_HasItsCode(int length, int code) => Assert.Equal(code, SequenceCodes.MatchLength(length));

    [Theory]
    [InlineData(1, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(12, 3)]
    [InlineData(13, 4)]
    [InlineData(1 << 20, 20)]
    [InlineData(MatchFinder.Reach, 23)]
    public void Offset_HasItsCode(int offset, int code) => Assert.Equal(code, SequenceCodes.Offset(offset));

    [Theory]
    [InlineData(10, true, 0, 10, 20, 30)]
    [InlineData(20, true, 1, 20, 10, 30)]
    [InlineData(30, true, 1, 30, 10, 20)]
    [InlineData(40, true, 5, 40, 10, 20)]
    [InlineData(20, false, 0, 20, 10, 30)]
    [InlineData(30, false, 1, 30, 10, 20)]
    [InlineData(9, false, 1, 9, 10, 20)]
    [InlineData(10, false, 3, 10, 10, 20)]
    [InlineData(9, true, 3, 9, 10, 20)]
    public void RepeatedOffset_HasItsCodeAndMovesToTheFront(int offset, bool hasLiterals, int code, int first, int second, int third)
    {
        var repeats = new RepeatOffsets(10, 20, 30);
        Assert.Equal(code, repeats.CodeOf(offset, hasLiterals));
        Assert.Equal(new RepeatOffsets(first, second, third), repeats.After(offset, hasLiterals));
    }
}
