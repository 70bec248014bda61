using System.Text;

namespace RagcSharp.Tests.Support;

/// <summary>Sequences and bytes as they are easiest to read in a test.</summary>
internal static class Text
{
    private const string Letters = "ACGTNRYSWKMBDHVU";

    /// <summary>Codes of upper-case letters.</summary>
    public static byte[] Codes(string letters) => [.. letters.Select(letter => (byte)Letters.IndexOf(letter))];

    /// <summary>Letters of codes.</summary>
    public static string Letter(ReadOnlySpan<byte> codes)
    {
        var letters = new char[codes.Length];
        for (int i = 0; i < codes.Length; i++)
            letters[i] = Letters[codes[i]];
        return new string(letters);
    }

    /// <summary>Bytes of a text in Latin 1, so that \x80..\xFF can be written too.</summary>
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static string OfBytes(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
