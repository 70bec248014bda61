using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Memory;
using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Reading;

public sealed class RegionResolverTests : IDisposable
{
    // Contigs whose names hold what stands between names and ranges.
    private const string Marked =
        ">a\nGGTTGG\n>a:1-5\nACGTA\n>b\nCCCC\n>b@c\nAAAC\n>x\nATATAT\n>x@one:1-2\nGCGC\n>x-y\nAG\n";

    private readonly TempDirectory _directory = new();
    private readonly AgcArchive _names = AgcArchive.Open(new GoldenCase("names").Archive);

    public void Dispose()
    {
        _names.Dispose();
        _directory.Dispose();
    }

    // Each of these contigs has another length, and is one letter longer in sample second.
    [Theory]
    [InlineData("chr1@ref", "chr1", 599)]
    [InlineData("chr1@second", "chr1", 600)]
    [InlineData("chr1 a b@ref", "chr1 a b", 71)]
    [InlineData("chr2@ref", "chr2 a b", 73)]
    [InlineData("chr2  double  blank@second", "chr2  double  blank", 459)]
    [InlineData("chr22@second", "chr22  double  blank", 858)]
    [InlineData("tab@ref", "tab\tseparated name", 122)]
    [InlineData("tab\tseparated name@ref", "tab\tseparated name", 122)]
    [InlineData("NC_000002.12@ref", "NC_000002.12 Homo sapiens chromosome 2, GRCh38.p14 Primary Assembly", 502)]
    [InlineData("HG002#1#JAHKSE010000002.1@second", "HG002#1#JAHKSE010000002.1", 354)]
    [InlineData("a:1-5@ref", "a:1-5", 871)]
    [InlineData("a:1-5@second", "a:1-5", 872)]
    [InlineData("b@c@ref", "b@c", 837)]
    [InlineData("b@c@second", "b@c", 838)]
    [InlineData("trailing@ref", "trailing blank ", 839)]
    [InlineData("trailing blank @second", "trailing blank ", 840)]
    [InlineData(" leading@ref", " leading", 704)]
    public void Contigs_AreFoundByHeaderOrFirstWord(string query, string header, int length)
    {
        var contig = Extracted.Contigs(_names, query[(query.LastIndexOf('@') + 1)..]).First(c => c.Header == header);
        Assert.Equal(length, contig.Letters.Length);
        Assert.Equal(Extracted.Fasta(header, contig.Letters, 80), Extracted.Regions(_names, 1, 80, query));
        Assert.Equal($">{header}:3-9\n{contig.Letters[3..10]}\n", Extracted.Region(_names, query + ":3-9"));
    }

    [Theory]
    [InlineData("a:1-5@one", ">a:1-5\nACGTA\n")]
    [InlineData("{a:1-5}", ">a:1-5\nACGTA\n")]
    [InlineData("{a}:1-5", ">a:1-5\nGTTGG\n")]
    [InlineData("a@one:1-5", ">a:1-5\nGTTGG\n")]
    [InlineData("a:1-5:1-3", ">a:1-5:1-3\nCGT\n")]
    [InlineData("a:2-3", ">a:2-3\nTT\n")]
    [InlineData("a", ">a\nGGTTGG\n")]
    [InlineData("a:0-0", ">a:0-0\nG\n")]
    [InlineData("b@c", ">b@c\nAAAC\n")]
    [InlineData("b@c@one", ">b@c\nAAAC\n")]
    [InlineData("b@c:3-3", ">b@c:3-3\nC\n")]
    [InlineData("b@c@one:3-9", ">b@c:3-9\nC\n")]
    [InlineData("b@one", ">b\nCCCC\n")]
    [InlineData("{x@one:1-2}", ">x@one:1-2\nGCGC\n")]
    [InlineData("x@one:1-2@one", ">x@one:1-2\nGCGC\n")]
    [InlineData("{x}@one:1-2", ">x:1-2\nTA\n")]
    [InlineData("x@one:1-3", ">x:1-3\nTAT\n")]
    [InlineData("x-y:1-1", ">x-y:1-1\nG\n")]
    public void Names_MayHoldTheMarksOfQueries(string query, string expected)
    {
        using var archive = Create(("one", Marked));
        Assert.Equal(expected, Extracted.Region(archive, query));
    }

    [Theory]
    [InlineData("a:1-5", "is a contig as well as a range of a; say which: a:1-5@one, a@one:1-5")]
    [InlineData("x@one:1-2", "is a contig as well as a range of x; say which: x@one:1-2@one, {x}@one:1-2")]
    public void Names_ThatLookLikeRangesOfOthersAreAmbiguous(string query, string expected)
    {
        using var archive = Create(("one", Marked));
        Assert.Equal($"{query}: {expected}", Refused(archive, query));
        foreach (string spelled in expected[(expected.IndexOf("which: ", StringComparison.Ordinal) + 7)..].Split(", "))
            Assert.StartsWith(">", Extracted.Region(archive, spelled), StringComparison.Ordinal);
    }

