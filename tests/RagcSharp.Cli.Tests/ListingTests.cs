using System.Text.Json;

namespace RagcSharp.Cli.Tests;

public sealed class ListingTests : IDisposable
{
    private const string Options = " create -s 1000 -t 2 -o archive.agc ref.fa s0.fa s1.fa s2.fa s3.fa s4.fa s5.fa s6.fa\n";

    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("toy")]
    [InlineData("version1")]
    [InlineData("version2")]
    [InlineData("many-samples-b10")]
    public void ListRef_PrintsTheReferenceAndEndsItsLine(string name)
    {
        Assert.Equal("ref\n", Expect.Success(Ragc.Run("/", "listref", Golden.Archive(name))));
        Assert.Equal("", Expect.Success(Ragc.Run(_folder.Path, "listref", "-o", "x", Golden.Archive(name))));
        Assert.Equal("ref\n", File.ReadAllText(_folder.File("x")));
    }

    [Fact]
    public void ListSet_ReadsEveryVersion()
    {
        foreach (string name in (string[])["version1", "version2", "appended-by-agc"])
            Assert.Equal("ref\ns0\ns1\ns2\ns3\ns4\ns5\ns6\n", Expect.Success(Ragc.Run("/", "listset", Golden.Archive(name))));
    }

    [Fact]
    public void ListCtg_PrintsHeadersBelowTheirSamples()
    {
        const string Toy = "b\n   q\n   r2\nref\n   r1\n   r2 x\n";
        Assert.Equal(Toy, Expect.Success(Ragc.Run("/", "listctg", Golden.Archive("toy"), "b", "ref")));
        Assert.Equal("", Expect.Success(Ragc.Run(_folder.Path, "listctg", "-o", "x", Golden.Archive("toy"), "b", "ref")));
        Assert.Equal(Toy, File.ReadAllText(_folder.File("x")));
        string names = Expect.Success(Ragc.Run("/", "listctg", Golden.Archive("names"), "second"));
        Assert.StartsWith("second\n   chr1\n   chr1 a b\n   chr2 a b\n   chr2  double  blank\n", names, StringComparison.Ordinal);
        Assert.EndsWith("   a:1-5\n   b@c\n   trailing blank \n    leading\n", names, StringComparison.Ordinal);
    }

    [Fact]
    public void ListCtg_PrintsLengths() => Assert.Equal(
        "ref\n   r1\t21\n   r2 x\t16\na\n   r1\t21\n",
        Expect.Success(Ragc.Run("/", "listctg", "--lengths", Golden.Archive("toy"), "ref", "a")));

    [Theory]
    [InlineData("names", "second")]
    [InlineData("version1", "s3")]
    [InlineData("version2", "s5")]
    [InlineData("appended-by-agc", "s6")]
    public void ListCtg_PrintsTheLengthsThatGetSetGives(string name, string sample)
    {
        var lines = Golden.Contigs(name, sample).Select(contig => $"   {contig.Key}\t{contig.Value.Length}\n");
        string expected = $"{sample}\n{string.Concat(lines)}";
        Assert.Equal(expected, Expect.Success(Ragc.Run("/", "listctg", "--lengths", Golden.Archive(name), sample)));
    }

    [Theory]
    [InlineData("names", "second", "ref")]
    [InlineData("version1", "s3", "ref")]
    [InlineData("version2", "s5", "ref")]
    public void ListCtg_PrintsJson(string name, params string[] samples)
    {
        foreach (string[] options in (string[][])[["--json"], ["--json", "--lengths"]])
        {
            var result = Ragc.Run("/", ["listctg", .. options, Golden.Archive(name), .. samples]);
            using var json = JsonDocument.Parse(Expect.Success(result));
            Assert.Equal(samples, json.RootElement.EnumerateArray().Select(s => s.GetProperty("sample").GetString()));
            foreach (var sample in json.RootElement.EnumerateArray())
            {
                var expected = Golden.Contigs(name, sample.GetProperty("sample").GetString()!);
                var contigs = sample.GetProperty("contigs").EnumerateArray().ToArray();
                Assert.Equal(expected.Keys, contigs.Select(c => c.GetProperty("name").GetString()));
                Assert.Equal(expected.Values.Select(v => v.Length), contigs.Select(c => c.GetProperty("length").GetInt32()));
            }
        }
    }

    [Theory]
    [InlineData("listctg")]
    [InlineData("listctg", "--json")]
    [InlineData("listctg", "--lengths")]
    public void ListCtg_RefusesUnknownSamples(params string[] command)
    {
        string[] arguments = [.. command, Golden.Archive("toy"), "a", "nobody"];
        Expect.Failure(Ragc.Run("/", arguments), 1, "no sample nobody");
        Expect.Failure(Ragc.Run(_folder.Path, [.. arguments, "-o", "x"]), 1, "no sample nobody");
        Assert.Empty(_folder.Names());
    }

    [Theory]
    [InlineData("toy", 3, 20, 31, "60000", 50, "")]
    [InlineData("k21-l15", 13, 15, 21, "2000", 7, "")]
    [InlineData("version1", 8, 20, 31, null, 50, " : agc-v1.1" + Options)]
    [InlineData("version2", 8, 20, 31, "1000", 50, " : agc-v2.1" + Options)]
    public void Info_BeginsAsCppAgcPrintsIt(
        string name, int samples, int mml, int k, string? segmentSize, int batchSize, string commands)
    {
        string text = Expect.Success(Ragc.Run("/", "info", Golden.Archive(name)));
        string expected = $"No. samples      : {samples}\nk-mer length     : {k}\nMin. match length: {mml}\n"
            + (segmentSize is null ? "" : $"Segment size     : {segmentSize}\n")
            + $"Batch size       : {batchSize}\nReference name   : ref\n{(commands.Length > 0 ? "Command lines:\n" : "")}{commands}No. contigs      : ";
        Assert.StartsWith(expected, text, StringComparison.Ordinal);
        Assert.DoesNotContain("File type info", text, StringComparison.Ordinal);
        Assert.DoesNotContain("stored wrongly", text, StringComparison.Ordinal);
        Assert.Equal("", Expect.Success(Ragc.Run(_folder.Path, "info", "-o", "x", Golden.Archive(name))));
        Assert.Equal(text, File.ReadAllText(_folder.File("x")));
    }

    [Theory]
    [InlineData("toy", 5, 83, "3.0", "agc 3.2 [20260326.1]")]
    [InlineData("version1", 40, 311356, "1.0", "agc 1.1 [20220113.1]")]
    [InlineData("version2", 39, 311087, "2.0", "agc 2.1 [20220506.1]")]
    public void Info_TellsWhatCppAgcDoesNot(string name, int contigs, int bases, string version, string producer)
    {
        string text = Expect.Success(Ragc.Run("/", "info", Golden.Archive(name)));
        Assert.Contains(
            $"No. contigs      : {contigs}\nTotal bases      : {bases}\n"
            + $"File version     : {version}\nProducer         : {producer}\nModes            : none recorded\nChecks           : none\nComponent sizes:\n",
            text,
            StringComparison.Ordinal);
        Assert.EndsWith($"  whole file     : {new FileInfo(Golden.Archive(name)).Length}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_TellsMoreWhenAsked()
    {
        string archive = Golden.Archive("version1"), text = Expect.Success(Ragc.Run("/", "info", archive));
        const string Pairs =
            "File type info:\n  comment : AGC (Assembled Genomes Compressor) v. 1.1 [build 20220113.1]\n"
            + "  file_version_major : 1\n  file_version_minor : 0\n  producer : agc\n  producer_version_build : 20220113.1\n"
            + "  producer_version_major : 1\n  producer_version_minor : 1\n";
        Assert.Equal(text + Pairs, Expect.Success(Ragc.Run("/", "info", "-v", "1", archive)));
        Assert.Equal(text + Pairs, Expect.Success(Ragc.Run("/", "info", archive, "--verbosity", "2")));
        Assert.Equal(text, Expect.Success(Ragc.Run("/", "info", "-v", "0", archive)));
    }

    [Theory]
    [InlineData("toy")]
    [InlineData("version1")]
    [InlineData("version2")]
    public void Info_JsonSaysWhatTheLinesSay(string name)
    {
        string[] lines = Expect.Success(Ragc.Run("/", "info", Golden.Archive(name))).Split('\n');
        using var json = JsonDocument.Parse(Expect.Success(Ragc.Run("/", "info", "--json", Golden.Archive(name))));
        var (root, bytes) = (json.RootElement, json.RootElement.GetProperty("bytes"));
        foreach (var (label, value) in ((string, JsonElement)[])
        [
            ("No. samples", root.GetProperty("samples")),
            ("k-mer length", root.GetProperty("kmer_length")),
            ("Min. match length", root.GetProperty("min_match_length")),
            ("Batch size", root.GetProperty("batch_size")),
            ("Reference name", root.GetProperty("reference")),
            ("No. contigs", root.GetProperty("contigs")),
            ("Total bases", root.GetProperty("bases")),
            ("File version", root.GetProperty("file_version")),
            ("  references", bytes.GetProperty("references")),
            ("  raw groups", bytes.GetProperty("raw_groups")),
            ("  deltas", bytes.GetProperty("deltas")),
            ("  collection", bytes.GetProperty("collection")),
            ("  splitters", bytes.GetProperty("splitters")),
            ("  whole file", bytes.GetProperty("file")),
        ])
        {
            Assert.Contains($"{label,-17}: {value}", lines);
        }

        Assert.Equal(name switch { "toy" => 60000, "version1" => 0, _ => 1000 }, root.GetProperty("segment_size").GetInt32());
        Assert.Equal("agc", root.GetProperty("producer").GetProperty("producer").GetString());
        Assert.Equal(0, root.GetProperty("mended_samples").GetArrayLength());
        Assert.Equal(
            lines.Where(line => line.StartsWith(" : ", StringComparison.Ordinal)),
            root.GetProperty("command_lines").EnumerateArray()
                .Select(line => $"{line.GetProperty("date")} : {line.GetProperty("command")}"));
    }

    [Theory]
    [InlineData("small-segments")]
    [InlineData("version1")]
    [InlineData("version2")]
    public void Info_ComponentsAreLessThanTheFile(string name)
    {
        using var json = JsonDocument.Parse(Expect.Success(Ragc.Run("/", "info", "--json", Golden.Archive(name))));
        var sizes = json.RootElement.GetProperty("bytes").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt64());
        Assert.Equal(new FileInfo(Golden.Archive(name)).Length, sizes["file"]);
        Assert.All(sizes, size => Assert.InRange(size.Value, 1, sizes["file"]));
        Assert.InRange(sizes.Values.Sum() - sizes["file"], sizes["file"] / 2, sizes["file"] - 1);
    }
}
