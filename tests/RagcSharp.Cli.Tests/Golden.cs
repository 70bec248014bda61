namespace RagcSharp.Cli.Tests;

/// <summary>Archives that C++ AGC made.</summary>
internal static class Golden
{
    public static string Archive(string name) => Path.Combine(Ragc.Root, "testdata", "golden", name, "archive.agc");

    /// <summary>Letters of the contigs of a sample, by their headers, as getset gives them.</summary>
    public static Dictionary<string, string> Contigs(string name, string sample)
    {
        string fasta = Ragc.Run("/", "getset", "-l", "1000000", Archive(name), sample).Text;
        var records = ("\n" + fasta).Split("\n>")[1..].Select(record => record.Split('\n'));
        return records.ToDictionary(lines => lines[0], lines => lines[1]);
    }
}
