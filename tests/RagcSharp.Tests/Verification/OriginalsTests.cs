using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Verification;

/// <summary>Samples compared with the files that they were made of, or were not.</summary>
public sealed class OriginalsTests : IDisposable
{
    private const string Whole = ">one x\nACGTACGTNN\n>two\nCCCC\n>two\nGGGGG\n>none\n";

    private readonly TempDirectory _directory = new();
    private readonly string _archive;
    private readonly string _file;

    public OriginalsTests()
    {
        _archive = _directory.File("a.agc");
        _file = _directory.File("s.fa");
        Make(Whole, isConcatenated: false);
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(Whole)]
    [InlineData(">one x\nacgtac\n\nGTnn\n>two\r\nCC CC\n>two\nGGGGG\n>none\n")]
    public void Originals_AreTheSame(string fasta) => Assert.Empty(Findings(fasta));

    [Theory]
    [InlineData(">one x\nACGTACGTNA\n>two\nCCCC\n>two\nGGGGG\n>none\n", "sample s, contig one x, position 9 (from 0): N, and A in FILE")]
    [InlineData(
        ">one x\nACGTACGTNN\n>two\nCCC\n>two\nGGGGG\n>none\n", "sample s, contig two, position 3 (from 0): C, and the end in FILE")]
    [InlineData(
        ">one x\nACGTACGTNN\n>two\nCCCCT\n>two\nGGGGG\n>none\n",
        "sample s, contig two, position 4 (from 0): the end, and 1 letters more in FILE")]
    [InlineData(
        ">one x\nACGTACGTNN\n>two\nCCAC\n>two\nAGGGG\n>none\n",
        "sample s, contig two, position 2 (from 0): C, and A in FILE; 2 contigs differ")]
    [InlineData(">one x\nACGTACGTNN\n>two\nCCCC\n>none\n", "sample s, contig two: not in FILE")]
    [InlineData(">two\nCCCC\n>two\nGGGGG\n>none\n", "sample s, contig one x: not in FILE")]
    [InlineData(">one x\nACGTACGTNN\n>two\nCCCC\n>two\nGGGGG\n", "sample s, contig none: not in FILE")]
    [InlineData(
        ">zero\nAC\n>one x\nACGTACGTNN\n>two\nCCCC\n>two\nGGGGG\n>none\n", "sample s: no contig zero, and FILE has one")]
    [InlineData(Whole + ">more\nA\n>even\nC\n", "sample s: no contig more, and FILE has one", "sample s: no contig even, and FILE has one")]
    [InlineData(
        ">one\nACGTACGTNN\n>two\nCCCC\n>two\nGGGGG\n>none\n",
        "sample s: no contig one, and FILE has one", "sample s, contig one x: not in FILE")]
    [InlineData(">one x\nACGTACGTNN\n>two\nC-CC\n>two\nGGGGG\n>none\n", "cannot be compared: FILE: line 4: '-' at symbol 2 of the record")]
    [InlineData("", "cannot be compared: FILE: is empty")]
    public void Originals_Differ(string fasta, params string[] expected)
    {
        var findings = Findings(fasta);
        var found = findings.Select(f => Plain(f.Message)).Order();
        Assert.Equal(expected.Order(), found, (a, b) => b.StartsWith(a, StringComparison.Ordinal));
        Assert.All(findings, f => Assert.Equal(f.Message.Contains("cannot be", StringComparison.Ordinal) ? [] : ["s"], f.Samples));
    }

    [Fact]
    public void Originals_BelongToASample()
    {
        string other = _directory.File("t.fa");
        File.WriteAllText(other, Whole);
        var findings = new List<VerificationFinding>();
        var report = AgcArchive.Verify(_archive, new VerificationOptions { Originals = [other] }, findings.Add);
        Assert.Equal($"{_archive}: no sample t, and {other} is one", Assert.Single(findings).Message);
        Assert.Equal(0, report.Compared);

        string same = Path.Combine(Directory.CreateDirectory(_directory.File("sub")).FullName, "s.fa");
        File.WriteAllText(same, Whole);
        Assert.Throws<ArgumentException>(() => AgcArchive.Verify(_archive, new VerificationOptions { Originals = [_file, same] }));
        Assert.ThrowsAny<IOException>(() => AgcArchive.Verify(_archive, new VerificationOptions { Originals = [_directory.File("no.fa")] }));
    }

    [Fact]
    public void ConcatenatedOriginals_AreComparedContigByContig()
    {
        const string Viruses = ">a 1\nACGTACGTNN\n>b\nCCCC\n>c\nGGGGG\n";
        Make(Viruses, isConcatenated: true);
        Assert.Empty(Findings(Viruses, isConcatenated: true));
        Assert.Empty(Findings(">a 1\nACGTACGTNN\n>c\nGGGGG\n", isConcatenated: true));
        Assert.Equal(
            "ARCHIVE: sample b, contig b, position 1 (from 0): C, and T in FILE",
            Plain(Assert.Single(Findings(">a 1\nACGTACGTNN\n>b\nCTCC\n>c\nGGGGG\n", isConcatenated: true)).Message, "ARCHIVE: "));
        Assert.Equal(
            "no contig d, and FILE has one", Plain(Assert.Single(Findings(Viruses + ">d\nA\n", isConcatenated: true)).Message));
    }

    private void Make(string fasta, bool isConcatenated)
    {
        File.WriteAllText(_file, fasta);
        using var compressor = AgcCompressor.Create(_archive, new CompressionOptions { TreatContigsAsSamples = isConcatenated });
        compressor.Add(_file);
        compressor.Finish();
    }

    private List<VerificationFinding> Findings(string fasta, bool isConcatenated = false)
    {
        File.WriteAllText(_file, fasta);
        var findings = new List<VerificationFinding>();
        var options = new VerificationOptions { Originals = [_file], TreatContigsAsSamples = isConcatenated };
        var report = AgcArchive.Verify(_archive, options, findings.Add);
        Assert.Equal(findings.Count, report.FindingCount);
        return findings;
    }

    private string Plain(string message, string archive = "") => message.Replace($"{_archive}: ", archive).Replace(_file, "FILE");
}
