using System.Text;

using RagcSharp.Tests.Support;

namespace RagcSharp.Tests;

/// <summary>Collections of unusual shape come back: very many samples, contigs, and letters in a header.</summary>
/// <remarks>
/// Tried whole, by hand, on two processors: a million contigs of 100 bases in a sample take 25 s of CPU and 1.1 GiB, four times what a
/// quarter of them does; 100,000 samples of 300 bases 8 s and 135 MiB.
/// </remarks>
public sealed class LimitsTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly Random _random = new(1);
    private readonly string _ancestor;

    public LimitsTests() => _ancestor = Text.Letter(RandomSymbols.Plain(_random, 20_000));

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Duration", "Long")]
    public void Sample_MayHaveManyContigs()
    {
        string contigs = Records(50_000, 50, header: "");
        AssertRestored(new CompressionOptions { SegmentSize = 1000 }, ("sample", contigs));
    }

    [Fact]
    [Trait("Duration", "Long")]
    public void Sample_MayHaveManyContigsWithoutSplitters()
    {
        var contigs = new StringBuilder();
        for (int i = 0; i < 2_000; i++)
            contigs.Append($">{i}\n{Text.Letter(RandomSymbols.Plain(_random, 120))}\n");
        AssertRestored(new CompressionOptions { SegmentSize = 100, UseAdaptiveMode = true }, ("sample", contigs.ToString()));
    }

    [Fact]
    [Trait("Duration", "Long")]
    public void Archive_MayHaveManySamples()
    {
        AssertRestored(new CompressionOptions { SegmentSize = 1000, TreatContigsAsSamples = true }, ("samples", Records(10_000, 100, header: "")));
        using var archive = AgcArchive.Open(_folder.File("a.agc"));
        Assert.Equal(10_001, archive.Samples.Count);
        Assert.Equal("record9876", Assert.Single(archive.GetContigs("record9876")).Name);
    }

    [Fact]
    public void Header_MayBeAMegabyteLong()
    {
        string words = string.Concat(Enumerable.Repeat(" word", 100_000)), word = new('x', 1 << 20);
        (string Name, string Fasta)[] samples =
        [
            ("equal", Records(3, 100, words)),
            ("words", Records(2, 100, words + "s") + Records(1, 100, words)),
            ("word", Records(2, 100, word) + Records(1, 100, " " + word) + Records(1, 100, word + "y")),
        ];
        AssertRestored(new CompressionOptions { SegmentSize = 1000, BatchSize = 2 }, samples);
    }

    private string Records(int count, int length, string header)
    {
        var fasta = new StringBuilder();
        for (int i = 0; i < count; i++)
            fasta.Append($">record{i}{header}\n").Append(_ancestor, _random.Next(_ancestor.Length - length), length).Append('\n');
        return fasta.ToString();
    }

    private void AssertRestored(CompressionOptions options, params (string Name, string Fasta)[] samples)
    {
        string path = _folder.File("a.agc");
        string reference = $">reference\n{_ancestor}\n";
        using (var compressor = AgcCompressor.Create(path, options))
        {
            compressor.Add("reference", new MemoryStream(Text.Bytes(reference)));
            foreach (var (name, fasta) in samples)
                compressor.Add(name, new MemoryStream(Text.Bytes(fasta)));
            compressor.Finish();
        }

        using var archive = AgcArchive.Open(path);
        using var output = new MemoryStream();
        archive.WriteSamples(archive.Samples, output, int.MaxValue, 2);
        Assert.True(output.ToArray().AsSpan().SequenceEqual(Text.Bytes(reference + string.Concat(samples.Select(s => s.Fasta)))));
    }
}
