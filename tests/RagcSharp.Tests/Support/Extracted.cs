namespace RagcSharp.Tests.Support;

/// <summary>What an archive gives back, as text.</summary>
internal static class Extracted
{
    /// <summary>The FASTA of queries.</summary>
    public static string Regions(AgcArchive archive, int threads, int lineLength, params string[] queries)
    {
        using var output = new MemoryStream();
        archive.WriteRegions(queries, output, lineLength, threads);
        return Text.OfBytes(output.ToArray());
    }

    /// <summary>The FASTA of a single query, in one line.</summary>
    public static string Region(AgcArchive archive, string query) => Regions(archive, 1, int.MaxValue, query);

    /// <summary>Headers and letters of a sample's contigs.</summary>
    public static (string Header, string Letters)[] Contigs(AgcArchive archive, string sample)
    {
        using var output = new MemoryStream();
        archive.WriteSamples([sample], output, int.MaxValue, 1);
        string[] records = ("\n" + Text.OfBytes(output.ToArray())).Split("\n>")[1..];
        return [.. records.Select(record => record.Split('\n')).Select(lines => (lines[0], string.Concat(lines[1..])))];
    }

    /// <summary>A record of FASTA.</summary>
    public static string Fasta(string header, string letters, int lineLength) =>
        $">{header}\n" + string.Concat(letters.Chunk(lineLength).Select(line => new string(line) + "\n"));
}
