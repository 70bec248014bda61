using RagcSharp.Zstd;
using RagcSharp.Zstd.Parsing;

namespace RagcSharp.Tests.Zstd.Parsing;

public sealed unsafe class SequenceCoderTests
{
    private static readonly byte[] Content = [.. "abcdefgh-abcdefgh-abcdefgh"u8];

    [Fact]
    public void Sequences_BecomeAFrame()
    {
        byte[] frame = Code(new Sequence(9, 17, 9), new Sequence(0, 0, 0));
        FrameCheck.Compare(frame, Content);
        using var zstd = new ZstdContext();
        Assert.Equal(Content.Length, zstd.Decompress(frame, new byte[Content.Length]));
    }

    public static TheoryData<int, int, int, int> Wrong => new()
    {
        { 9, 17, 8, 0 },
        { 9, 17, 10, 0 },
        { 9, 17, 0, 0 },
        { 9, 17, -9, 0 },
        { 9, 18, 9, 0 },
        { 9, 16, 9, 0 },
        { 9, 17, 9, 1 },
        { 8, 18, 9, 0 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Sequences_ThatAreWrongAreRefused(int literals, int match, int offset, int lastLiterals) =>
        Assert.Throws<InvalidDataException>(() => Code(new Sequence(literals, match, offset), new Sequence(lastLiterals, 0, 0)));

    private static byte[] Code(params Sequence[] sequences)
    {
        var target = new byte[ZstdContext.CompressBound(Content.Length)];
        using var coder = new SequenceCoder();
        fixed (byte* content = Content, frame = target)
        {
            coder.Begin(content, Content.Length, frame, target.Length);
            coder.Code(Content.Length, sequences);
        }

        return target[..coder.Written];
    }
}
