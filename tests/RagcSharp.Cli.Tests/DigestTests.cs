using System.Text;
using System.Text.Json;

namespace RagcSharp.Cli.Tests;

public sealed class DigestTests : IDisposable
{
    private const string Header = "sample\tcontig\tlength\trefget\tmd5\tseqcol\n";

    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The vectors of the GA4GH: the sequence ACGT of refget, and the collection base.fa of seqcol.
    [Fact]
    public void Digests_AreThoseOfTheSpecifications()
    {
        _folder.Write("acgt.fa", ">x\nACGT\n");
        _folder.Write("base.fa", ">chrX a header\nttggggaa\n>chr1\nGGAA\n>chr2\nGCGC\n");
        // Case that is kept is no part of a digest.
        Expect.Success(Ragc.Run(_folder.Path, "create", "--exact", "-o", "a.agc", "acgt.fa", "base.fa"));
        string[] lines = Expect.Success(Ragc.Run(_folder.Path, "digest", "a.agc")).Split('\n');
        Assert.Equal(Header.TrimEnd(), lines[0]);
        Assert.StartsWith(
            "acgt\tx\t4\tSQ.aKF498dAxcJAqme6QYQ7EZ07-fiw8Kw2\tf1f8f4bf413b16ad135722aa4591043e\t", lines[1], StringComparison.Ordinal);
        Assert.Equal(["chrX", "chr1", "chr2", ""], lines[2..].Select(line => line.Split('\t').ElementAtOrDefault(1) ?? ""));
        Assert.All(lines[2..5], line => Assert.EndsWith("\tXZlrcEGi6mlopZ2uD8ObHkQB1d0oDwKk", line, StringComparison.Ordinal));
        Assert.Equal(
            "sample\tcontigs\tlength\tseqcol\nbase\t3\t16\tXZlrcEGi6mlopZ2uD8ObHkQB1d0oDwKk\n",
            Expect.Success(Ragc.Run(_folder.Path, "digest", "--samples-only", "a.agc", "base")));
    }

    [Theory]
    [InlineData("small-segments", "s3", "ref")]
    [InlineData("version1", "s2")]
    [InlineData("version2", "s5")]
    [InlineData("letters-and-line-ends", "ref")]
    public void Md5_IsThatOfTheLetters(string name, params string[] samples)
    {
        var expected = samples.SelectMany(sample => Golden.Contigs(name, sample).Select(contig => (
            Sample: sample,
            Name: contig.Key.Split(' ')[0],
            Length: contig.Value.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Md5: Convert.ToHexStringLower(Md5(contig.Value))))).ToArray();
        string text = Expect.Success(Ragc.Run("/", ["digest", "-t", "1", Golden.Archive(name), .. samples]));
        Assert.Equal(expected, text.Split('\n')[1..^1].Select(line => line.Split('\t')).Select(f => (f[0], f[1], f[2], f[4])));
        foreach (string threads in (string[])["2", "5"])
        {
            Expect.Success(Ragc.Run(_folder.Path, ["digest", "-t", threads, "-o", "x", Golden.Archive(name), .. samples]));
            Assert.Equal(text, File.ReadAllText(_folder.File("x")));
        }
    }

    [Theory]
    [InlineData()]
    [InlineData("--full-names")]
    public void Json_SaysWhatTheLinesSay(params string[] options)
    {
        string archive = Golden.Archive("names");
        string lines = Expect.Success(Ragc.Run("/", ["digest", .. options, archive]));
        string[] samples = Expect.Success(Ragc.Run("/", ["digest", "--samples-only", .. options, archive])).Split('\n')[1..^1];
        using var json = JsonDocument.Parse(Expect.Success(Ragc.Run("/", ["digest", "--json", .. options, archive])));
        var rows = json.RootElement.EnumerateArray().SelectMany(sample => sample.GetProperty("contigs").EnumerateArray().Select(contig =>
            $"{sample.GetProperty("sample")}\t{contig.GetProperty("name").GetString()!.Replace("\t", "\\t", StringComparison.Ordinal)}\t"
            + $"{contig.GetProperty("length")}\t{contig.GetProperty("refget")}\t{contig.GetProperty("md5")}\t"
            + $"{sample.GetProperty("seqcol")}\n"));
        Assert.Equal(lines, Header + string.Concat(rows));
        Assert.Equal(
            samples.Select(line => line.Split('\t')[3]),
            json.RootElement.EnumerateArray().Select(s => s.GetProperty("seqcol").GetString()));
        using var brief = JsonDocument.Parse(Expect.Success(Ragc.Run("/", ["digest", "--json", "--samples-only", .. options, archive])));
        Assert.Equal(
            json.RootElement.EnumerateArray().Select(s => s.GetProperty("names").GetString()),
            brief.RootElement.EnumerateArray().Select(s => s.GetProperty("names").GetString()));
        Assert.All(brief.RootElement.EnumerateArray(), sample => Assert.False(sample.TryGetProperty("contigs", out _)));
    }

    [Fact]
    public void FullNames_ChangeTheCollectionOnly()
    {
        string[][] Rows(params string[] options)
        {
            string text = Expect.Success(Ragc.Run("/", ["digest", .. options, Golden.Archive("names"), "second"]));
            return [.. text.Split('\n')[1..^1].Select(line => line.Split('\t'))];
        }

        string[][] words = Rows(), headers = Rows("--full-names");
        Assert.Contains("chr2 a b", headers.Select(row => row[1]));
        Assert.Contains("tab\\tseparated name", headers.Select(row => row[1]));
        Assert.DoesNotContain(words, row => row[1].Contains(' ', StringComparison.Ordinal));
        Assert.Equal(words.Select(row => row[3]), headers.Select(row => row[3]));
        Assert.NotEqual(words[0][5], headers[0][5]);
    }

    [Fact]
    public void Samples_ThatAreUnknownWriteNothing()
    {
        foreach (string[] options in (string[][])[[], ["--json"], ["--samples-only"]])
        {
            string[] arguments = ["digest", "-o", "x", .. options, Golden.Archive("toy"), "a", "nobody"];
            Expect.Failure(Ragc.Run(_folder.Path, arguments), 1, "no sample nobody");
        }

        Assert.Empty(_folder.Names());
    }

    [ToolFact("samtools", "samtools")]
    public void Md5_IsWhatSamtoolsDictPrints()
    {
        string archive = Golden.Archive("small-segments");
        string expected = Expect.Success(Ragc.Shell(_folder.Path, $"$ragc getset -o x.fa '{archive}' s1; samtools dict x.fa | tail -n +2"));
        string digests = Expect.Success(Ragc.Run("/", "digest", archive, "s1"));
        var contigs = digests.Split('\n')[1..^1].Select(line => line.Split('\t'));
        var actual = expected.Split('\n')[..^1].Select(line => line.Split('\t'));
        Assert.Equal(contigs.Select(c => $"SN:{c[1]} LN:{c[2]} M5:{c[4]}"), actual.Select(f => $"{f[1]} {f[2]} {f[3]}"));
    }

    // MD5 is what field M5 of SAM asks for, and protects nothing here.
#pragma warning disable CA5351
    private static byte[] Md5(string letters) => System.Security.Cryptography.MD5.HashData(Encoding.ASCII.GetBytes(letters));
#pragma warning restore CA5351
}