    // What would be ambiguous elsewhere is not within the sample that is told apart.
    [Theory]
    [InlineData("a:1-5", "a:1-5: is a contig as well as a range of a; say which: {a:1-5}, {a}:1-5")]
    [InlineData("x@one:1-2", null)]
    public void Ambiguity_InATellingSampleIsResolvedByBraces(string query, string? expected)
    {
        using var archive = Create(("one", Marked));
        using var output = new MemoryStream();
        void Write() => archive.WriteRegions([AgcQuery.Parse(query, "one")], output, new ExtractionOptions());
        if (expected is null)
            Write();
        else
            Assert.Equal(expected, Assert.Throws<ArgumentException>(Write).Message);
    }

    [Theory]
    [InlineData("S2#1#chr1", "may mean 2 contigs; say which: chr1@S2#1, S2#1#chr1@all")]
    [InlineData("S3#1#chr1", "2 samples have a contig S3#1#chr1; say which: S3#1#chr1@all, S3#1#chr1@more")]
    [InlineData("S4#1#chr1:1-2", "may mean 2 contigs; say which: 1#chr1@S4:1-2, S4#1#chr1@S4:1-2")]
    [InlineData("c@d", "may mean 2 contigs; say which: c@d@more, {c}@d")]
    [InlineData("{e}", "may mean 2 contigs; say which: {{e}}@more, e@more")]
    public void Names_OfSeveralContigsAreAmbiguous(string query, string expected)
    {
        using var archive = Create(
            ("S2#1", ">chr1\nAAAA\n"),
            ("all", ">S2#1#chr1\nCCCC\n>S3#1#chr1\nGGGG\n"),
            ("S4", ">1#chr1\nAAAC\n>S4#1#chr1\nAAAG\n"),
            ("more", ">S3#1#chr1\nTTTT\n>c@d\nAACC\n>{e}\nAAGG\n>e\nAATT\n"),
            ("d", ">c\nCCAA\n"));
        string message = Refused(archive, query);
        Assert.StartsWith($"{query}: {expected[..expected.IndexOf(';', StringComparison.Ordinal)]};", message, StringComparison.Ordinal);
        string[] spellings = message[(message.IndexOf("which: ", StringComparison.Ordinal) + 7)..].Split(", ");
        Assert.Equal(expected[(expected.IndexOf("which: ", StringComparison.Ordinal) + 7)..].Split(", ").Order(), spellings.Order());
        Assert.Equal(2, spellings.Select(spelled => Extracted.Region(archive, spelled)).Distinct().Count());
    }

    [Theory]
    [InlineData("x", ">x\nAAAA\n")]
    [InlineData("x@one", ">x\nAAAA\n")]
    [InlineData("x@one:2-2", ">x:2-2\nA\n")]
    [InlineData("y", ">y\nTT\n")]
    [InlineData("y first", ">y first\nGG\n")]
    [InlineData("z", ">z one\nAC\n")]
    [InlineData("z two", ">z two\nCA\n")]
    public void EqualNames_MeanTheFirstAndHeadersGoBeforeWords(string query, string expected)
    {
        using var archive = Create(("one", ">x\nAAAA\n>x\nCCCCC\n>y first\nGG\n>y\nTT\n>y\nCC\n>z one\nAC\n>z two\nCA\n"));
        Assert.Equal(expected, Extracted.Region(archive, query));
        _ = Assert.Throws<ArgumentException>(() => Extracted.Region(archive, "x#2"));
    }

    [Fact]
    public void Contigs_OfOneSampleOnlyNeedNoSample()
    {
        using var archive = Create(("one", ">a\nAAAA\n>b\nCCCC\n"), ("two", ">a\nGGGG\n>c\nTTTT\n"));
        Assert.Equal(">b\nCCCC\n>c:1-2\nTT\n>a\nGGGG\n>b\nCCCC\n", Extracted.Regions(archive, 1, 80, "b", "c:1-2", "a@two", "b"));
    }

    [Fact]
    public void SampleNames_MayLookLikeRangesAndHoldAts()
    {
        using var archive = Create(("s:1-2", ">c\nAAAA\n"), ("s", ">c\nCCCC\n"), ("t@u", ">c\nGGGG\n"));
        Assert.Equal("c@s:1-2: is a contig as well as a range of c; say which: c@{s:1-2}, c@{s}:1-2", Refused(archive, "c@s:1-2"));
        Assert.Equal(">c\nAAAA\n", Extracted.Region(archive, "c@{s:1-2}"));
        Assert.Equal(">c:1-2\nCC\n", Extracted.Region(archive, "c@{s}:1-2"));
        Assert.Equal(">c:1-3\nCCC\n", Extracted.Region(archive, "c@s:1-3"));
        Assert.Equal(">c:1-1\nA\n", Extracted.Region(archive, "c@s:1-2:1-1"));
        Assert.Equal(">c\nGGGG\n", Extracted.Region(archive, "c@t@u"));
    }

