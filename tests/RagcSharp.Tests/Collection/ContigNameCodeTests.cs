using RagcSharp.Collection;
using RagcSharp.Memory;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Collection;

public sealed class ContigNameCodeTests
{
    [Theory]
    [InlineData("chr1", "chr1", "\u0081")]
    [InlineData("chr1", "chr2", "\u00fd2")]
    [InlineData("chr9", "chr10", "chr10")]
    [InlineData("chr1", "chr1 x", "chr1 x")]
    [InlineData("chr1 x", "chr2 x", "\u00fd2 \u0081")]
    [InlineData("chr1 x", "chr1 y", "\u0081 y")]
    [InlineData("a b", "a  b", "a  b")]
    [InlineData("a  b", "a  c", "\u0081 \u0081 c")]
    [InlineData(" a", " b", "\u0081 b")]
    [InlineData(" a", "b ", "b ")]
    [InlineData("abcdef", "abXdef", "\u00feX\u00fd")]
    [InlineData("abcdef", "XbcdeX", "X\u00fcX")]
    [InlineData("abc", "xyz", "xyz")]
    [InlineData("a", "b", "b")]
    [InlineData("a\tb", "a\tc", "\u00fec")]
    public void Code_FollowsTheTable(string previous, string name, string code)
    {
        Assert.Equal(code, Encode(name, previous));
        Assert.Equal(name, Decode(code, previous));
    }

    [Theory]
    [InlineData(99, "\u009dX")]
    [InlineData(100, "\u009cX")]
    [InlineData(101, "\u009c\u00ffX")]
    [InlineData(200, "\u009c\u009cX")]
    [InlineData(250, "\u009c\u009c\u00ceX")]
    public void Code_CutsRunsAt100(int run, string code)
    {
        string previous = new string('a', run) + "b", name = new string('a', run) + "X";
        Assert.Equal(code, Encode(name, previous));
        Assert.Equal(name, Decode(code, previous));
    }

    [Theory]
    [InlineData("\u00fe", "a")]
    [InlineData("x\u00fd", "abc")]
    [InlineData("\u0081x", "abc")]
    [InlineData("\u0081 \u00fb", "abc defg")]
    [InlineData("\u00ff\u00ff", "a")]
    public void Decode_RefusesRunsPastTheEnd(string code, string previous) =>
        Assert.Throws<InvalidDataException>(() => Decode(code, previous));

    [Fact]
    public void Code_RoundTripsNames()
    {
        Seeded.Run(200, random =>
        {
            string previous = Name(random, "");
            for (int i = 0; i < 30; i++)
            {
                string name = Name(random, previous);
                Assert.Equal(name, Decode(Encode(name, previous), previous));
                previous = name;
            }
        });
    }

    [Fact]
    public void Code_IsAppended()
    {
        using var code = NativeBuffer.CopyOf("x"u8);
        ContigNameCode.Encode("chr2"u8, "chr1"u8, code);
        Assert.Equal("x\u00fd2", Text.OfBytes(code.AsSpan()));
        using var name = NativeBuffer.CopyOf("y"u8);
        ContigNameCode.Decode([0xFD, (byte)'2'], "chr1"u8, name);
        Assert.Equal("ychr2", Text.OfBytes(name.AsSpan()));
    }

    // As assemblies name their contigs, or the name before with a few bytes changed.
    private static string Name(Random random, string previous)
    {
        switch (random.Next(5))
        {
            case 0:
                return $"HG{random.Next(5):D5}#{random.Next(1, 3)}#JAGYVH01000{random.Next(2000):D4}.1";
            case 1:
                return $"NC_{random.Next(10000):D6}.{random.Next(1, 12)} Homo sapiens chromosome {random.Next(1, 23)}, GRCh38";
            case 2:
                return string.Concat(Enumerable.Range(0, random.Next(1, 300)).Select(_ => (char)random.Next(' ', 127))) + "x";
            default:
                char[] name = [.. previous];
                for (int i = random.Next(4); i > 0 && name.Length > 0; i--)
                    name[random.Next(name.Length)] = (char)random.Next(' ', 127);
                return new string(name);
        }
    }

    private static string Encode(string name, string previous)
    {
        using var code = new NativeBuffer();
        ContigNameCode.Encode(Text.Bytes(name), Text.Bytes(previous), code);
        return Text.OfBytes(code.AsSpan());
    }

    private static string Decode(string code, string previous)
    {
        using var name = new NativeBuffer();
        ContigNameCode.Decode(Text.Bytes(code), Text.Bytes(previous), name);
        return Text.OfBytes(name.AsSpan());
    }

    // A byte beyond ASCII is a code, unless the whole name is stored as it is.
    [Theory]
    [InlineData("a\u00ffb 1", "abc 1", false)]
    [InlineData("ab\u00fc 1", "ab\u00fc 2", true)]
    [InlineData("ab\u00fcx 1", "abc 2", false)]
    [InlineData("ab\u00fc 1", "abc", true)]
    public void Stands_TellsWhetherANameComesBack(string name, string previous, bool expected)
    {
        using var code = new NativeBuffer();
        ContigNameCode.Encode(Text.Bytes(name), Text.Bytes(previous), code);
        Assert.Equal(expected, ContigNameCode.Stands(code.AsSpan(), Text.Bytes(previous), Text.Bytes(name)));
    }
}
