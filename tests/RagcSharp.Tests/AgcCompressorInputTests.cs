using RagcSharp.Tests.Support;

namespace RagcSharp.Tests;

/// <summary>What is made of inputs besides their letters: the same ones named again, doubts, the reference among many genomes.</summary>
public sealed class AgcCompressorInputTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly List<InputWarning> _warnings = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AddRange_ReadsAFileOnceByWhateverPath()
    {
        string first = Write("a.fa", ">a\nACGT\n"), second = Write("b.fa", ">b\nACGT\n");
        string roundabout = Path.Combine(_folder.Path, ".", "a.fa"), link = _folder.File("c.fa");
        File.CreateSymbolicLink(link, "b.fa");
        using (var compressor = Create(new()))
        {
            compressor.AddRange([first, second, first, roundabout, link, link]);
            Assert.Equal(3, compressor.Finish().SampleCount);
        }

        Assert.Equal(
            [
                new(InputWarningKind.NamedAgain, first),
                new(InputWarningKind.NamedAgain, roundabout, first),
                new(InputWarningKind.SameFile, link, second),
                new(InputWarningKind.NamedAgain, link),
            ],
            _warnings);
    }

    // Their contigs would be samples twice.
    [Fact]
    public void AddRange_OfConcatenatedGenomesKnowsFilesByTheirContent()
    {
        string file = Write("a.fa", ">a\nACGT\n"), link = _folder.File("b.fa");
        File.CreateSymbolicLink(link, file);
        using var compressor = Create(new() { TreatContigsAsSamples = true });
        compressor.AddRange([file, link]);
        Assert.Equal(1, compressor.Finish().SampleCount);
        Assert.Equal([new(InputWarningKind.NamedAgain, link, file)], _warnings);
    }

    [Fact]
    public void AddRange_StillRefusesTwoFilesOfOneSample()
    {
        Directory.CreateDirectory(_folder.File("sub"));
        string first = Write("a.fa", ">a\nACGT\n"), second = Write("sub/a.fa", ">a\nACGT\n");
        using var compressor = Create(new());
        var e = Assert.Throws<ArgumentException>(() => compressor.AddRange([first, second]));
        Assert.Contains("and so does", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Warn_MayThrowAndEndTheWork()
    {
        string file = Write("a.fa", ">a\nacgt\n");
        var options = new CompressionOptions { Warn = warning => throw new InvalidDataException($"{warning.Kind} of {warning.Input}") };
        using (var compressor = AgcCompressor.Create(_folder.File("out.agc"), options))
        {
            compressor.AddRange([file]);
            Assert.Equal($"CaseLost of {file}", Assert.Throws<InvalidDataException>(compressor.Finish).Message);
        }

        using (var compressor = AgcCompressor.Create(_folder.File("out.agc"), options))
            Assert.Equal($"NamedAgain of {file}", Assert.Throws<InvalidDataException>(() => compressor.AddRange([file, file])).Message);
        Assert.Equal(["a.fa"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(1, true, false)]
    [InlineData(3, false, false)]
    [InlineData(3, true, true)]
    [InlineData(40, false, true)]
    [InlineData(100, true, false)]
    public void ReferenceContigs_AreAsAFileOfTheirOwn(int count, bool isAdaptive, bool isExact)
    {
        string[] records = Genomes(40);
        int first = Math.Min(count, records.Length);
        string all = Write("all.fa", string.Concat(records));
        string reference = Write("reference.fa", string.Concat(records[..first])), rest = Write("rest.fa", string.Concat(records[first..]));
        var options = new CompressionOptions
        {
            TreatContigsAsSamples = true,
            UseAdaptiveMode = isAdaptive,
            PreserveText = isExact,
            SegmentSize = 500,
            KmerLength = 17,
            BatchSize = 7,
            FallbackFraction = isAdaptive ? 0.01 : 0,
        };
        byte[] apart = Make(options, first < records.Length ? [reference, rest] : [reference]);
        foreach (int threads in (int[])[1, 3])
            Assert.Equal(apart, Make(options with { ReferenceContigs = count, Threads = threads }, all));
        if (first < records.Length)
            Assert.NotEqual(apart, Make(options, all));
    }

    [Fact]
    public void Options_ThatContradictEachOtherAreRefused()
    {
        Assert.Throws<ArgumentException>(() => Create(new() { AllowAnyBytes = true }));
        Assert.Throws<ArgumentException>(() => Create(new() { ReferenceContigs = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(new() { ReferenceContigs = 0, TreatContigsAsSamples = true }));
    }

    private static string[] Genomes(int count)
    {
        var random = new Random(5);
        byte[] genome = RandomSymbols.Plain(random, 3_000);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            for (int change = 0; change < 30; change++)
                genome[random.Next(genome.Length)] = (byte)random.Next(4);
            return $">genome{i} x\n{Text.Letter(genome)}\n";
        })];
    }

    private static byte[] Make(CompressionOptions options, params string[] files)
    {
        var archive = new MemoryStream();
        using var compressor = AgcCompressor.Create(archive, options);
        compressor.AddRange(files);
        compressor.Finish();
        return archive.ToArray();
    }

    private AgcCompressor Create(CompressionOptions options) =>
        AgcCompressor.Create(new MemoryStream(), options with { Warn = _warnings.Add });

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }
}