    [Fact]
    public void EmptyContigs_AreWrittenWholeAndHaveNoRanges()
    {
        using var archive = Create(("one", ">a\n>b\nACGT\n"));
        Assert.Equal(">a\n>b\nACGT\n", Extracted.Regions(archive, 1, 80, "a", "b"));
        Assert.Contains("which has 0 letters", Refused(archive, "a:0-0"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "c: 2 samples have a contig c; say which: c@s0, c@s1")]
    [InlineData(10, "c: 10 samples have a contig c; say which: c@s0, c@s1, c@s2, c@s3, c@s4, c@s5, c@s6, c@s7, c@s8, c@s9")]
    [InlineData(11, "c: 11 samples have a contig c; say which: c@s0, c@s1, c@s2, c@s3, c@s4, c@s5, c@s6, c@s7, c@s8, c@s9, …")]
    public void Ambiguity_ListsAtMostTenCandidates(int samples, string expected)
    {
        using var archive = Create([.. Enumerable.Range(0, samples).Select(i => ($"s{i}", ">c\nACGT\n"))]);
        Assert.Equal(expected, Refused(archive, "c"));
    }

    [Theory]
    [InlineData("chr1", "chr1: 2 samples have a contig chr1; say which: chr1@ref, chr1@second")]
    [InlineData("chr22:1-2", "chr22:1-2: 2 samples have a contig chr22; say which: chr22@ref:1-2, chr22@second:1-2")]
    [InlineData("a:1-5", "a:1-5: 2 samples have a contig a:1-5; say which: a:1-5@ref, a:1-5@second")]
    [InlineData("b@c", "b@c: 2 samples have a contig b@c; say which: b@c@ref, b@c@second")]
    [InlineData("nothing", "nothing: no contig of that name")]
    [InlineData("chr1@nobody", "chr1@nobody: no contig of that name, and no sample nobody; there are ref, second")]
    [InlineData("chr1@nobody:1-2", "and no sample nobody")]
    [InlineData("nothing@second:1-2", "sample second has no contig nothing; it has chr1, chr1, chr2, chr2, chr22, ")]
    [InlineData("CHR1@ref", "sample ref has no contig CHR1")]
    [InlineData("chr@ref", "sample ref has no contig chr;")]
    [InlineData("chr1@REF", "no sample REF")]
    [InlineData("chr1 a@ref", "sample ref has no contig chr1 a;")]
    [InlineData("chr1@ref:5-3", "chr1@ref:5-3: the range is reversed")]
    [InlineData("chr1@ref:-5-3", "none is negative")]
    [InlineData("chr1@ref:599-600", "begins behind the end of the contig, which has 599 letters")]
    public void Queries_ThatNameNothingAreRefused(string query, string expected)
    {
        string message = Refused(_names, query);
        Assert.StartsWith(query + ": ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_ListsAtMostTenContigs()
    {
        string fasta = string.Concat(Enumerable.Range(0, 11).Select(i => $">c{i} and more\nACGT\n"));
        using var archive = Create(("eleven", fasta), ("ten", fasta[..fasta.IndexOf(">c10", StringComparison.Ordinal)]));
        const string Ten = "c0, c1, c2, c3, c4, c5, c6, c7, c8, c9";
        Assert.Equal($"x@eleven: sample eleven has no contig x; it has {Ten}, …", Refused(archive, "x@eleven"));
        Assert.Equal($"x@ten: sample ten has no contig x; it has {Ten}", Refused(archive, "x@ten"));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("chr1")]
    [InlineData("chr1@ref:9-3")]
    [InlineData("chr1@ref:599-600")]
    public void Queries_AreAllCheckedBeforeAnythingIsWritten(string last)
    {
        using var output = new MemoryStream();
        _ = Assert.Throws<ArgumentException>(() => _names.WriteRegions(["chr1@ref", "chr2@second:0-9", last], output, 80, 1));
        Assert.Equal(0, output.Length);
    }

    [Theory]
    [InlineData("small-segments", 1)]
    [InlineData("small-segments", 3)]
    [InlineData("many-samples-b10", 1)]
    [InlineData("many-samples-b10", 3)]
    [InlineData("version1", 1)]
    [InlineData("version1", 3)]
    [InlineData("version2", 1)]
    [InlineData("version2", 3)]
    [InlineData("appended-by-agc", 1)]
    [InlineData("appended-by-agc", 3)]
    public void RandomRanges_AreWhatIsCutFromWholeContigs(string name, int threads)
    {
        using var archive = AgcArchive.Open(new GoldenCase(name).Archive);
        var samples = archive.Samples.Select(sample => (Name: sample, Contigs: Extracted.Contigs(archive, sample))).ToArray();
        var counts = samples.SelectMany(s => s.Contigs.Select(c => Word(c.Header))).CountBy(word => word).ToDictionary();
        Seeded.Run(50, random =>
        {
            int lineLength = random.Next(1, 200);
            var queries = new List<string>();
            string expected = "";
            for (int i = 0; i < 10; i++)
            {
                var (sample, contigs) = samples[random.Next(samples.Length)];
                var (header, letters) = contigs[random.Next(contigs.Length)];
                string query = random.Next(2) == 0 ? header : Word(header);
                query += counts[Word(header)] == 1 && random.Next(2) == 0 ? "" : "@" + sample;
                if (random.Next(8) == 0)
                {
                    queries.Add(query);
                    expected += Extracted.Fasta(header, letters, lineLength);
                    continue;
                }

                int from = random.Next(letters.Length);
                int to = from + random.Next(random.Next(3) == 0 ? 30 : letters.Length);
                queries.Add($"{query}:{from}-{to}");
                expected += Extracted.Fasta($"{header}:{from}-{to}", letters[from..Math.Min(to + 1, letters.Length)], lineLength);
            }

            Assert.Equal(expected, Extracted.Regions(archive, threads, lineLength, [.. queries]));
        });
    }

    // A range is right although every group that none of its segments is in has been replaced by rubbish.
    [Fact]
    public void Ranges_DecodeOnlyTheGroupsOfTheirSegments()
    {
        string whole = _directory.File("whole.agc"), broken = _directory.File("broken.agc");
        var golden = new GoldenCase("small-segments");
        golden.Create(whole, 2);
        using var archive = AgcArchive.Open(whole);
        string sample = archive.Samples[1];
        int number = Array.IndexOf([.. archive.Samples], sample);
        var record = Read(whole, number).Contigs.MaxBy(contig => contig.Segments.Count)!;
        string header = Text.OfBytes(record.Name);
        string letters = Extracted.Contigs(archive, sample).First(contig => contig.Header == header).Letters;
        Assert.True(record.Segments.Count > 8, "a contig of many segments is needed");

        int k = golden.Options(1).KmerLength;
        long start = record.Segments.Take(3).Sum(segment => segment.Length - k) + k, end = start + record.Segments[3].Length - k;
        string[] kept = [StreamNames.Reference((int)record.Segments[3].Group), StreamNames.Delta((int)record.Segments[3].Group)];
        ArchiveCopy.Write(whole, broken, (stream, _) => IsOfGroup(stream) && !kept.Contains(stream) ? [1, 2, 3] : null);

        using var damaged = AgcArchive.Open(broken);
        string query = $"{header}@{sample}:{start}-{end - 1}";
        Assert.Equal($">{header}:{start}-{end - 1}\n{letters[(int)start..(int)end]}\n", Extracted.Region(damaged, query));
        _ = Assert.Throws<InvalidDataException>(() => Extracted.Region(damaged, $"{header}@{sample}:{start}-{end + 2 * k}"));
        _ = Assert.Throws<InvalidDataException>(() => Extracted.Region(damaged, $"{header}@{sample}"));
    }

    private static bool IsOfGroup(string stream) =>
        stream[0] == 'x' && stream[^1] is 'r' or 'd' && !stream.Contains('-', StringComparison.Ordinal);

    private static SampleRecord Read(string path, int sample)
    {
        using var archive = new ArchiveReader(path);
        using var parameters = new NativeBuffer();
        _ = archive.Read(StreamNames.Params, 0, parameters);
        using var reader = CollectionReader.Open(archive, Parameters.Decode(parameters.AsSpan()), StreamNames.NewVersion);
        return reader.ReadBatch(sample / reader.SamplesABatch)[sample % reader.SamplesABatch];
    }

    // An archive of samples given as FASTA, the first one the reference.
    private AgcArchive Create(params (string Name, string Fasta)[] samples)
    {
        string path = _directory.File("a.agc");
        using (var compressor = AgcCompressor.Create(path, new CompressionOptions { Threads = 1 }))
        {
            foreach (var (name, fasta) in samples)
            {
                File.WriteAllText(_directory.File(name + ".fa"), fasta);
                compressor.Add(_directory.File(name + ".fa"));
            }

            compressor.Finish();
        }

        return AgcArchive.Open(path);
    }

    private static string Refused(AgcArchive archive, string query) =>
        Assert.Throws<ArgumentException>(() => Extracted.Region(archive, query)).Message;

    private static string Word(string header) => header.Split(' ', '\t')[0];
}
