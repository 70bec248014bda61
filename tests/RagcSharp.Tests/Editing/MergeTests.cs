using RagcSharp.Archive;
using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Editing;

/// <summary>Archives that are made of several.</summary>
public sealed class MergeTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public static TheoryData<string> Cases => [.. GoldenCase.Names];

    private string A => _folder.File("a.agc");

    private string B => _folder.File("b.agc");

    private string Result => _folder.File("result.agc");

    private static CompressionOptions Options => ExactArchive.Options with { PreserveText = false };

    public void Dispose() => _folder.Dispose();

    // Of all versions and producers; the second half comes first, so that references differ.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Halves_GiveTheirSamplesBack(string name)
    {
        string golden = new GoldenCase(name).Archive;
        var samples = Subsets.SamplesOf(golden);
        if (samples.Count < 2)
            return;
        string[] first = [.. samples.Take(samples.Count / 2)], last = [.. samples.Skip(samples.Count / 2)];
        AgcEditor.Subset(golden, first, A);
        AgcEditor.Subset(golden, last, B, new SubsetOptions { PurgeOthers = true });
        var summary = AgcEditor.Merge([B, A], Result, new MergeOptions { Threads = 2 });
        Merges.AssertHolds(Result, golden);
        Assert.Equal([.. last, .. first], Subsets.SamplesOf(Result));
        Assert.Equal((samples.Count, new FileInfo(Result).Length), (summary.SampleCount, summary.ArchiveSize));
        // The original has what both have.
        AgcEditor.Merge([golden, A, B], Result, new MergeOptions { DropEqual = true, Threads = 2 });
        Merges.AssertHolds(Result, golden);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void OneArchive_IsCopied(string name)
    {
        string golden = new GoldenCase(name).Archive;
        AgcEditor.Merge([golden], Result);
        Merges.AssertHolds(Result, golden);
    }

    [Fact]
    public void FullPacks_OfGroupsWithEqualReferencesAreCopied()
    {
        string golden = new GoldenCase("tiny-segments-b2-k17").Archive;
        var samples = Subsets.SamplesOf(golden);
        AgcEditor.Subset(golden, [samples[0], .. samples.Skip(1).Where((_, i) => i % 2 == 0)], A);
        AgcEditor.Subset(golden, [samples[0], .. samples.Skip(1).Where((_, i) => i % 2 == 1)], B);
        var summary = AgcEditor.Merge([A, B], Result);
        Merges.AssertHolds(Result, golden);
        Assert.Equal([samples[0]], summary.Equal);
        var payloads = Deltas(A).Concat(Deltas(B)).ToHashSet();
        string[] merged = [.. Deltas(Result)];
        Assert.InRange(merged.Count(payloads.Contains), merged.Length / 2, merged.Length);
    }

    [Fact]
    public void Bytes_DoNotDependOnThreads()
    {
        string golden = new GoldenCase("many-samples-b10").Archive;
        var samples = Subsets.SamplesOf(golden);
        AgcEditor.Subset(golden, [.. samples.Take(9)], A, new SubsetOptions { PurgeOthers = true });
        AgcEditor.Subset(golden, [.. samples.Skip(9)], B, new SubsetOptions { PurgeOthers = true });
        AgcEditor.Merge([A, B], Result, new MergeOptions { Threads = 1 });
        foreach (int threads in (int[])[2, 7])
        {
            using var output = new MemoryStream();
            AgcEditor.Merge([A, B], output, new MergeOptions { Threads = threads });
            Assert.Equal(File.ReadAllBytes(Result), output.ToArray());
        }
    }

    [Fact]
    public void DifferentParameters_AreToldWithBothValues()
    {
        (string Expected, CompressionOptions Options)[] others =
        [
            ("k-mer length 18, 17 as in", Options with { KmerLength = 18 }),
            ("minimum match length 21, 20 as in", Options with { MinMatchLength = 21 }),
            ("segment size 501, 500 as in", Options with { SegmentSize = 501 }),
        ];
        Create(A, Options, ("x", "ACGT"));
        foreach (var (expected, options) in others)
        {
            Create(B, options, ("y", "ACGT"));
            var error = Assert.Throws<ArgumentException>(() => AgcEditor.Merge([A, B], Result));
            Assert.StartsWith($"{B}: {expected} {A} was expected", error.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(Result));
        }
    }

    [Fact]
    public void BatchSize_IsThatOfTheFirst()
    {
        Create(A, Options with { BatchSize = 7 }, ("x", "ACGT"));
        Create(B, Options with { BatchSize = 3 }, ("y", "ACGTA"), ("z", "AC"), ("w", "A"), ("v", "G"));
        AgcEditor.Merge([A, B], Result);
        Merges.AssertHolds(Result, A, B);
        using var archive = AgcArchive.Open(Result);
        Assert.Equal(7, archive.ReadInfo().BatchSize);
    }

    [Fact]
    public void Duplicates_AreAnErrorOrLeftOutOrRenamed()
    {
        Create(A, Options, ("ref", "ACGT"), ("x", "AAAA"), ("x.2", "CC"));
        Create(B, Options, ("ref", "ACGT"), ("x", "TTTT"), ("y", "GG"));
        var error = Assert.Throws<ArgumentException>(() => AgcEditor.Merge([A, B], Result));
        Assert.StartsWith($"{B}: sample x is in {A}, too", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => AgcEditor.Merge([A, B], Result, new MergeOptions { DropEqual = true }));
        Assert.False(File.Exists(Result));

        var summary = AgcEditor.Merge([A, B], Result, new MergeOptions { OnDuplicate = DuplicateHandling.KeepFirst });
        Assert.Equal(["ref"], summary.Equal);
        Assert.Equal(["x"], summary.LeftOut);
        Assert.Equal(["ref", "x", "x.2", "y"], Subsets.SamplesOf(Result));
        Assert.Equal(">c\nAAAA\n", Read("x"));

        summary = AgcEditor.Merge([A, B], Result, new MergeOptions { OnDuplicate = DuplicateHandling.Rename });
        Assert.Equal([KeyValuePair.Create("x", "x.3")], summary.Renamed);
        Assert.Equal(["ref", "x", "x.2", "x.3", "y"], Subsets.SamplesOf(Result));
        Assert.Equal(">c\nTTTT\n", Read("x.3"));
    }

    // The first sample need not be asked for; others must.
    [Fact]
    public void Equal_IsWhatHasTheSameContigs()
    {
        Create(A, Options, ("ref", "ACGT"), ("x", "AAAA"));
        Create(B, Options, ("x", "AAAA"), ("ref", "ACGT"));
        Assert.Throws<ArgumentException>(() => AgcEditor.Merge([A, B], Result));
        Assert.Equal(["x", "ref"], AgcEditor.Merge([A, B], Result, new MergeOptions { DropEqual = true }).Equal);
        Merges.AssertHolds(Result, A);
        Create(B, Options, ("ref", "ACGA"), ("y", "AAAA"));
        Assert.Throws<ArgumentException>(() => AgcEditor.Merge([A, B], Result));
    }

    [Fact]
    public void Texts_AreJoined()
    {
        ExactArchive.Create(A, ExactArchive.Options, Text.Bytes(">a\nacGT\n"), Text.Bytes(">b\nNN-n\n\n"));
        Create(B, Options, ("plain", "ACGT"));
        AgcEditor.Merge([B, A], Result);
        Assert.Equal(">a\nacGT\n>b\nNN-n\n\n", Read("a0", "a1"));
        Merges.AssertHolds(Result, A, B);
        AgcEditor.Merge([A, Result], B, new MergeOptions { DropEqual = true });
        Merges.AssertHolds(B, Result);
        // What differs in text only is not equal: something would be lost.
        ExactArchive.Create(B, ExactArchive.Options, Text.Bytes(">a\nACGT\n"));
        Assert.Throws<ArgumentException>(() => AgcEditor.Merge([A, B], Result, new MergeOptions { DropEqual = true }));
    }

    [Fact]
    public void Modes_AreJoined()
    {
        Create(A, Options, ("x", "ACGT"));
        Create(B, Options with { UseAdaptiveMode = true, FallbackFraction = 0.01 }, ("y", "ACGT"));
        AgcEditor.Merge([A, B], Result);
        using var archive = AgcArchive.Open(Result);
        var info = archive.ReadInfo();
        Assert.Equal((true, 0.01), (info.IsAdaptive, info.FallbackFraction));
    }

    // Contigs with splitters of their own are found again, as long as the first sample is the same.
    [Fact]
    public void Modes_KeepTheContigsWithOwnSplitters()
    {
        var golden = new GoldenCase("adaptive-b3");
        golden.Create(A, 2);
        var samples = Subsets.SamplesOf(A);
        AgcEditor.Subset(A, [samples[0], samples[1]], B);
        AgcEditor.Merge([B, A], Result, new MergeOptions { DropEqual = true });
        using ArchiveReader before = new(A), after = new(Result);
        Assert.Equal(RecordedModes.Read(before)!.WithOwnSplitters, RecordedModes.Read(after)!.WithOwnSplitters);
    }

    [Fact]
    public void Archive_MayTakeThePlaceOfOneItIsMadeOf()
    {
        Create(A, Options, ("x", "ACGT"));
        Create(B, Options, ("y", "ACGT"));
        AgcEditor.Merge([A, B], B);
        Assert.Equal(["x", "y"], Subsets.SamplesOf(B));
        AgcEditor.Merge([B, B], B, new MergeOptions { OnDuplicate = DuplicateHandling.Rename });
        Assert.Equal(["x", "y", "y.2"], Subsets.SamplesOf(B));
        Assert.Equal(["a.agc", "b.agc"], _folder.Names);
    }

    [Fact]
    public void DenseArchives_AreRefused()
    {
        Create(A, new CompressionOptions(), ("x", "ACGT"));
        Create(B, new CompressionOptions { IsDense = true }, ("y", "ACGT"));
        string message = Assert.Throws<InvalidDataException>(() => AgcEditor.Merge([A, B], Result)).Message;
        Assert.StartsWith($"{B}: a dense archive, which cannot be merged", message, StringComparison.Ordinal);
        Assert.False(File.Exists(Result));
    }

    [Fact]
    public void Nothing_IsNoArchive() => Assert.Throws<ArgumentException>(() => AgcEditor.Merge([], Result));

    private static IEnumerable<string> Deltas(string path)
    {
        using var archive = new ArchiveReader(path);
        return [.. archive.Streams.Where(StreamNames.IsDelta).SelectMany(stream => Items.Payloads(path, stream)).Select(Convert.ToHexString)];
    }

    private static void Create(string path, CompressionOptions options, params (string Name, string Letters)[] samples) =>
        Merges.Create(path, options, samples.Select(sample => (sample.Name, Text.Bytes($">c\n{sample.Letters}\n"))));

    private string Read(params string[] samples) => Text.OfBytes(ExactArchive.Read(Result, new(), samples));
}
