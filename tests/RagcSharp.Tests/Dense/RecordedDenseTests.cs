using RagcSharp.Dense;

namespace RagcSharp.Tests.Dense;

public sealed class RecordedDenseTests
{
    private static readonly byte[] Payload = [1, 0x78, 0x56, 0x34, 0x12, 1, 2, 0x40, 0x00, 3, 0x3D, 0x09, 0x00, 1, 0x11];

    [Fact]
    public void Encode_WritesWhatIsDocumented()
    {
        var recorded = new RecordedDense(new DenseSettings(0x4000, 4_000_000), CodingRules.RepeatRich, 17);
        Assert.Equal(Payload, recorded.Encode(0x12345678));
        Assert.Equal((0x12345678u, recorded), RecordedDense.Decode(Payload));
    }

    [Theory]
    [InlineData(0, 2, "stream ragc-dense: form 2; this version knows 1")]
    [InlineData(5, 2, "stream ragc-dense: rules 2")]
    [InlineData(7, 0x01, "stream ragc-dense: group size 256, 4096 to 65536 is possible")]
    [InlineData(10, 0xFF, "stream ragc-dense: length of packs 16713984, 1024 to 268435456 is possible", 14)]
    [InlineData(14, 15, "stream ragc-dense: open group 15, which is a raw one")]
    public void Decode_RefusesWhatCannotBe(int at, byte value, string message, int length = 15)
    {
        byte[] payload = [.. Payload[..length]];
        payload[at] = value;
        if (length == Payload.Length)
            Assert.Equal(message, Assert.Throws<InvalidDataException>(() => RecordedDense.Decode(payload)).Message);
        else
            Assert.Throws<InvalidDataException>(() => RecordedDense.Decode(payload));
    }

    [Fact]
    public void Decode_RefusesEveryPiece()
    {
        for (int length = 0; length < Payload.Length; length++)
            Assert.Throws<InvalidDataException>(() => RecordedDense.Decode(Payload.AsSpan(0, length)));
        Assert.Throws<InvalidDataException>(() => RecordedDense.Decode([.. Payload, 0]));
    }
}
