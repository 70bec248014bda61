using System.Text;

using RagcSharp.Digests;

namespace RagcSharp.Tests.Digests;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("chr1", "\"chr1\"")]
    [InlineData("a\"b\\c/d", "\"a\\\"b\\\\c/d\"")]
    [InlineData("<&>'+`", "\"<&>'+`\"")]
    [InlineData("\b\t\n\f\r", "\"\\b\\t\\n\\f\\r\"")]
    [InlineData("\0\u0001\u000b\u001f", "\"\\u0000\\u0001\\u000b\\u001f\"")]
    [InlineData("\u007f\u0080\u00a0\u2028\ufeff", "\"\u007f\u0080\u00a0\u2028\ufeff\"")]
    [InlineData("é€😀\ue000\u0378", "\"é€😀\ue000\u0378\"")]
    [InlineData("x😀\"y", "\"x😀\\\"y\"")]
    public void Strings_AreEscapedAsLittleAsPossible(string text, string expected) =>
        Assert.Equal(expected, Of(text));

    [Fact]
    public void Strings_OfEveryCharacterAreEscapedAlike()
    {
        var scalars = Enumerable.Range(0, 0x3000).Concat(Enumerable.Range(0, 0x11000 / 7 * 16).Select(i => i * 7 + 0x3000));
        foreach (int scalar in scalars.Where(System.Text.Rune.IsValid))
        {
            string text = char.ConvertFromUtf32(scalar);
            string expected = scalar switch
            {
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                '"' or '\\' => "\\" + text,
                < 0x20 => $"\\u00{scalar:x2}",
                _ => text,
            };
            Assert.Equal($"\"{expected}\"", Of(text));
        }
    }

    [Fact]
    public void Strings_MayBeLong()
    {
        string text = string.Concat(Enumerable.Repeat("a\u0001é", 100_000));
        Assert.Equal($"\"{text.Replace("\u0001", "\\u0001", StringComparison.Ordinal)}\"", Of(text));
    }

    [Fact]
    public void Arrays_HoldNoBlanks()
    {
        byte[] bytes = CanonicalJson.Of(json =>
        {
            json.WriteStartArray();
            json.WriteNumberValue(10_000_000_000);
            json.WriteStringValue("a");
            json.WriteEndArray();
        });
        Assert.Equal("[10000000000,\"a\"]", Encoding.UTF8.GetString(bytes));
    }

    private static string Of(string text) => Encoding.UTF8.GetString(CanonicalJson.Of(json => json.WriteStringValue(text)));
}
