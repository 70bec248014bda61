using System.Text.Encodings.Web;
using System.Text.Json;

namespace RagcSharp.Cli;

/// <summary>How JSON is written: for programs, and still to be read.</summary>
internal static class Json
{
    /// <summary>Writes JSON and a line end.</summary>
    public static void Write(Stream output, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(output, Options))
            write(json);
        output.Write("\n"u8);
    }

    private static JsonWriterOptions Options => new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
