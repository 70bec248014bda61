using System.IO.Compression;
using System.Text;

namespace RagcSharp.Tests.Compat;

/// <summary>What extraction must give, from the inputs alone, read in the plainest way.</summary>
internal static class ExpectedSamples
{
    /// <summary>The FASTA of each sample, in the order of the inputs.</summary>
    public static Dictionary<string, string> Of(GoldenCase golden, int lineLength)
    {
        var samples = new Dictionary<string, string>();
        foreach (string input in golden.Inputs)
        {
            foreach (var (header, sequence) in Records(input))
            {
                string sample = golden.IsConcatenated ? header.Split(' ', '\t')[0] : SampleName(input);
                samples[sample] = samples.GetValueOrDefault(sample, "") + Format(header, sequence, lineLength);
            }
        }

        return samples;
    }

    private static IEnumerable<(string Header, string Sequence)> Records(string path)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain, Encoding.Latin1);
        foreach (string record in ("\n" + reader.ReadToEnd()).Split("\n>").Skip(1))
        {
            string[] lines = record.Split('\n');
            string sequence = string.Concat(lines.Skip(1)).ToUpperInvariant();
            yield return (lines[0].TrimEnd('\r'), string.Concat(sequence.Where(char.IsAsciiLetter)));
        }
    }

    private static string SampleName(string path) => Path.GetFileName(path) switch
    {
        "ns.v2.fa" => "ns.v2",
        var name => name.Split('.')[0],
    };

    private static string Format(string header, string sequence, int lineLength)
    {
        var text = new StringBuilder().Append('>').Append(header).Append('\n');
        for (int i = 0; i < sequence.Length; i += lineLength)
            text.Append(sequence, i, Math.Min(lineLength, sequence.Length - i)).Append('\n');
        return text.ToString();
    }
}
