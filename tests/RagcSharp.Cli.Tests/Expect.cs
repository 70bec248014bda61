using System.IO.Compression;

namespace RagcSharp.Cli.Tests;

/// <summary>What the end of a run must look like.</summary>
internal static class Expect
{
    /// <summary>Success without a word on standard error; gives the output.</summary>
    public static string Success(RagcResult result)
    {
        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        return result.Text;
    }

    /// <summary>Nothing on standard output, and one line that tells why.</summary>
    public static void Failure(RagcResult result, int exitCode, string expected)
    {
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
        Assert.Matches("^ragc: [^\n]+\n\\z", result.Errors);
        Assert.Empty(result.Output);
        Assert.Equal(exitCode, result.ExitCode);
    }

    public static string Unzipped(byte[] gzip)
    {
        using var plain = new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        return reader.ReadToEnd();
    }
}
