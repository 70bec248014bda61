using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests;

/// <summary>What can be done with an archive that is open: streams out of it, and other archives made of it.</summary>
public sealed class OpenedArchiveTests
{
    private static readonly string Golden = new GoldenCase("names").Archive;

    [Fact]
    public void Open_OfAStreamReadsWhatOpenOfAFileReads()
    {
        using var file = AgcArchive.Open(Golden);
        using var opened = AgcArchive.Open(File.OpenRead(Golden));
        using var memory = AgcArchive.Open(new MemoryStream(File.ReadAllBytes(Golden)));
        string expected = Samples(file);
        Assert.Equal(expected, Samples(opened));
        Assert.Equal(expected, Samples(memory));
        Assert.Equal(file.Samples.Count, memory.SampleCount);
    }

    [Fact]
    public void Open_OfAStreamLeavesItOpenIfThatIsWanted()
    {
        using var stream = new MemoryStream(File.ReadAllBytes(Golden));
        AgcArchive.Open(stream, leaveOpen: true).Dispose();
        Assert.True(stream.CanRead);
        AgcArchive.Open(stream).Dispose();
        Assert.False(stream.CanRead);
    }

    [Fact]
    public void Open_RefusesAStreamThatCannotSeek() =>
        Assert.Throws<ArgumentException>(() => AgcArchive.Open(new TrickleStream([1, 2, 3], 1)));

    [Fact]
    public void OpenSample_GivesWhatWriteSamplesWrites()
    {
        using var archive = AgcArchive.Open(Golden);
        foreach (string sample in archive.Samples)
        {
            using var written = new MemoryStream();
            archive.WriteSamples([sample], written, new ExtractionOptions());
            using var stream = archive.OpenSample(sample);
            Assert.Equal(written.ToArray(), ReadAll(stream));
        }
    }

    [Fact]
    public void OpenContig_GivesARange()
    {
        using var archive = AgcArchive.Open(Golden);
        string sample = archive.Samples[0], contig = archive.GetContigs(sample)[0].Name;
        var letters = new byte[20];
        Assert.Equal(letters.Length, archive.Read(sample, contig, 10, letters));
        using var stream = archive.OpenContig(sample, contig, 10, 30);
        Assert.Equal($">{contig}:10-29\n{Text.OfBytes(letters)}\n", Text.OfBytes(ReadAll(stream)));
    }

    [Fact]
    public void OpenContig_RefusesWhatIsNotThere()
    {
        using var archive = AgcArchive.Open(Golden);
        string sample = archive.Samples[0];
        var contig = archive.GetContigs(sample)[0];
        Assert.Throws<ArgumentException>(() => archive.OpenSample("no such sample"));
        Assert.Throws<ArgumentException>(() => archive.OpenContig(sample, "no such contig"));
        Assert.Throws<ArgumentOutOfRangeException>(() => archive.OpenContig(sample, contig.Name, contig.Length));
    }

    [Fact]
    public void OpenSample_MayBeLeftUnread()
    {
        using var archive = AgcArchive.Open(Golden);
        using (archive.OpenSample(archive.Samples[0]))
        {
        }

        using var stream = archive.OpenSample(archive.Samples[0]);
        Assert.NotEqual(-1, stream.ReadByte());
    }

    [Fact]
    public void Read_OfAStreamThrowsWhenTheArchiveIsDisposed()
    {
        var archive = AgcArchive.Open(Golden);
        using var stream = archive.OpenSample(archive.Samples[0]);
        archive.Dispose();
        Assert.Throws<ObjectDisposedException>(() => stream.ReadByte());
    }

    [Fact]
    public void Verify_OfAnOpenArchiveIsThatOfItsFile()
    {
        using var archive = AgcArchive.Open(new MemoryStream(File.ReadAllBytes(Golden)));
        VerificationReport report = archive.Verify(), expected = AgcArchive.Verify(Golden);
        Assert.Equal(0, report.FindingCount);
        Assert.Equal((expected.Bases, expected.ContigCount, expected.PartCount), (report.Bases, report.ContigCount, report.PartCount));
        Assert.Equal(archive.ReadInfo().Bases, report.Bases);
    }

    [Fact]
    public void SubsetAndAppend_MakeWhatTheyMakeOfFiles()
    {
        using var folder = new TempDirectory();
        using var archive = AgcArchive.Open(Golden);
        string[] samples = [archive.Samples[0]];
        using var subset = new MemoryStream();
        archive.Subset(samples, subset);
        AgcEditor.Subset(Golden, samples, folder.File("subset.agc"));
        Assert.Equal(File.ReadAllBytes(folder.File("subset.agc")), subset.ToArray());

        using var appended = new MemoryStream();
        using (var compressor = archive.Append(appended))
            compressor.Finish();
        using (var compressor = AgcCompressor.Append(Golden, folder.File("appended.agc")))
            compressor.Finish();
        Assert.Equal(File.ReadAllBytes(folder.File("appended.agc")), appended.ToArray());
        Assert.Equal(archive.Samples.Count, archive.SampleCount);
    }

    [Fact]
    public void WriteSamples_ReportsProgress()
    {
        using var archive = AgcArchive.Open(Golden);
        var watch = new Watch();
        archive.WriteSamples(archive.Samples, Stream.Null, new ExtractionOptions { Progress = watch });
        Assert.Equal(archive.ReadInfo().Bases, watch.Letters);
    }

    private static string Samples(AgcArchive archive)
    {
        using var text = new MemoryStream();
        archive.WriteSamples(archive.Samples, text, new ExtractionOptions());
        return Text.OfBytes(text.ToArray());
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private sealed class Watch : IProgress<ExtractionProgress>
    {
        public long Letters { get; private set; }

        public void Report(ExtractionProgress value) => Letters = value.Letters;
    }
}
