using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Verification;

/// <summary>Archives with checks, damaged: whatever it is, nobody gets wrong letters.</summary>
public sealed class DamageTests : IDisposable
{
    private const string Contig = "chr1 of a sample";

    private readonly TempDirectory _directory = new();
    private readonly string _path;
    private readonly byte[] _bytes;
    private readonly string _expected;

    // Two related samples, cut into segments in groups, and one of a kind of its own.
    public DamageTests()
    {
        _path = _directory.File("a.agc");
        var random = new Random(1);
        byte[] reference = RandomSymbols.Plain(random, 900);
        string[] sequences =
            [Text.Letter(reference), Text.Letter(RandomSymbols.Relative(random, reference)), Text.Letter(RandomSymbols.Plain(random, 60))];
        using (var compressor = AgcCompressor.Create(_path, new CompressionOptions { KmerLength = 17, SegmentSize = 100, Threads = 1 }))
        {
            for (int i = 0; i < sequences.Length; i++)
                compressor.Add($"sample{i}", new MemoryStream(Text.Bytes($">{Contig}\n{sequences[i]}\n>empty\n")));
            compressor.Finish();
        }

        _bytes = File.ReadAllBytes(_path);
        _expected = string.Concat(sequences.Select(sequence => $">{Contig}\n{sequence}\n>empty\n"));
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Archive_IsSoundAsWritten()
    {
        Assert.Equal(_expected, Extract());
        var report = AgcArchive.Verify(_path);
        Assert.Equal((0, true, 3, 6), (report.FindingCount, report.HasChecks, report.SampleCount, report.ContigCount));
    }

    [Fact]
    [Trait("Duration", "Long")]
    public void EveryChangedByte_IsFoundAndGivesNoWrongLetters()
    {
        int extracted = 0;
        for (int at = 0; at < _bytes.Length; at++)
        {
            foreach (byte value in (byte[])[(byte)(_bytes[at] + 1), (byte)(_bytes[at] ^ 0x80), 0])
            {
                if (value == _bytes[at])
                    continue;
                Damage(at, value);
                string what = $"byte {at} = {value:x2}, was {_bytes[at]:x2}";
                Assert.True(AgcArchive.Verify(_path, new VerificationOptions { SkipContents = true }).FindingCount > 0, what);
                if (value == 0)
                    Assert.True(AgcArchive.Verify(_path, new VerificationOptions { Threads = 1 }).FindingCount > 0, what);
                if (Extract() is not { } fasta)
                    continue;
                Assert.True(_expected == fasta, what);
                extracted++;
            }
        }

        // What no reader touches: splitters, and the checks themselves.
        Assert.InRange(extracted, 1, _bytes.Length);
    }

    [Fact]
    public void EveryCutFile_IsRefused()
    {
        for (int length = 0; length < _bytes.Length; length += 7)
        {
            File.WriteAllBytes(_path, _bytes[..length]);
            Assert.True(AgcArchive.Verify(_path).FindingCount > 0, $"{length} bytes");
            Assert.Null(Extract());
        }
    }

    [Fact]
    public void Reading_NamesSampleAndContigOfADamagedPart()
    {
        DamagePart(StreamNames.Reference(16), 0);
        using var archive = AgcArchive.Open(_path);
        string message = Assert.Throws<InvalidDataException>(() => archive.WriteSamples(["sample0"], Stream.Null, 80, 1)).Message;
        Assert.StartsWith($"{_path}: sample sample0, contig {Contig}, segment ", message, StringComparison.Ordinal);
        Assert.Contains("stream xGr, part 0: damaged: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_NamesTheSampleOfADamagedCollection()
    {
        DamagePart(StreamNames.CollectionDetails, 0);
        using var archive = AgcArchive.Open(_path);
        string message = Assert.Throws<InvalidDataException>(() => archive.GetContigs("sample1")).Message;
        Assert.StartsWith($"{_path}: sample sample1: stream collection-details, part 0: damaged: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_TellsAllDamageWithTheSamplesConcerned()
    {
        DamagePart(StreamNames.Reference(16), 0);
        byte[] once = File.ReadAllBytes(_path);
        DamagePart(StreamNames.Splitters, 0, once);
        var findings = new List<VerificationFinding>();
        var report = AgcArchive.Verify(_path, null, findings.Add);
        Assert.Equal(2, report.FindingCount);
        var group = findings.Single(f => f.Message.StartsWith($"{_path}: stream xGr, part 0: dam", StringComparison.Ordinal));
        Assert.Contains("sample0", group.Samples);
        Assert.DoesNotContain("sample2", group.Samples);
        Assert.Equal(group.Samples, report.AffectedSamples);
        var splitters = findings.Single(f => f.Message.StartsWith($"{_path}: stream splitters, part 0: dam", StringComparison.Ordinal));
        Assert.Empty(splitters.Samples);
    }

    [Theory]
    [InlineData(StreamNames.CollectionContigs)]
    [InlineData(StreamNames.CollectionDetails)]
    public void Verify_NamesAllSamplesOfADamagedCollection(string stream)
    {
        DamagePart(stream, 0);
        var findings = new List<VerificationFinding>();
        _ = AgcArchive.Verify(_path, null, findings.Add);
        Assert.Equal(["sample0", "sample1", "sample2"], Assert.Single(findings).Samples);
    }

    [Theory]
    [InlineData(StreamNames.FileTypeInfo)]
    [InlineData(StreamNames.Params)]
    [InlineData(StreamNames.CollectionSamples)]
    public void Verify_TellsOnceWhatKeepsAnArchiveFromBeingOpened(string stream)
    {
        DamagePart(stream, 0);
        var findings = new List<VerificationFinding>();
        _ = AgcArchive.Verify(_path, null, findings.Add);
        Assert.StartsWith($"{_path}: stream {stream}, part 0: damaged: ", Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Append_MakesChecksAnewAndRefusesDamage()
    {
        string appended = _directory.File("b.agc");
        Append(_path, appended, new CompressionOptions());
        var report = AgcArchive.Verify(appended);
        Assert.Equal((0, true, 4), (report.FindingCount, report.HasChecks, report.SampleCount));
        Append(_path, appended, new CompressionOptions { WriteChecks = false });
        Assert.Equal((0, false), (AgcArchive.Verify(appended).FindingCount, AgcArchive.Verify(appended).HasChecks));

        DamagePart(StreamNames.Reference(16), 0);
        string message = Assert.Throws<InvalidDataException>(() => Append(_path, appended, new CompressionOptions())).Message;
        Assert.Contains("stream xGr, part 0: damaged", message, StringComparison.Ordinal);
    }

    // Full packs are copied as they are, and get a check: with checks or without, damaged ones must not.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Append_CopiesNoDamagedPack(bool hasChecks)
    {
        string path = _directory.File("packs.agc"), damaged = _directory.File("damaged.agc");
        var random = new Random(3);
        byte[] reference = RandomSymbols.Plain(random, 2000);
        var options = new CompressionOptions { BatchSize = 2, SegmentSize = 500, WriteChecks = hasChecks };
        using (var compressor = AgcCompressor.Create(path, options))
        {
            for (int i = 0; i < 8; i++)
                compressor.Add($"s{i}", new MemoryStream(Text.Bytes($">c\n{Text.Letter(RandomSymbols.Relative(random, reference))}\n")));
            compressor.Finish();
        }

        Append(path, damaged, new CompressionOptions());
        var (stream, offset) = FullPack(path);
        byte[] bytes = File.ReadAllBytes(path);
        // Behind the metadata, in the frame's magic.
        bytes[offset + 3] ^= 1;
        File.WriteAllBytes(damaged, bytes);
        string message = Assert.Throws<InvalidDataException>(() => Append(damaged, damaged, new CompressionOptions())).Message;
        Assert.Contains($"stream {stream}, part 0: ", message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(damaged));
    }

    private static (string Stream, long Offset) FullPack(string path)
    {
        using var reader = new ArchiveReader(path);
        using var payload = new NativeBuffer();
        string stream = reader.Streams.First(
            s => StreamNames.IsDelta(s) && reader.Parts(s).Count > 1 && reader.Read(s, 0, payload) is > 0 and < 0x10000);
        return (stream, reader.Parts(stream)[0].Offset);
    }

    private static void Append(string archive, string path, CompressionOptions options)
    {
        using var compressor = AgcCompressor.Append(archive, path, options);
        compressor.Add("added", new MemoryStream(Text.Bytes(">c\nACGTACGTTTTTACGATCGATCAGCTAC\n")));
        compressor.Finish();
    }

    private void Damage(int at, byte value)
    {
        byte[] bytes = [.. _bytes];
        bytes[at] = value;
        File.WriteAllBytes(_path, bytes);
    }

    // Changes the last byte of a part.
    private void DamagePart(string stream, int part, byte[]? bytes = null)
    {
        using var reader = new ArchiveReader(_path);
        var (offset, size) = reader.Parts(stream)[part];
        bytes ??= [.. _bytes];
        bytes[offset + bytes[offset] + size] ^= 0x10;
        File.WriteAllBytes(_path, bytes);
    }

    // Everything; null when there is an error.
    private string? Extract()
    {
        try
        {
            using var archive = AgcArchive.Open(_path);
            using var output = new MemoryStream();
            archive.WriteSamples([.. archive.Samples], output, int.MaxValue, 1);
            return Text.OfBytes(output.ToArray());
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
