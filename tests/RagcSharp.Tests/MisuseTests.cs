using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests;

/// <summary>What a program gets that uses the library wrongly: the exception that .NET programmers expect, naming what was wrong.</summary>
public sealed class MisuseTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly string _archive = new GoldenCase("toy").Archive;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Archive_ThrowsAfterDisposal()
    {
        var archive = AgcArchive.Open(_archive);
        string sample = archive.Samples[0], contig = archive.GetContigs(sample)[0].Name;
        // What was read before must not be given, either.
        byte[] letters = new byte[10];
        archive.Read(sample, contig, 0, letters);
        var digests = archive.ComputeDigests(archive.Samples, threads: 1).GetEnumerator();
        Assert.True(digests.MoveNext());
        archive.Dispose();
        archive.Dispose();
        Action[] uses =
        [
            () => _ = archive.Samples,
            () => _ = archive.IsExact,
            () => archive.Contains(sample),
            () => archive.GetContigs(sample),
            () => archive.Read(sample, contig, 0, letters),
            () => archive.ReadInfo(),
            () => archive.WriteSamples([], Stream.Null, new ExtractionOptions()),
            () => archive.WriteSamples([sample], Stream.Null, 80, 1),
            () => archive.WriteRegions((AgcQuery[])[], Stream.Null, new ExtractionOptions()),
            () => archive.WriteRegions([contig], Stream.Null, new ExtractionOptions()),
            () => archive.WriteIndex([], Stream.Null, 80),
            () => archive.ComputeDigests([], 1),
            () => digests.MoveNext(),
        ];
        Assert.All(uses, use => Assert.Throws<ObjectDisposedException>(use));
    }

    [Fact]
    public void Compressor_ThrowsAfterDisposal()
    {
        string input = new GoldenCase("toy").Inputs[0];
        var compressor = AgcCompressor.Create(_folder.File("a.agc"));
        compressor.Dispose();
        Action[] uses =
        [
            () => compressor.Add(input),
            () => compressor.Add("no such file"),
            () => compressor.Add("x", new MemoryStream()),
            () => compressor.AddRange([]),
            () => compressor.AddRange([input]),
            () => compressor.Finish(),
        ];
        Assert.All(uses, use => Assert.Throws<ObjectDisposedException>(use));
        Assert.Equal(0, compressor.Progress.Inputs);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Compressor_TakesNothingAfterTheEnd()
    {
        using var compressor = AgcCompressor.Create(_folder.File("a.agc"));
        compressor.Add("x", new MemoryStream(">x\nACGT\n"u8.ToArray()));
        compressor.Finish();
        Assert.Throws<ObjectDisposedException>(() => compressor.Add("no such file"));
        Assert.Throws<ObjectDisposedException>(() => compressor.AddRange(["no such file"]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Outputs_ThrowAfterDisposal(int level)
    {
        var fasta = new FastaOutput(_folder.File("a.fa"), new FastaOutputOptions { Level = level });
        fasta.Dispose();
        var file = new OutputFile(_folder.File("b.fa"));
        file.Dispose();
        Action[] uses =
        [
            () => fasta.Commit(),
            () => fasta.Stream.Write(">x\n"u8),
            () => fasta.Stream.Flush(),
            () => file.Commit(),
            () => file.Stream.Write(">x\n"u8),
            () => file.Stream.Flush(),
        ];
        Assert.All(uses, use => Assert.Throws<ObjectDisposedException>(use));
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Nulls_AreToldByTheirParameters()
    {
        using var archive = AgcArchive.Open(_archive);
        string sample = archive.Samples[0];
        var toFile = AgcCompressor.Create(_folder.File("a.agc"));
        (string Parameter, Action Use)[] uses =
        [
            ("sample", () => archive.Read(null!, "c", 0, [])),
            ("contig", () => archive.Read(sample, null!, 0, [])),
            ("sample", () => archive.Contains(null!)),
            ("sample", () => archive.GetContigs(null!)),
            ("sample", () => archive.WriteSamples([null!], Stream.Null, 80, 1)),
            ("sample", () => archive.ComputeDigests([null!], 1)),
            ("text", () => archive.WriteRegions((string[])[null!], Stream.Null, 80, 1)),
            ("text", () => AgcQuery.ParseOneBased(null!)),
            ("path", () => AgcArchive.Open((string)null!)),
            ("path", () => AgcArchive.Verify(null!)),
            ("path", () => AgcCompressor.Create((string)null!)),
            ("archive", () => AgcCompressor.Append(null!, "x")),
            ("path", () => AgcCompressor.Append(_archive, (string)null!)),
            ("path", () => toFile.Add(null!)),
            ("path", () => toFile.AddRange([null!])),
            ("archive", () => AgcEditor.Subset(null!, [sample], "x")),
            ("path", () => AgcEditor.Subset(_archive, [sample], (string)null!)),
            ("path", () => AgcEditor.Rename(_archive, [], (string)null!)),
            ("archives", () => AgcEditor.Merge(null!, "x")),
            ("path", () => AgcEditor.Merge([_archive], (string)null!)),
            ("path", () => new FastaOutput((string)null!, new FastaOutputOptions()).Dispose()),
            ("path", () => new OutputFile(null!).Dispose()),
            ("input", () => OutputFile.CheckIsNot("x", null!)),
        ];
        using (toFile)
            Assert.All(uses, use => Assert.Equal(use.Parameter, Assert.Throws<ArgumentNullException>(use.Use).ParamName));
    }

    [Fact]
    public void OptionsOutOfRange_AreToldByTheirNames()
    {
        using var archive = AgcArchive.Open(_archive);
        string sample = archive.Samples[0];
        var compression = new CompressionOptions();
        var extraction = new ExtractionOptions();
        var output = new FastaOutputOptions();
        (string Option, Action Use)[] uses =
        [
            ("KmerLength", () => Create(compression with { KmerLength = 16 })),
            ("MinMatchLength", () => Create(compression with { MinMatchLength = 33 })),
            ("SegmentSize", () => Create(compression with { SegmentSize = 99 })),
            ("BatchSize", () => Create(compression with { BatchSize = 0 })),
            ("FallbackFraction", () => Create(compression with { FallbackFraction = double.NaN })),
            ("Threads", () => Create(compression with { Threads = 1025 })),
            ("Threads", () => AgcEditor.Subset(_archive, [sample], Stream.Null, new SubsetOptions { Threads = 0 })),
            ("Threads", () => AgcEditor.Merge([_archive], Stream.Null, new MergeOptions { Threads = 0 })),
            ("OnDuplicate", () => AgcEditor.Merge([_archive], Stream.Null, new MergeOptions { OnDuplicate = (DuplicateHandling)3 })),
            ("Threads", () => AgcArchive.Verify(_archive, new VerificationOptions { Threads = 0 })),
            ("Threads", () => AgcArchive.Verify(_archive, new VerificationOptions { Threads = 1025 })),
            ("Threads", () => archive.WriteSamples([sample], Stream.Null, extraction with { Threads = 0 })),
            ("LineLength", () => archive.WriteSamples([sample], Stream.Null, extraction with { LineLength = 0 })),
            ("lineLength", () => archive.WriteIndex([sample], Stream.Null, 0)),
            ("threads", () => archive.ComputeDigests([sample], 0)),
            ("Level", () => new FastaOutput(Stream.Null, output with { Level = 10 }).Dispose()),
            ("Threads", () => new FastaOutput(Stream.Null, output with { Threads = 0 }).Dispose()),
            ("CacheSize", () => AgcArchive.Open(_archive, new ArchiveOptions { CacheSize = -1 })),
        ];
        Assert.All(uses, use =>
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(use.Use);
            Assert.Equal(use.Option, error.ParamName);
            Assert.Matches("^[a-z-]+( [a-z-]+)* [-0-9A-Za-z]+ is out of range: [0-9]+ to [0-9.]+ ", error.Message);
        });
        Assert.Empty(_folder.Names);

        void Create(CompressionOptions options) => AgcCompressor.Create(_folder.File("a.agc"), options).Dispose();
    }
}
