using RagcSharp.Lz;
using RagcSharp.Memory;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Lz;

public sealed class LzDeltaTests
{
    // 0         1
    // 0123456789012345678
    private const string Reference = "ACGTTGCAAACCCGGGTTT";
    private const int MinMatch = 5;

    [Theory]
    [InlineData("", "")]
    [InlineData("A", "A")]
    [InlineData("ABCDE", "ACGTN")]
    [InlineData("FGHIJKLMNOP", "RYSWKMBDHVU")]
    [InlineData("!", "A")]
    [InlineData("!!!!", "ACGT")]
    [InlineData("A!", "AC")]
    [InlineData("\u001e0\u0004", "NNNN")]
    [InlineData("\u001e12\u0004", "NNNNNNNNNNNNNNNN")]
    [InlineData("!\u001e1\u0004!", "ANNNNNC")]
    [InlineData("0,0.", "ACGTT")]
    [InlineData("3,2.", "TTGCAAA")]
    [InlineData("0,0.!", "ACGTTG")]
    [InlineData("10,0.-15,1.", "CCCGGACGTTG")]
    [InlineData("A0,0.", "ACGTTG")]
    [InlineData("10,0.-13,-3.", "CCCGGGT")]
    [InlineData("12.", "CGGGTTT")]
    [InlineData("10,0.-1.", "CCCGGGGTTT")]
    [InlineData("19.", "")]
    [InlineData("0.", Reference)]
    [InlineData("14,0.", "GGTTT")]
    [InlineData("BBB-3.", "CCC" + Reference)]
    public void Decode_FollowsTheTable(string delta, string text) =>
        Assert.Equal(text, Text.Letter(Decode(delta)));

    [Theory]
    [InlineData("\0", 0)]
    [InlineData("V", 0)]
    [InlineData("a", 0)]
    [InlineData("AA?", 2)]
    [InlineData("\u007f", 0)]
    [InlineData("\u00ff", 0)]
    [InlineData("A,", 1)]
    [InlineData("A.", 1)]
    [InlineData("-", 0)]
    [InlineData("5", 1)]
    [InlineData("5,", 2)]
    [InlineData("5,1", 3)]
    [InlineData("5,1,", 3)]
    [InlineData("5,.", 2)]
    [InlineData("5A", 1)]
    [InlineData("20.", 3)]
    [InlineData("15,0.", 5)]
    [InlineData("0,15.", 5)]
    [InlineData("-1.", 3)]
    [InlineData("-1,0.", 5)]
    [InlineData("0,-6.", 5)]
    [InlineData("19.!", 3)]
    [InlineData("9999999999,0.", 13)]
    [InlineData("99999999999,0.", 10)]
    [InlineData("0,9999999999.", 13)]
    [InlineData("\u001e", 1)]
    [InlineData("\u001e5", 2)]
    [InlineData("\u001e\u0004", 1)]
    [InlineData("\u001e5.", 2)]
    [InlineData("\u001e9999999999\u0004", 12)]
    [InlineData("\u001e-9\u0004", null)]
    [InlineData("\u001e-1\u0004", null)]
    public void Decode_RefusesWhatIsMalformedAndSaysWhere(string delta, int? at)
    {
        var e = Assert.Throws<InvalidDataException>(() => Decode(delta));
        Assert.StartsWith(at is null ? "delta, byte " : $"delta, byte {at}:", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ABCD")]
    [InlineData("AB!!")]
    [InlineData("AB0,0.")]
    [InlineData("15.")]
    [InlineData("\u001e0\u0004")]
    public void Decode_StopsAtTheLimit(string delta) => Assert.Throws<InvalidDataException>(() => Decode(delta, most: 3));

    [Theory]
    [InlineData("ABC")]
    [InlineData("AB!")]
    [InlineData("16.")]
    public void Decode_ReachesTheLimit(string delta) => Assert.Equal(3, Decode(delta, most: 3).Length);

    private static byte[] Decode(string delta, long most = 100)
    {
        using var symbols = new NativeBuffer();
        symbols.Append(9);
        LzDelta.Decode(Text.Bytes(delta), Text.Codes(Reference), MinMatch, most, symbols);
        Assert.Equal(9, symbols.AsSpan()[0]);
        return symbols.AsSpan()[1..].ToArray();
    }
}
