using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Compat;

/// <summary>Archives in which AGC 3.0 to 3.2.1 has stored the lengths of appended samples wrongly.</summary>
public sealed class DamagedLengthsTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public static TheoryData<string> Version3 => [.. GoldenCase.Names.Where(name => name is not ("version1" or "version2"))];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Version3))]
    public void Archives_ThatAreRightAreNotMended(string name)
    {
        using var archive = AgcArchive.Open(new GoldenCase(name).Archive);
        Assert.Empty(archive.ReadInfo().MendedSamples);
    }

    // The number of samples that were there before.
    [Theory]
    [InlineData("appended-by-agc", 1)]
    [InlineData("appended-by-agc", 5)]
    [InlineData("appended-by-agc", 7)]
    [InlineData("small-segments", 1)]
    [InlineData("small-segments", 8)]
    [InlineData("names", 1)]
    [InlineData("divergent", 3)]
    [InlineData("k32-l32", 1)]
    [InlineData("k21-l15", 9)]
    [InlineData("tiny-segments-b2-k17", 2)]
    [InlineData("tiny-segments-b2-k17", 3)]
    [InlineData("tiny-segments-b2-k17", 6)]
    [InlineData("adaptive-b3", 1)]
    [InlineData("concatenated", 1)]
    [InlineData("many-samples-b10", 1)]
    [InlineData("many-samples-b10", 9)]
    [InlineData("many-samples-b10", 10)]
    [InlineData("many-samples-b10", 33)]
    [InlineData("many-samples-b10", 47)]
    [InlineData("letters-and-line-ends", 0)]
    public void AppendedSamples_AreMended(string name, int before) => CheckMendedCase(name, sample => sample >= before);

    [Theory]
    [InlineData("appended-by-agc")]
    [InlineData("many-samples-b10")]
    [InlineData("tiny-segments-b2-k17")]
    public void AnySamples_AreMended(string name) => Seeded.Run(5, random =>
    {
        int one = random.Next(4), several = random.Next();
        CheckMendedCase(name, sample => sample % 4 == one || (several >> sample % 30 & 1) != 0);
    });

    // Contigs of a single segment each, shorter and longer than k, a few symbols and twice the segment size long.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void SamplesOfSingleSegments_AreMended(int before)
    {
        var random = new Random(5);
        string[] files = ["ref", "a", "b"];
        foreach (string file in files)
        {
            int[] lengths = [10, 31, 40, 62, 100, 687, 1031, 1500, 2061, 3000];
            var contigs = lengths.Select(length => $">{file}.{length}\n{Text.Letter(RandomSymbols.Plain(random, length))}\n");
            File.WriteAllText(_directory.File(file + ".fa"), string.Concat(contigs));
        }

        string ours = _directory.File("ours.agc"), foreign = _directory.File("foreign.agc");
        using (var compressor = AgcCompressor.Create(ours, new CompressionOptions { SegmentSize = 1000, Threads = 1 }))
        {
            foreach (string file in files)
                compressor.Add(_directory.File(file + ".fa"));
            compressor.Finish();
        }

        byte[] producer = ProducerOf(new GoldenCase("toy").Archive, out ulong pairs);
        _ = ProducerOf(ours, out ulong ourPairs);
        Assert.Equal(pairs, ourPairs);
        ArchiveCopy.Write(ours, foreign, (stream, _) => stream == StreamNames.FileTypeInfo ? producer : null);
        CheckMended(foreign, sample => sample >= before);
        CheckLengths(foreign);
    }

    // The segments of sample a are all longer than twice s + k: stored the same in both ways.
    [Fact]
    public void SamplesWithLengthsThatTellNothing_AreRightAsTheyAre()
    {
        var golden = new GoldenCase("repetitive");
        using AgcArchive sound = AgcArchive.Open(golden.Archive), archive = AgcArchive.Open(Damaged(golden.Archive, _ => true));
        Assert.Equal(["ref"], archive.ReadInfo().MendedSamples);
        Assert.Equal(sound.GetContigs("a"), archive.GetContigs("a"));
        Assert.Equal(sound.GetContigs("ref"), archive.GetContigs("ref"));
    }

    // Toy's contigs are all shorter than k.
    [Fact]
    public void SamplesOfShortContigs_AreMendedOneByOne()
    {
        CheckMendedCase("toy", sample => sample == 1);
        CheckMendedCase("toy", sample => sample != 1);
    }

    [Fact]
    public void MendedSamples_AreFoundInAnyOrder()
    {
        string path = Damaged(new GoldenCase("many-samples-b10").Archive, sample => sample >= 33);
        using AgcArchive sound = AgcArchive.Open(new GoldenCase("many-samples-b10").Archive), archive = AgcArchive.Open(path);
        foreach (int sample in (int[])[40, 3, 33, 32, 40, 47, 0, 46, 39])
            Assert.Equal(sound.GetContigs(sound.Samples[sample]), archive.GetContigs(archive.Samples[sample]));
        Assert.Equal(archive.Samples.Skip(33).Order(), archive.ReadInfo().MendedSamples.Order());
        Assert.Equal(archive.Samples.Skip(33).Order(), archive.ReadInfo().MendedSamples.Order());
    }

    // What we have written ourselves is taken at its word: lengths that do not fit are damage.
    [Fact]
    public void ArchivesOfOurs_AreNotMended()
    {
        string ours = _directory.File("ours.agc");
        var golden = new GoldenCase("small-segments");
        golden.Create(ours, 1);
        using var archive = AgcArchive.Open(Damaged(ours, sample => sample == 2));
        Assert.Empty(archive.ReadInfo().MendedSamples);
        using var output = new MemoryStream();
        _ = Assert.Throws<InvalidDataException>(() => archive.WriteSamples([archive.Samples[2]], output, 80, 1));
    }

    // To find out how lengths were stored a segment is decoded, also where only lengths are asked for.
    [Fact]
    public void Damage_ThatMendingMeetsIsToldWithTheNameOfTheArchive()
    {
        string path = _directory.File("broken.agc");
        ArchiveCopy.Write(
            new GoldenCase("appended-by-agc").Archive,
            path,
            (stream, _) => stream[0] == 'x' && stream[^1] is 'r' or 'd' && stream.Length < 5 ? [1, 2, 3] : null);
        using var archive = AgcArchive.Open(path);
        string message = Assert.Throws<InvalidDataException>(() => archive.GetContigs("s1")).Message;
        Assert.StartsWith(path + ": ", message, StringComparison.Ordinal);
    }

    private void CheckMendedCase(string name, Func<int, bool> isDamaged) => CheckMended(new GoldenCase(name).Archive, isDamaged);

    private void CheckMended(string source, Func<int, bool> isDamaged)
    {
        string path = Damaged(source, isDamaged);
        using AgcArchive sound = AgcArchive.Open(source), archive = AgcArchive.Open(path);
        Assert.Equal(sound.Samples, archive.Samples);
        foreach (string sample in sound.Samples)
        {
            var whole = Extracted.Contigs(sound, sample);
            Assert.Equal(whole.Select(c => new AgcContig(c.Header, c.Letters.Length)), archive.GetContigs(sample));
            Assert.Equal(whole, Extracted.Contigs(archive, sample));
            CheckRanges(archive, sample, whole);
        }

        AgcArchiveInfo expected = sound.ReadInfo(), info = archive.ReadInfo();
        Assert.Equal((expected.ContigCount, expected.Bases), (info.ContigCount, info.Bases));
        Assert.Equal("agc", info.Producer["producer"]);
        Assert.Equal(sound.Samples.Where((_, i) => isDamaged(i)), info.MendedSamples);

        // And with nothing read before.
        using var fresh = AgcArchive.Open(path);
        Assert.Equal(expected.Bases, fresh.ReadInfo().Bases);
    }

    // Of a few contigs: in the middle, and to the last letter, behind which there is nothing.
    private static void CheckRanges(AgcArchive archive, string sample, (string Header, string Letters)[] contigs)
    {
        foreach (var (header, letters) in contigs.Where(c => c.Letters.Length > 3).DistinctBy(c => c.Header).Take(4))
        {
            int from = letters.Length / 3, last = letters.Length - 1;
            string middle = $":{from}-{last - 1}", end = $":{last}-{last + 9}", behind = $":{last + 1}-{last + 9}";
            Assert.Equal($">{header}{middle}\n{letters[from..last]}\n", Extracted.Region(archive, $"{header}@{sample}{middle}"));
            Assert.Equal($">{header}{end}\n{letters[last..]}\n", Extracted.Region(archive, $"{header}@{sample}{end}"));
            _ = Assert.Throws<ArgumentException>(() => Extracted.Region(archive, $"{header}@{sample}{behind}"));
        }
    }

    private static void CheckLengths(string path)
    {
        using var archive = AgcArchive.Open(path);
        Assert.All(
            archive.Samples.SelectMany(archive.GetContigs),
            contig => Assert.EndsWith($".{contig.Length}", contig.Name, StringComparison.Ordinal));
    }

    private string Damaged(string source, Func<int, bool> isDamaged)
    {
        string path = _directory.File("damaged.agc");
        DamagedLengths.Write(source, path, isDamaged);
        return path;
    }

    private static byte[] ProducerOf(string path, out ulong pairs)
    {
        using var archive = new ArchiveReader(path);
        using var payload = new NativeBuffer();
        pairs = archive.Read(StreamNames.FileTypeInfo, 0, payload);
        return payload.AsSpan().ToArray();
    }
}
