using RagcSharp.Archive;
using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Archive;

public sealed class RecordedModesTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    private string Path => _folder.File("a.agc");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Payload_GivesBackWhatWasEncoded() => Seeded.Run(200, random =>
    {
        var places = new SortedSet<(int Sample, int Contig)>();
        for (int i = random.Next(20); i > 0; i--)
            places.Add((random.Next(5) * random.Next(1, 1000), random.Next(3) * random.Next(1, 1_000_000)));
        var modes = new RecordedModes(
            random.Next(2) == 0,
            random.Next(2) == 0,
            random.NextDouble() / 20,
            [.. places.Select(place => new ContigPlace(place.Sample, place.Contig))]);
        uint shape = (uint)random.NextInt64(1L << 32);
        byte[] payload = modes.Encode(shape);
        var (decodedShape, decoded) = RecordedModes.Decode(payload);
        Assert.Equal(shape, decodedShape);
        Assert.Equal(modes with { WithOwnSplitters = [] }, decoded with { WithOwnSplitters = [] });
        Assert.Equal(modes.WithOwnSplitters, decoded.WithOwnSplitters);
        for (int length = 0; length < payload.Length; length++)
            Assert.Throws<InvalidDataException>(() => RecordedModes.Decode(payload.AsSpan(0, length)));
        Assert.Throws<InvalidDataException>(() => RecordedModes.Decode([.. payload, 0]));
    });

    [Theory]
    [InlineData(0, 2, "form 2")]
    [InlineData(5, 4, "flags 4")]
    [InlineData(13, 0xFF, "fraction NaN")]
    [InlineData(13, 0x3F, "fraction 0.0")]
    public void Payload_IsRefusedWhereItIsWrong(int at, byte value, string expected)
    {
        byte[] payload = new RecordedModes(true, false, 0.02, []).Encode(1);
        payload[at] = value;
        // Of the sign and the exponent the last bits are in the byte before.
        if (at == 13)
            payload[12] = (byte)(value == 0xFF ? 0xF8 : 0xB9);
        string message = Assert.Throws<InvalidDataException>(() => RecordedModes.Decode(payload)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("toy")]
    [InlineData("small-segments")]
    public void Archive_OfNoModeHasNoSuchStream(string name)
    {
        new GoldenCase(name).Create(Path, 2);
        using var archive = new ArchiveReader(Path);
        Assert.False(archive.Has(StreamNames.Modes));
        Assert.Null(RecordedModes.Read(archive));
        Assert.Null(Info(Path).FallbackFraction);
    }

    [Fact]
    public void Archive_TellsTheModesOfTheLastRun()
    {
        var golden = new GoldenCase("fallback-new-splitters-adaptive");
        golden.Create(Path, 2, 2);
        Assert.Equal((true, false, 0.05), Modes(Path));
        Append(Path, Path, golden.Inputs[2], new CompressionOptions());
        Assert.Equal((true, false, 0.05), Modes(Path));
        Append(Path, _folder.File("b.agc"), golden.Inputs[3], new CompressionOptions { FallbackFraction = 0.01 });
        Assert.Equal((true, false, 0.01), Modes(_folder.File("b.agc")));
        Append(Path, _folder.File("b.agc"), golden.Inputs[3], new CompressionOptions { UseAdaptiveMode = false, FallbackFraction = 0 });
        Assert.Equal((false, false, 0), Modes(_folder.File("b.agc")));
        Append(_folder.File("b.agc"), _folder.File("b.agc"), golden.Inputs[4], golden.Options(1) with { TreatContigsAsSamples = true });
        Assert.Equal((true, true, 0.05), Modes(_folder.File("b.agc")));
    }

    // As an archive is that another program has added to, and taken over streams that it does not know.
    [Fact]
    public void Archive_ThatWasChangedSinceTellsNothing()
    {
        new GoldenCase("fallback-new-splitters-adaptive").Create(Path, 2);
        string copy = _folder.File("copy.agc");
        ArchiveCopy.Write(Path, copy, (_, _) => null);
        Assert.Equal((true, false, 0.05), Modes(copy));
        ArchiveCopy.Write(Path, copy, (stream, part) => stream == "x0d" && part == 0 ? [0x7F, 0xFF, 0x7F, 0xFF] : null);
        Assert.Equal(((bool?)null, (bool?)null, (double?)null), Modes(copy));
    }

    [Fact]
    public void Archive_OfAnotherProgramIsAddedToAsBefore()
    {
        var golden = new GoldenCase("fallback-new-splitters-adaptive");
        golden.Create(_folder.File("part.agc"), 2, 3);
        // C++ AGC leaves out streams that it does not know.
        Without(_folder.File("part.agc"), _folder.File("without.agc"));
        foreach (double? fraction in (double?[])[null, 0.05])
        {
            Append(_folder.File("without.agc"), Path, golden.Inputs[3], new CompressionOptions { FallbackFraction = fraction });
            Assert.Equal((fraction is null ? null : false, fraction is null ? null : false, fraction), Modes(Path));
            Assert.Equal(0, AgcArchive.Verify(Path).FindingCount);
        }
    }

    [Fact]
    public void Renaming_KeepsThem()
    {
        var golden = new GoldenCase("fallback-new-splitters-adaptive");
        golden.Create(Path, 2);
        AgcEditor.Rename(Path, [new(Samples(Path)[1], "another name, longer than before")], Path);
        Assert.Equal((true, false, 0.05), Modes(Path));
    }

    [Fact]
    public void Subset_KeepsThoseOfTheSamplesThatStay()
    {
        var golden = new GoldenCase("fallback-new-splitters-adaptive");
        golden.Create(Path, 2);
        string subset = _folder.File("subset.agc");
        var before = Recorded(Path)!;
        Assert.NotEmpty(before.WithOwnSplitters);
        int gone = before.WithOwnSplitters[0].Sample;
        string[] samples = Samples(Path);
        AgcEditor.Subset(Path, [samples[gone]], subset, new SubsetOptions { ExcludeSamples = true });
        Assert.Equal((true, false, 0.05), Modes(subset));
        Assert.Equal(
            before.WithOwnSplitters.Where(place => place.Sample != gone)
                .Select(place => place with { Sample = place.Sample - (place.Sample > gone ? 1 : 0) }),
            Recorded(subset)!.WithOwnSplitters);
        // What splitters of their own are, is told by the reference.
        AgcEditor.Subset(Path, [samples[0]], subset, new SubsetOptions { ExcludeSamples = true });
        Assert.Equal((true, false, 0.05), Modes(subset));
        Assert.Empty(Recorded(subset)!.WithOwnSplitters);
        Append(subset, subset, golden.Inputs[0], new CompressionOptions());
        Assert.Equal(0, AgcArchive.Verify(subset).FindingCount);
    }

    [Fact]
    public void Contig_ThatIsNotThereIsDamage()
    {
        new GoldenCase("fallback-new-splitters-adaptive").Create(Path, 2);
        byte[] wrong;
        using (var archive = new ArchiveReader(Path))
        {
            uint shape = StreamShape.Of(archive.Streams.Select(name => (name, archive.Parts(name))));
            wrong = new RecordedModes(true, false, 0.05, [new ContigPlace(1, 1_000_000)]).Encode(shape);
        }

        string copy = _folder.File("copy.agc");
        ArchiveCopy.Write(Path, copy, (stream, _) => stream == StreamNames.Modes ? wrong : null);
        const string Expected = "stream ragc-modes: contig 1000000 of sample 1, which there is not";
        var error = Assert.Throws<InvalidDataException>(
            () => Append(copy, _folder.File("b.agc"), new GoldenCase("toy").Inputs[0], new CompressionOptions()));
        Assert.Equal($"{copy}: {Expected}", error.Message);
        var findings = new List<string>();
        AgcArchive.Verify(copy, new VerificationOptions(), finding => findings.Add(finding.Message));
        Assert.Equal($"{copy}: {Expected}", Assert.Single(findings));
    }

    /// <summary>However samples are divided among runs, the archive is the same.</summary>
    [Fact]
    public void RandomSplits_GiveTheSameArchive() => Seeded.Run(25, random =>
    {
        var options = new CompressionOptions
        {
            SegmentSize = random.Next(200, 1500),
            KmerLength = random.Next(17, 26),
            BatchSize = random.Next(1, 7),
            UseAdaptiveMode = random.Next(4) > 0,
            FallbackFraction = random.Next(4) > 0 ? 0.05 : 0,
            Threads = random.Next(1, 4),
        };
        byte[][] samples = RelatedSamples(random, random.Next(3, 9));
        string whole = _folder.File("whole.agc");
        Make(AgcCompressor.Create(whole, options), samples, 0, samples.Length);
        int next = random.Next(1, samples.Length);
        Make(AgcCompressor.Create(Path, options), samples, 0, next);
        while (next < samples.Length)
        {
            int end = random.Next(next + 1, samples.Length + 1);
            var given = random.Next(2) == 0 ? options : new CompressionOptions { Threads = random.Next(1, 4) };
            Make(AgcCompressor.Append(Path, Path, given), samples, next, end);
            next = end;
        }

        ArchiveComparison.AssertSameStreams(whole, Path);
        Assert.Equal(Recorded(whole)?.WithOwnSplitters, Recorded(Path)?.WithOwnSplitters);
    });

    // Chromosomes that are alike in all, and others that some of the samples have, and the first one has not.
    private static byte[][] RelatedSamples(Random random, int count)
    {
        byte[] chromosome = RandomSymbols.Plain(random, 15_000);
        byte[][] plasmids = [.. Enumerable.Range(0, 3).Select(_ => RandomSymbols.Plain(random, random.Next(1000, 6000)))];
        return [.. Enumerable.Range(0, count).Select(sample =>
        {
            string fasta = $">chromosome\n{Text.Letter(RandomSymbols.Relative(random, chromosome))}\n";
            for (int i = 0; sample > 0 && i < plasmids.Length; i++)
            {
                if (random.Next(2) == 0)
                    fasta += $">plasmid{i}\n{Text.Letter(RandomSymbols.Relative(random, plasmids[i]))}\n";
            }

            return Text.Bytes(fasta);
        })];
    }

    private static void Make(AgcCompressor compressor, byte[][] samples, int start, int end)
    {
        using (compressor)
        {
            for (int i = start; i < end; i++)
                compressor.Add($"s{i}", new MemoryStream(samples[i]));
            compressor.Finish();
        }
    }

    private static void Append(string archive, string path, string input, CompressionOptions options)
    {
        using var compressor = AgcCompressor.Append(archive, path, options);
        compressor.Add($"added {System.IO.Path.GetFileName(input)}", File.OpenRead(input));
        compressor.Finish();
    }

    // Without streams of our own.
    private static void Without(string source, string target)
    {
        using var archive = new ArchiveReader(source);
        using var file = File.Create(target);
        using var payload = new RagcSharp.Memory.NativeBuffer();
        var writer = new ArchiveWriter(file);
        string[] streams = [.. archive.Streams.Where(name => !name.StartsWith(StreamNames.OwnPrefix, StringComparison.Ordinal))];
        for (int id = 0; id < streams.Length; id++)
        {
            for (int part = 0; part < archive.Parts(streams[id]).Count; part++)
            {
                ulong metadata = archive.Read(streams[id], part, payload);
                writer.Append(id, metadata, payload.AsSpan());
            }
        }

        writer.Finish(streams);
    }

    private static string[] Samples(string path)
    {
        using var archive = AgcArchive.Open(path);
        return [.. archive.Samples];
    }

    private static RecordedModes? Recorded(string path)
    {
        using var archive = new ArchiveReader(path);
        return RecordedModes.Read(archive);
    }

    private static (bool? IsAdaptive, bool? IsConcatenated, double? FallbackFraction) Modes(string path)
    {
        var info = Info(path);
        return (info.IsAdaptive, info.IsConcatenated, info.FallbackFraction);
    }

    private static AgcArchiveInfo Info(string path)
    {
        using var archive = AgcArchive.Open(path);
        return archive.ReadInfo();
    }
}
