using RagcSharp.Archive;
using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Editing;

/// <summary>Archives of some samples of golden ones.</summary>
public sealed class SubsetTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public static TheoryData<string> Cases => [.. GoldenCase.Names];

    /// <summary>Those that are made again from the first of their inputs, as far as archives record how.</summary>
    public static TheoryData<string> Recorded =>
        [.. GoldenCase.Names.Where(name => new GoldenCase(name) is { IsReadOnly: false, IsConcatenated: false, Inputs.Count: > 1 })];

    private string Result => _folder.File("a.agc");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Subset_GivesItsSamplesBack(string name)
    {
        string source = new GoldenCase(name).Archive;
        foreach (string[] choice in Subsets.Choices(Subsets.SamplesOf(source)))
        {
            var summary = AgcEditor.Subset(source, choice, Result, new SubsetOptions { Threads = 2 });
            Subsets.AssertHolds(source, Result, choice);
            Assert.Equal((choice.Length, new FileInfo(Result).Length), (summary.SampleCount, summary.ArchiveSize));
            AssertForeign(summary);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Purged_HoldsNothingElse(string name)
    {
        string source = new GoldenCase(name).Archive;
        foreach (string[] choice in Subsets.Choices(Subsets.SamplesOf(source)))
        {
            var summary = AgcEditor.Subset(source, choice, Result, new SubsetOptions { PurgeOthers = true, Threads = 2 });
            Subsets.AssertHolds(source, Result, choice);
            Subsets.AssertPurged(Result);
            Assert.Equal((0, 0), (summary.ForeignBases, summary.ForeignReferences));
        }
    }

    // Nothing tells that there was more.
    [Theory]
    [MemberData(nameof(Recorded))]
    public void FirstSamples_AreWhatCreatingGives(string name)
    {
        var golden = new GoldenCase(name);
        string created = _folder.File("created.agc");
        int count = (golden.Inputs.Count + 1) / 2;
        golden.Create(created, 2, count);
        var samples = Subsets.SamplesOf(golden.Archive).Take(count).ToArray();
        AgcEditor.Subset(golden.Archive, samples, Result, new SubsetOptions { PurgeOthers = true });
        ArchiveComparison.AssertSameStreams(created, Result);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Samples_CanBeAdded(string name)
    {
        var golden = new GoldenCase(name);
        var samples = Subsets.SamplesOf(golden.Archive);
        foreach (bool isPurged in (bool[])[false, true])
        {
            string[] last = [samples[^1]];
            AgcEditor.Subset(golden.Archive, last, Result, new SubsetOptions { PurgeOthers = isPurged });
            using (var original = AgcArchive.Open(golden.Archive))
            using (var compressor = AgcCompressor.Append(Result, Result, golden.Options(2) with { TreatContigsAsSamples = false }))
            {
                foreach (string sample in samples.SkipLast(1))
                    compressor.Add(sample, new MemoryStream(ExactArchive.Read(original, new(), sample)));
                if (samples.Count > 1)
                    compressor.Finish();
            }

            using AgcArchive before = AgcArchive.Open(golden.Archive), after = AgcArchive.Open(Result);
            Assert.Equal([.. last, .. samples.SkipLast(1)], after.Samples);
            Assert.All(samples, sample => Assert.Equal(Extracted.Contigs(before, sample), Extracted.Contigs(after, sample)));
        }
    }

    [Theory]
    [InlineData("many-samples-b10")]
    [InlineData("adaptive-b3")]
    [InlineData("version2")]
    public void Bytes_DoNotDependOnThreads(string name)
    {
        string source = new GoldenCase(name).Archive;
        string[] choice = [.. Subsets.SamplesOf(source).Skip(2)];
        foreach (bool isPurged in (bool[])[false, true])
        {
            AgcEditor.Subset(source, choice, Result, new SubsetOptions { PurgeOthers = isPurged, Threads = 1 });
            byte[] expected = File.ReadAllBytes(Result);
            foreach (int threads in (int[])[2, 3, 8])
            {
                using var output = new MemoryStream();
                AgcEditor.Subset(source, choice, output, new SubsetOptions { PurgeOthers = isPurged, Threads = threads });
                Assert.Equal(expected, output.ToArray());
            }
        }
    }

    // The first two packs of each group are full of items of samples that stay.
    [Fact]
    public void Packs_OfWhichAllIsKeptAreCopied()
    {
        string source = new GoldenCase("tiny-segments-b2-k17").Archive;
        var samples = Subsets.SamplesOf(source);
        AgcEditor.Subset(source, [.. samples.SkipLast(1)], Result);
        using var archive = new ArchiveReader(Result);
        int copied = 0, packs = 0;
        var original = new ArchiveReader(source).Streams.Where(StreamNames.IsDelta).SelectMany(stream => Items.Payloads(source, stream))
            .Select(Convert.ToHexString).ToHashSet();
        foreach (byte[] payload in archive.Streams.Where(StreamNames.IsDelta).SelectMany(stream => Items.Payloads(Result, stream)))
        {
            packs++;
            copied += original.Contains(Convert.ToHexString(payload)) ? 1 : 0;
        }

        Assert.InRange(copied, packs * 3 / 4, packs);
    }

    [Fact]
    public void AllSamples_LeaveGroupsAsTheyAre()
    {
        var golden = new GoldenCase("small-segments");
        string created = _folder.File("created.agc");
        golden.Create(created, 2);
        AgcEditor.Subset(created, Subsets.SamplesOf(created), Result);
        using ArchiveReader before = new(created), after = new(Result);
        Assert.Equal(before.Streams, after.Streams);
        Assert.All(before.Streams.Where(stream => stream != StreamNames.Checks), stream => Assert.Equal(
            Items.Payloads(created, stream), Items.Payloads(Result, stream)));
    }

    [Fact]
    public void Excluded_AreTheOthers()
    {
        string source = new GoldenCase("many-samples-b10").Archive;
        var samples = Subsets.SamplesOf(source);
        AgcEditor.Subset(source, [samples[3], samples[0]], Result, new SubsetOptions { ExcludeSamples = true });
        Subsets.AssertHolds(source, Result, [.. samples.Where((_, i) => i is not (0 or 3))]);
    }

    [Fact]
    public void Lengths_ThatOlderProgramsStoredWronglyAreRight()
    {
        string sound = new GoldenCase("appended-by-agc").Archive, damaged = _folder.File("damaged.agc");
        DamagedLengths.Write(sound, damaged, sample => sample >= 3);
        string[] choice = [.. Subsets.SamplesOf(sound).Skip(2)];
        AgcEditor.Subset(damaged, choice, Result);
        Subsets.AssertHolds(sound, Result, choice);
    }

    [Fact]
    public void Archive_MayTakeThePlaceOfTheOneItIsMadeOf()
    {
        File.Copy(new GoldenCase("names").Archive, Result);
        string[] kept = [Subsets.SamplesOf(Result)[1]];
        AgcEditor.Subset(Result, kept, Result);
        Subsets.AssertHolds(new GoldenCase("names").Archive, Result, kept);
        Assert.Equal(["a.agc"], _folder.Names);
    }

    [Theory]
    [InlineData("no sample nobody", false, "ref", "nobody")]
    [InlineData("sample ref is named twice", false, "ref", "a", "ref")]
    [InlineData("no sample would be left", false)]
    [InlineData("no sample would be left", true, "a", "ref", "b")]
    [InlineData("no sample nobody", true, "nobody")]
    public void Names_AreCheckedBeforeAnythingIsWritten(string expected, bool isExcluding, params string[] names)
    {
        string source = new GoldenCase("toy").Archive;
        var options = new SubsetOptions { ExcludeSamples = isExcluding };
        var error = Assert.Throws<ArgumentException>(() => AgcEditor.Subset(source, names, Result, options));
        Assert.StartsWith($"{source}: {expected}", error.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Options_AreChecked() => Assert.Throws<ArgumentOutOfRangeException>(
        () => AgcEditor.Subset(new GoldenCase("toy").Archive, ["ref"], Result, new SubsetOptions { Threads = 0 }));

    // What stays of others are references, and the summary tells how much.
    private void AssertForeign(SubsetSummary summary)
    {
        var foreign = Items.Stored(Result).Except(Items.Used(Result)).ToArray();
        Assert.Equal((foreign.Length, foreign.Length > 0), (summary.ForeignReferences, summary.ForeignBases > 0));
    }
}
