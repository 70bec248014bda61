using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;
using RagcSharp.Zstd;

namespace RagcSharp.Tests.Verification;

/// <summary>What verification finds beyond the checks.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly string _path;
    private readonly List<VerificationFinding> _findings = [];

    public VerifyTests() => _path = _directory.File("a.agc");

    public static TheoryData<string> Goldens => [.. GoldenCase.Names];

    public static TheoryData<string> Creatable => [.. GoldenCase.Names.Where(name => !new GoldenCase(name).IsReadOnly)];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Verify_FindsNothingInArchivesOfCppAgc(string name)
    {
        var golden = new GoldenCase(name);
        foreach (int threads in (int[])[1, 4])
        {
            var options = new VerificationOptions
            {
                Originals = golden.Inputs,
                TreatContigsAsSamples = golden.IsConcatenated,
                Threads = threads,
            };
            var report = AgcArchive.Verify(golden.Archive, options, _findings.Add);
            Assert.Empty(_findings);
            using var archive = AgcArchive.Open(golden.Archive);
            var info = archive.ReadInfo();
            Assert.Equal((info.SampleCount, info.ContigCount, info.Bases), (report.SampleCount, report.ContigCount, report.Bases));
            Assert.Equal((0, false, info.SampleCount), (report.FindingCount, report.HasChecks, report.Compared));
        }
    }

    [Fact]
    public void Verify_ReportsHowFarItIs()
    {
        string archive = new GoldenCase("small-segments").Archive;
        var seen = new Reports();
        var report = AgcArchive.Verify(archive, new VerificationOptions { Threads = 3, Progress = seen });
        Assert.Equal(
            new VerificationProgress
            {
                Parts = report.PartCount,
                PartsRead = report.PartCount,
                Samples = report.SampleCount,
                SamplesRead = report.SampleCount,
                Bases = report.Bases,
            },
            seen[^1]);
        Assert.All(seen.Zip(seen.Skip(1)), pair => Assert.True(
            pair.First.PartsRead <= pair.Second.PartsRead
            && pair.First.SamplesRead <= pair.Second.SamplesRead
            && pair.First.Bases <= pair.Second.Bases));

        seen.Clear();
        AgcArchive.Verify(archive, new VerificationOptions { SkipContents = true, Progress = seen });
        Assert.Equal((report.PartCount, 0), (seen[^1].PartsRead, seen[^1].Samples));
    }

    [Theory]
    [MemberData(nameof(Creatable))]
    public void Create_IsVerifiedBeforeTheArchiveHasItsName(string name)
    {
        var golden = new GoldenCase(name);
        using (var compressor = AgcCompressor.Create(_path, golden.Options(2) with { VerifyOutput = true }))
        {
            compressor.AddRange(golden.Inputs);
            compressor.Finish();
        }

        Assert.Equal(0, AgcArchive.Verify(_path).FindingCount);
        ArchiveComparison.AssertEqual(golden.Archive, _path);
    }

    [Fact]
    public void Create_RefusesToVerifyAStream()
    {
        var error = Assert.Throws<ArgumentException>(
            () => AgcCompressor.Create(new MemoryStream(), new CompressionOptions { VerifyOutput = true }));
        Assert.Contains("no ordinary file", error.Message, StringComparison.Ordinal);
    }

    // The input is another one when it is compared: as if the archive did not hold what was read.
    [Fact]
    public void Create_GivesNoArchiveThatIsNotWhatItShouldBe()
    {
        string input = _directory.File("x.fa");
        File.WriteAllText(input, ">a\nACGT\n");
        File.WriteAllText(_path, "old");
        using (var compressor = AgcCompressor.Create(_path, new CompressionOptions { VerifyOutput = true }))
        {
            compressor.Add(input);
            compressor.Add("y", new MutatingStream(">b\nCC\n", () => File.WriteAllText(input, ">a\nACGA\n")));
            string message = Assert.Throws<InvalidDataException>(() => compressor.Finish()).Message;
            string expected = $"{_path}: sample x, contig a, position 3 (from 0): T, and A in {input}; nothing was written";
            Assert.StartsWith(expected, message, StringComparison.Ordinal);
        }

        Assert.Equal("old", File.ReadAllText(_path));
        Assert.Equal(["a.agc", "x.fa"], _directory.Names);
    }

    [Fact]
    public void Verify_DecodesSegmentsThatAddNoLetter()
    {
        byte[] first = RandomSymbols.Plain(new Random(1), 100);
        var archive = new HandmadeArchive();
        var a = archive.Segment(first);
        var b = archive.Segment(first[^HandmadeArchive.K..]);
        var tooLong = archive.Segment([.. first[^HandmadeArchive.K..], 1]) with { Length = HandmadeArchive.K };
        var other = archive.Segment(RandomSymbols.Plain(new Random(2), HandmadeArchive.K));
        archive.Contig("s1", "c", a, b);
        archive.Contig("s2", "c", a, tooLong);
        archive.Contig("s3", "c", a, other, b);
        archive.Write(_path);
        // Extraction needs none of them.
        using (var opened = AgcArchive.Open(_path))
            Assert.Equal(Text.Letter(first), Extracted.Contigs(opened, "s2")[0].Letters);
        Check(
            "sample s2, contig c, segment 1: group 0, id 3: 18 symbols, 17 expected",
            "sample s3, contig c, segment 1: begins with ",
            "sample s3, contig c, segment 2: begins with ");
    }

    [Fact]
    public void Verify_TellsAllSegmentsThatAreMissing()
    {
        var archive = new HandmadeArchive();
        var good = archive.Segment(RandomSymbols.Plain(new Random(1), 50));
        archive.Contig("s1", "c", good with { IdInGroup = 7 });
        archive.Contig("s2", "c", good with { Group = 30 });
        archive.Contig("s3", "c", good, good with { Length = 5 });
        archive.Contig("s3", "d", good with { IdInGroup = 500 });
        archive.Contig("s4", "c", good with { IsFlipped = true });
        archive.Write(_path);
        Check(
            "sample s1, contig c, segment 0: group 0, id 7: its pack has 2 items, item 7 was asked for",
            "sample s2, contig c, segment 0: stream xUr has 0 parts, part 0 was asked for",
            "sample s3, contig c, segment 1: 5 symbols, fewer than the 17 that neighbouring segments share",
            "sample s3, contig c, segment 1: group 0, id 1: 50 symbols, 5 expected",
            "sample s3, contig d, segment 0: stream x0d has 1 parts, part 10 was asked for");
        Assert.Equal(["s1", "s2", "s3", "s3", "s3"], _findings.Select(f => f.Samples.Single()));
    }

    [Fact]
    public void Verify_TellsSamplesOfTheSameName()
    {
        var golden = new GoldenCase("small-segments");
        byte[] names = Encode("ref", "s0", "s0", "s2", "s3", "s4", "s5", "s6", "s7");
        ArchiveCopy.Write(golden.Archive, _path, (stream, _) => stream == StreamNames.CollectionSamples ? names : null);
        Check("two samples named s0");
    }

    // Parts that lie in one another, and bytes of nobody: extraction would not see them.
    [Fact]
    public void Verify_FindsGapsAndOverlaps()
    {
        var golden = new GoldenCase("toy");
        byte[] bytes = File.ReadAllBytes(golden.Archive);
        long directory = bytes.Length - 8 - BitConverter.ToInt64(bytes, bytes.Length - 8);
        File.WriteAllBytes(_path, [.. bytes[..(int)directory], 1, 2, 3, .. bytes[(int)directory..]]);
        Check($"3 bytes at {directory}, between ");
        Assert.EndsWith("and the directory, belong to nothing", _findings[0].Message, StringComparison.Ordinal);
        _findings.Clear();

        // Two streams of raw groups have the same part, the dummy.
        using (var reader = new ArchiveReader(golden.Archive))
        {
            byte[] OffsetOf(int group) => [1, (byte)reader.Parts(StreamNames.Delta(group))[0].Offset];
            byte[] entry = [.. "x5d"u8, 0, 1, 1, 0, .. OffsetOf(5)];
            int at = bytes.AsSpan((int)directory).IndexOf(entry) + (int)directory;
            OffsetOf(6).CopyTo(bytes, at + 7);
        }

        File.WriteAllBytes(_path, bytes);
        Check("3 bytes at ", "stream x5d, part 0 and stream x6d, part 0 share 3 bytes, from ");
    }

    [Fact]
    public void Verify_LooksAtTheTablesThatAppendingNeeds()
    {
        var golden = new GoldenCase("small-segments");
        ArchiveCopy.Write(golden.Archive, _path, (stream, _) => stream switch
        {
            StreamNames.Splitters => Reversed(golden.Archive),
            _ => null,
        });
        Check("stream splitters: entry 1 is not larger than the one before");
    }

    private static byte[] Reversed(string path)
    {
        using var reader = new ArchiveReader(path);
        ulong[] splitters = reader.Decode(StreamNames.Splitters, KmerTables.DecodeSplitters);
        Array.Reverse(splitters);
        return KmerTables.EncodeSplitters(splitters);
    }

    private static byte[] Encode(params string[] names)
    {
        using var zstd = new ZstdContext();
        using RagcSharp.Memory.NativeBuffer payload = new(), scratch = new();
        _ = new SampleNamesContent(0, [.. names.Select(Text.Bytes)]).Encode(payload, zstd, scratch);
        return payload.AsSpan().ToArray();
    }

    // All findings, in order, by how they begin.
    private void Check(params string[] expected)
    {
        var report = AgcArchive.Verify(_path, new VerificationOptions { Threads = 2 }, _findings.Add);
        string found = string.Join('\n', _findings.Select(f => f.Message));
        Assert.True(expected.Length == _findings.Count, found);
        for (int i = 0; i < expected.Length; i++)
            Assert.StartsWith($"{_path}: {expected[i]}", _findings[i].Message, StringComparison.Ordinal);
        Assert.Equal(expected.Length, report.FindingCount);
    }

    /// <summary>Does something when it is read to the end.</summary>
    private sealed class MutatingStream(string text, Action atEnd) : MemoryStream(Text.Bytes(text))
    {
        public override int Read(Span<byte> buffer) => Note(base.Read(buffer));

        public override int Read(byte[] buffer, int offset, int count) => Note(base.Read(buffer, offset, count));

        private int Note(int read)
        {
            if (read == 0)
                atEnd();
            return read;
        }
    }

    private sealed class Reports : List<VerificationProgress>, IProgress<VerificationProgress>
    {
        public void Report(VerificationProgress value) => Add(value);
    }
}
