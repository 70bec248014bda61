using RagcSharp.Tests.Support;

namespace RagcSharp.Tests;

public sealed class AgcQueryTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("c@one", "ACGTACGTAC")]
    [InlineData("c@one:3", "GTACGTAC")]
    [InlineData("c@one:3-", "GTACGTAC")]
    [InlineData("c@one:-3", "ACG")]
    [InlineData("c@one:-1,000", "ACGTACGTAC")]
    [InlineData("c@one:3-5", "GTA")]
    [InlineData("c@one:1-1", "A")]
    [InlineData("c@one:10-10", "C")]
    [InlineData("c@one:1,0", "C")]
    [InlineData("c@one:0,1-1,000", "ACGTACGTAC")]
    [InlineData("odd:7-8@one", "TTTT")]
    [InlineData("odd:7-8@one:2-2", "T")]
    public void FromOne_CountsAsSamtools(string query, string expected) => Assert.Equal(expected, Letters(AgcQuery.ParseOneBased(query)));

    [Theory]
    [InlineData("c@one:0-5", "positions are counted from 1")]
    [InlineData("c@one:11-12", "begins behind the end of the contig, which has 10 letters")]
    [InlineData("c@one:11", "begins behind the end")]
    [InlineData("c@one:5-4", "reversed")]
    [InlineData("c@one:-0", "positions are counted from 1")]
    [InlineData("c@one:-", "no contig of that name")]
    public void FromOne_RefusesWhatIsNoRange(string query, string expected) =>
        Assert.Contains(expected, Refused(AgcQuery.ParseOneBased(query)), StringComparison.Ordinal);

    [Theory]
    [InlineData("c@one\t0\t1", "A")]
    [InlineData("c@one\t0\t10", "ACGTACGTAC")]
    [InlineData("c@one\t2\t99", "GTACGTAC")]
    [InlineData("c@one\t2\t5\tname\t0\t+", "GTA")]
    [InlineData("c@one\t2\t5\tname\t0\t-", "TAC")]
    [InlineData("c@one\t2\t5\t.\t.\t.\t2\t5\t0", "GTA")]
    [InlineData("odd:7-8@one\t0\t2", "TT")]
    public void Bed_CountsHalfOpen(string line, string expected) => Assert.Equal(expected, Letters(AgcQuery.ParseBed(line)));

    [Theory]
    [InlineData("c@one\t5\t4", "reversed")]
    [InlineData("c@one\t10\t11", "begins behind the end")]
    [InlineData("x@one\t1\t2", "sample one has no contig x")]
    public void Bed_RefusesWhatIsNoRange(string line, string expected)
    {
        string message = Refused(AgcQuery.ParseBed(line).At("r.bed", 3));
        Assert.StartsWith("r.bed: line 3: ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c:7-", ">c:7-", "GTAC")]
    [InlineData("c:7", ">c:7", "GTAC")]
    [InlineData("c:-3", ">c:-3", "ACG")]
    [InlineData("c:0,2-003", ">c:0,2-003", "CG")]
    public void FromOne_KeepsTheFormOfItsRange(string query, string header, string letters)
    {
        using var archive = Odd();
        Assert.Equal([header, letters], Lines(archive, new(), AgcQuery.ParseOneBased(query, "one")));
    }

    [Fact]
    public void Bed_ThatIsEmptyGivesARecordWithoutLettersAndAWarning()
    {
        using var archive = Odd();
        var warnings = new List<string>();
        var options = new ExtractionOptions { Warn = warnings.Add };
        string[] lines = Lines(
            archive,
            options,
            AgcQuery.ParseBed("c@one\t2\t5\tfirst"),
            AgcQuery.ParseBed("c@one\t5\t5\tnone\t0\t-").At("r.bed", 2),
            AgcQuery.ParseBed("c\t99\t99", "two").At("r.bed", 3),
            AgcQuery.ParseBed("c@one\t10\t10").At("r.bed", 4),
            AgcQuery.ParseBed("c@one\t0\t1\tlast"));
        Assert.Equal([">first", "GTA", ">none", ">c:99-99", ">c:10-10", ">last", "A"], lines);
        Assert.Equal(["r.bed: line 2: c@one:5-5: the range is empty, and 2 others"], warnings);
    }

    [Fact]
    public void Warnings_ThatThrowLeaveNothingWritten()
    {
        using var archive = Odd();
        using var output = new MemoryStream();
        var options = new ExtractionOptions { Warn = warning => throw new InvalidDataException(warning) };
        string message = Assert.Throws<InvalidDataException>(
            () => archive.WriteRegions([AgcQuery.Parse("c@one"), AgcQuery.ParseBed("c\t1\t1", "two")], output, options)).Message;
        Assert.Equal("c@two:1-1: the range is empty", message);
        Assert.Equal(0, output.Length);
    }

    [Theory]
    [InlineData("c")]
    [InlineData("c\t1")]
    [InlineData("c\t1\tx")]
    [InlineData("c\t-1\t2")]
    [InlineData("c 1 2")]
    [InlineData("c\t1\t2\tname\t0\tforward")]
    public void Bed_RefusesOtherLines(string line) => Assert.Throws<ArgumentException>(() => AgcQuery.ParseBed(line));

    [Theory]
    [InlineData("c", "ACGTACGTAC")]
    [InlineData("c:2-3", "GT")]
    [InlineData("odd:7-8", "TTTT")]
    public void Sample_MayBeToldApart(string query, string expected)
    {
        Assert.Equal(expected, Letters(AgcQuery.Parse(query, "one")));
        Assert.Contains("say which", Refused(AgcQuery.Parse(query)), StringComparison.Ordinal);
    }

    // A sample for each haplotype or one for both; contigs under their whole names or not.
    [Theory]
    [InlineData("HG1#1#chr1", "AAAA")]
    [InlineData("HG1#2#chr1", "CCCC")]
    [InlineData("HG2#1#chr1", "GGGG")]
    [InlineData("HG2#1#chr1:1-2", "GG")]
    [InlineData("HG3#1#chr1", "TTTT")]
    [InlineData("HG3#2#chr1", "TTAA")]
    [InlineData("HG4#0#chr1", "CATG")]
    [InlineData("HG5#1#chr1#x", "GATTACA")]
    [InlineData("HG6#1#chr1", "GGCC")]
    public void PanSn_NamesSampleAndContig(string query, string expected)
    {
        using var archive = Create(
            ("HG1#1", ">chr1\nAAAA\n"),
            ("HG1#2", ">HG1#2#chr1\nCCCC\n"),
            ("HG2.1", ">chr1\nGGGG\n"),
            ("HG3", ">HG3#1#chr1\nTTTT\n>2#chr1\nTTAA\n"),
            ("HG4", ">chr1\nCATG\n"),
            ("HG5#1", ">chr1#x\nGATTACA\n"),
            ("other", ">HG6#1#chr1\nGGCC\n"));
        Assert.Equal(expected, Lines(archive, new(), AgcQuery.Parse(query))[1]);
    }

    [Fact]
    public void PanSn_OfAnotherHaplotypeIsRefused()
    {
        using var archive = Create(("HG4", ">chr1\nCATG\n"));
        Assert.Contains(
            "HG4 has no contig 1#chr1", Assert.Throws<ArgumentException>(() => Lines(archive, new(), AgcQuery.Parse("HG4#1#chr1"))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{sample}#{contig}:{start}-{end}", ">one#c:2-4 >one#c:3-5 >one#c:2-5 >one#c:0-9")]
    [InlineData("{header}|{length}|{strand}|{name}", ">c more|3|+|. >c more|3|+|. >c more|3|-|gene >c more|10|+|.")]
    [InlineData("{{{contig}}}", ">{c} >{c} >{c} >{c}")]
    [InlineData("x", ">x >x >x >x")]
    [InlineData(null, ">c more:2-4 >c more:3-5 >gene >c more")]
    public void Header_IsMadeOfItsTemplate(string? template, string expected)
    {
        using var archive = Create(("one", ">c more\nACGTACGTAC\n"));
        string[] lines = Lines(
            archive,
            new() { Header = template },
            AgcQuery.Parse("c:2-4"),
            AgcQuery.ParseOneBased("c:3-5"),
            AgcQuery.ParseBed("c\t2\t5\tgene\t0\t-"),
            AgcQuery.Parse("c"));
        Assert.Equal(expected.Replace(" >", "\n>", StringComparison.Ordinal), string.Join('\n', lines.Where(line => line[0] == '>')));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("a}b")]
    [InlineData("{nothing}")]
    [InlineData("{}")]
    [InlineData("a\nb")]
    public void Header_ThatIsNoTemplateIsRefused(string template) =>
        Assert.Throws<ArgumentException>(() => new ExtractionOptions { Header = template });

    private string Letters(AgcQuery query)
    {
        using var archive = Odd();
        return Lines(archive, new(), query)[1];
    }

    private string Refused(AgcQuery query)
    {
        using var archive = Odd();
        return Assert.Throws<ArgumentException>(() => Lines(archive, new(), query)).Message;
    }

    private AgcArchive Odd()
    {
        const string Contigs = ">c\nACGTACGTAC\n>odd:7-8\nTTTT\n";
        return Create(("one", Contigs), ("two", Contigs));
    }

    private static string[] Lines(AgcArchive archive, ExtractionOptions options, params AgcQuery[] queries)
    {
        using var output = new MemoryStream();
        archive.WriteRegions(queries, output, options);
        return Text.OfBytes(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private AgcArchive Create(params (string Name, string Fasta)[] samples)
    {
        string path = _folder.File("a.agc");
        using (var compressor = AgcCompressor.Create(path))
        {
            foreach (var (name, fasta) in samples)
                compressor.Add(name, new MemoryStream(Text.Bytes(fasta)));
            compressor.Finish();
        }

        return AgcArchive.Open(path);
    }
}
