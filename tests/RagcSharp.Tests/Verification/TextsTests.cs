using System.Text;

using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Verification;

/// <summary>Samples that are kept exactly, compared byte for byte with the files that they were made of, or were not.</summary>
public sealed class TextsTests : IDisposable
{
    private const string Whole = ">one x\r\nacgtACGTnn\r\n\r\nAC-GT*\r\n>tw\u00f6\r\nMKVLEX";

    private readonly TempDirectory _directory = new();
    private readonly string _archive;
    private readonly string _file;

    public TextsTests()
    {
        _archive = _directory.File("a.agc");
        _file = _directory.File("s.fa");
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Texts_AreTheSame()
    {
        Make(isConcatenated: false, isVerified: true);
        Assert.Empty(Findings(Whole, out int compared));
        Assert.Equal(1, compared);
    }

    [Theory]
    [InlineData(">one x\r\nacgtACGTnN\r\n\r\nAC-GT*\r\n>tw\u00f6\r\nMKVLEX", "sample s: byte 17 (from 0) of its text: 'n', and 'N' in FILE")]
    [InlineData(">one x\r\nacgtACGTnn\r\n\r\nAC-GT*\r\n>tw\u00f6\r\nMKVLEX\n", "sample s: byte 43 (from 0) of its text: the end, and 0x0a in FILE")]
    [InlineData(">one x\r\nacgtACGTnn\r\n\r\nAC-GT*\r\n>tw\u00f6\r\nMKVLE", "sample s: byte 42 (from 0) of its text: 'X', and the end in FILE")]
    [InlineData(">one x\nacgtACGTnn", "sample s: byte 6 (from 0) of its text: 0x0d, and 0x0a in FILE")]
    public void Texts_Differ(string text, string expected)
    {
        Make(isConcatenated: false, isVerified: false);
        Assert.Equal([expected], Findings(text, out _));
    }

    [Fact]
    public void Texts_OfConcatenatedSamplesAreReadAsTheyWere()
    {
        Make(isConcatenated: true, isVerified: true);
        Assert.Empty(Findings(Whole, out int compared, isConcatenated: true));
        Assert.Equal(2, compared);
    }

    [Fact]
    public void Texts_ThatAreDamagedAreFound()
    {
        Make(isConcatenated: false, isVerified: false);
        string damaged = _directory.File("d.agc");
        using NativeBuffer text = new();
        using (var archive = new ArchiveReader(_archive))
            archive.Read(StreamNames.ExactSamples, 0, text);
        text.AsSpan()[^1] ^= 0x55;
        ArchiveCopy.Write(_archive, damaged, (stream, _) => stream == StreamNames.ExactSamples ? text.AsSpan().ToArray() : null);
        var findings = new List<VerificationFinding>();
        AgcArchive.Verify(damaged, new VerificationOptions { Originals = [_file] }, findings.Add);
        Assert.Equal(["s"], Assert.Single(findings).Samples);
    }

    [Fact]
    public void Parts_ThatAreDamagedAreToldOnceWithTheirSamples()
    {
        byte[] file = Encoding.UTF8.GetBytes(Whole);
        ExactArchive.Create(_archive, ExactArchive.Options, file, file, file);
        byte[] bytes = File.ReadAllBytes(_archive);
        using (var archive = new ArchiveReader(_archive))
            bytes[archive.Parts("x0d")[0].Offset + 5] ^= 1;
        File.WriteAllBytes(_archive, bytes);
        var findings = new List<VerificationFinding>();
        AgcArchive.Verify(_archive, null, findings.Add);
        // A pack has three items, the first one a dummy: the third sample is in the next pack.
        Assert.Equal(["a0", "a1"], Assert.Single(findings).Samples);
    }

    private void Make(bool isConcatenated, bool isVerified)
    {
        File.WriteAllText(_file, Whole);
        var options = ExactArchive.Options with { TreatContigsAsSamples = isConcatenated, VerifyOutput = isVerified, WriteChecks = false };
        using var compressor = AgcCompressor.Create(_archive, options);
        compressor.Add(_file);
        compressor.Finish();
    }

    private string[] Findings(string text, out int compared, bool isConcatenated = false)
    {
        File.WriteAllText(_file, text);
        var findings = new List<VerificationFinding>();
        var options = new VerificationOptions { Originals = [_file], TreatContigsAsSamples = isConcatenated };
        compared = AgcArchive.Verify(_archive, options, findings.Add).Compared;
        return [.. findings.Select(f => f.Message.Replace($"{_archive}: ", "", StringComparison.Ordinal).Replace(_file, "FILE", StringComparison.Ordinal))];
    }
}
