using System.IO.Compression;

using RagcSharp.Tests.Support;

namespace RagcSharp.Tests;

public sealed class CompressionProgressTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Modes => ["default", "adaptive", "concatenated", "exact", "verified"];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Progress_CountsAllOfItAtTheEnd(string mode)
    {
        string[] files = Files();
        using var compressor = AgcCompressor.Create(_folder.File("a.agc"), OptionsOf(mode));
        var before = compressor.Progress;
        Assert.Equal(new CompressionProgress { InputSize = 0 }, before);
        Assert.Equal(0, before.Fraction);
        compressor.AddRange(files);
        var stream = new MemoryStream(">x\nACGT\n>y\nACG\n"u8.ToArray());
        compressor.Add("more", stream);
        var summary = compressor.Finish();

        long bases = files.Sum(Bases) + 7, size = files.Sum(file => new FileInfo(file).Length) + 15;
        Assert.Equal((bases, summary.SampleCount), (summary.Bases, summary.AddedSampleCount));
        var expected = new CompressionProgress
        {
            Phase = CompressionPhase.Finished,
            Inputs = 3,
            InputsRead = 3,
            CurrentInput = "more",
            InputBytes = size,
            InputSize = size,
            BasesRead = bases,
            Bases = bases,
            Samples = summary.SampleCount,
            PartsLeft = 0,
            BytesWritten = new FileInfo(_folder.File("a.agc")).Length,
        };
        Assert.Equal(expected, compressor.Progress);
        Assert.Equal(1, expected.Fraction);
        compressor.Dispose();
        Assert.Equal(expected, compressor.Progress);
    }

    [Fact]
    public void Progress_NeverGoesBack()
    {
        var seen = new List<CompressionProgress> { default };
        using var compressor = AgcCompressor.Create(_folder.File("a.agc"), new CompressionOptions { SegmentSize = 500, VerifyOutput = true });
        var observer = new Thread(() =>
        {
            while (seen[^1].Phase < CompressionPhase.Finished)
            {
                if (compressor.Progress is var progress && progress != seen[^1])
                    seen.Add(progress);
            }
        })
        {
            IsBackground = true,
        };
        observer.Start();
        compressor.AddRange(Files());
        compressor.Finish();
        observer.Join();
        Assert.All(seen.Skip(1), progress => Assert.True(
            progress.Bases <= progress.BasesRead && progress.InputsRead <= progress.Inputs && progress.Fraction is >= 0 and <= 1));
        foreach (var (one, next) in seen.Zip(seen.Skip(1)))
        {
            Assert.True(one.Phase <= next.Phase && one.InputBytes <= next.InputBytes && one.BasesRead <= next.BasesRead);
            Assert.True(one.Bases <= next.Bases && one.Samples <= next.Samples && one.BytesWritten <= next.BytesWritten);
        }
    }

    [Fact]
    public void Progress_KnowsNoSizeOfAStreamThatCannotSeek()
    {
        using var compressor = AgcCompressor.Create(_folder.File("a.agc"));
        compressor.Add("a", new TrickleStream(">x\nACGT\n"u8.ToArray()));
        compressor.Finish();
        var progress = compressor.Progress;
        Assert.Equal((8, (long?)null, (double?)null), (progress.InputBytes, progress.InputSize, progress.Fraction));
    }

    [Fact]
    public void Progress_OfAddingCountsWhatIsNew()
    {
        using (var first = AgcCompressor.Create(_folder.File("a.agc")))
        {
            first.Add("a", new MemoryStream(">x\nACGTACGT\n"u8.ToArray()));
            first.Finish();
        }

        using var compressor = AgcCompressor.Append(_folder.File("a.agc"), _folder.File("b.agc"));
        Assert.Equal(CompressionPhase.AddingSamples, compressor.Progress.Phase);
        compressor.Add("b", new MemoryStream(">x\nACGT\n"u8.ToArray()));
        var summary = compressor.Finish();
        Assert.Equal((2, 1, 4), (summary.SampleCount, summary.AddedSampleCount, summary.Bases));
        Assert.Equal((1, 4), (compressor.Progress.Samples, compressor.Progress.Bases));
    }

    [Fact]
    public void Warn_IsToldOfInputsThatLoseTheirCase()
    {
        var warnings = new List<InputWarning>();
        using var compressor = AgcCompressor.Create(_folder.File("a.agc"), new CompressionOptions { Warn = warnings.Add });
        foreach (string sequence in (string[])["ACGT", "acgt", "ACgt", "ACG"])
            compressor.Add("sample " + sequence, new MemoryStream(Text.Bytes($">x\n{sequence}\n")));
        compressor.Finish();
        Assert.Equal(
            [new(InputWarningKind.CaseLost, "sample acgt"), new(InputWarningKind.CaseLost, "sample ACgt")], warnings);
    }

    // A plain file and a compressed one.
    private string[] Files()
    {
        string reference = Path.Combine(Repository.Root, "testdata", "demo", "ref.fa"), zipped = _folder.File("s0.fa.gz");
        using var gzip = new GZipStream(File.Create(zipped), CompressionLevel.Fastest);
        // Names of contigs of their own, for where they are samples.
        string text = File.ReadAllText(Path.Combine(Repository.Root, "testdata", "demo", "s0.fa"));
        gzip.Write(Text.Bytes(text.Replace(">", ">s0-", StringComparison.Ordinal)));
        return [reference, zipped];
    }

    private static long Bases(string file)
    {
        using Stream stream = File.OpenRead(file);
        bool isZipped = file.EndsWith(".gz", StringComparison.Ordinal);
        using var reader = new StreamReader(isZipped ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        return reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith('>')).Sum(line => line.Trim().Length);
    }

    private static CompressionOptions OptionsOf(string mode) => new()
    {
        SegmentSize = 1000,
        UseAdaptiveMode = mode == "adaptive",
        TreatContigsAsSamples = mode == "concatenated",
        PreserveText = mode == "exact",
        VerifyOutput = mode == "verified",
        Threads = 3,
    };
}
