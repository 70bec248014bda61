using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RagcSharp.Digests;

/// <summary>
/// JSON in the one form that has a digest (RFC 8785), for arrays, strings and whole numbers; the properties of an object must be
/// written in order.
/// </summary>
internal static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = new LeastEncoder() };

    /// <summary>The bytes of what <paramref name="write"/> writes.</summary>
    public static byte[] Of(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
            write(json);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Escapes what must be escaped and nothing else (section 3.2.2.2); every encoder of .NET escapes more.</summary>
    private sealed unsafe class LeastEncoder : JavaScriptEncoder
    {
        public override int MaxOutputCharactersPerInputCharacter => @"\u0000".Length;

        public override bool WillEncode(int unicodeScalar) => unicodeScalar is < ' ' or '"' or '\\';

        public override int FindFirstCharacterToEncode(char* text, int textLength)
        {
            for (int i = 0; i < textLength; i++)
            {
                if (WillEncode(text[i]))
                    return i;
            }

            return -1;
        }

        public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
        {
            string escape = unicodeScalar switch
            {
                '\b' => @"\b",
                '\t' => @"\t",
                '\n' => @"\n",
                '\f' => @"\f",
                '\r' => @"\r",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{unicodeScalar:x4}"),
                '"' or '\\' => $"\\{(char)unicodeScalar}",
                _ => char.ConvertFromUtf32(unicodeScalar),
            };
            bool fits = escape.TryCopyTo(new Span<char>(buffer, bufferLength));
            numberOfCharactersWritten = fits ? escape.Length : 0;
            return fits;
        }
    }
}
