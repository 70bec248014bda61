using System.Text.Encodings.Web;
using System.Text.Json;

namespace RagcSharp.Cli;

/// <summary>How JSON is written: for programs, and still to be read.</summary>
internal static class Json
{
    public static JsonWriterOptions Options => new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
