using RagcSharp.Memory;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Sequences;

public sealed class TuplesTests
{
    [Theory]
    [InlineData("", "0040")]
    [InlineData("00", "0041")]
    [InlineData("03", "0341")]
    [InlineData("0102", "0642")]
    [InlineData("030201", "3943")]
    [InlineData("00010203", "1B0040")]
    [InlineData("03030303", "FF0040")]
    [InlineData("0302010003", "E40341")]
    [InlineData("04", "0431")]
    [InlineData("0504", "2232")]
    [InlineData("050505", "D70030")]
    [InlineData("0001020304", "081632")]
    [InlineData("040000030201", "90790030")]
    [InlineData("06", "0621")]
    [InlineData("0F00", "F00020")]
    [InlineData("010F02", "1F0221")]
    [InlineData("10", "1010")]
    [InlineData("1E000A", "1E000A10")]
    public void Encode_FollowsTheTable(string symbols, string packed)
    {
        byte[] codes = Convert.FromHexString(symbols);
        using var output = new NativeBuffer();
        Tuples.Encode(codes, output);
        Assert.Equal(packed, Convert.ToHexString(output.AsSpan()));
        Assert.Equal(output.Length, Tuples.PackedLength(codes));
        Assert.Equal(symbols, Convert.ToHexString(Unpack(output.AsSpan())));
    }

    [Fact]
    public void Encode_AppendsBehindWhatIsThere()
    {
        using var output = new NativeBuffer();
        output.Append("x"u8);
        Tuples.Encode([0, 1, 2, 3], output);
        Assert.Equal("781B0040", Convert.ToHexString(output.AsSpan()));
    }

    [Fact]
    public void Encode_ThenDecode_GivesBackEveryLength()
    {
        Seeded.Run(3, random =>
        {
            foreach (int radix in (int[])[4, 5, 6, 7, 16, 17, 31])
            {
                for (int length = 0; length <= 200; length++)
                {
                    var symbols = new byte[length];
                    for (int i = 0; i < length; i++)
                        symbols[i] = (byte)random.Next(radix);
                    using var packed = new NativeBuffer();
                    Tuples.Encode(symbols, packed);
                    Assert.Equal(Tuples.PackedLength(symbols), packed.Length);
                    Assert.Equal(symbols, Unpack(packed.AsSpan()));
                }
            }
        });
    }

    // Only the largest symbol counts, wherever it stands: within what is looked at sixteen at a time, or behind it.
    [Fact]
    public void Encode_FindsTheLargestSymbolAnywhere()
    {
        for (int length = 1; length <= 50; length++)
        {
            for (int at = 0; at < length; at++)
            {
                var symbols = new byte[length];
                symbols[at] = 15;
                using var packed = new NativeBuffer();
                Tuples.Encode(symbols, packed);
                Assert.Equal(2, packed.AsSpan()[^1] >> 4);
                Assert.Equal(symbols, Unpack(packed.AsSpan()));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("40")]
    [InlineData("0044")]
    [InlineData("0033")]
    [InlineData("0022")]
    [InlineData("0011")]
    [InlineData("0050")]
    [InlineData("00F0")]
    public void UnpackedLength_RefusesWrongDescriptors(string packed) =>
        Assert.Throws<InvalidDataException>(() => Tuples.UnpackedLength(Convert.FromHexString(packed)));

    private static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        var symbols = new byte[Tuples.UnpackedLength(packed)];
        Tuples.Decode(packed, symbols);
        return symbols;
    }
}
