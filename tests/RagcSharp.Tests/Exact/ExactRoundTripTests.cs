using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Exact;

/// <summary>What is kept exactly comes back byte for byte.</summary>
public sealed class ExactRoundTripTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    private string Archive => _folder.File("a.agc");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(">a\nACGT\n")]
    [InlineData(">a\nACGT")]
    [InlineData(">a")]
    [InlineData(">a\n")]
    [InlineData(">a\n\n\n")]
    [InlineData(">\n")]
    [InlineData(">\n>\n> \t\n")]
    [InlineData(">a\r\nAC\r\nGT\r\n")]
    [InlineData(">a\r\nAC\r\nGT")]
    [InlineData(">a\r\nAC\nGT\r")]
    [InlineData(">a\rAC\rGT\r>b\rAC\r")]
    [InlineData(">a\rAC\r\r\n\n\rGT\r\r\n")]
    [InlineData(">a\r\r\nAC\n")]
    [InlineData(">a\nAC\nGT\nA\n\n\n>b\nAC\nGT\n\n>c\nACG\nTA\n")]
    [InlineData(">a\nAC\nG\n\n\r\n\nTT\n\n")]
    [InlineData(">a\nACGTACGT\n>b\nAC\nGT\nAC\n>c\nACGTACGTACGT\n>d\nAC\nGT\n")]
    [InlineData(">a\nAC\nGT\n>b\nACGT\nACGT\nA\n>c\nACGTA\nC\n")]
    [InlineData(">a\nacgt\nACgtNNnn\n>b\nttTT\n>c\nTTT\n>d\nttt\n")]
    [InlineData(">a\nAC-GT*\n>b\n---\n>c\n-A-\n>d\nA.C1 2\t3\vG\f\n")]
    [InlineData(">a\nAXxEEEN\n>b\nXXX\nXXX\nj\n>c\nNXN\n")]
    [InlineData(">a\nA@[`{~\u007f\u0080\u00ffC\n\0\n")]
    [InlineData(">a\nAC>GT\n >b\n>b>c\nA\n")]
    [InlineData(">M\u00c3\u00bcller\nAC\n>x\n>\u00ff\0\u00fe y\nGT\n>M\u00c3\u00b6ller\n")]
    [InlineData("\n\r\n \t\n>a\nA\n")]
    [InlineData("\u00ef\u00bb\u00bf>a\nA\n")]
    [InlineData(";comment\rmore>\n>a\nA\n")]
    public void Sample_ComesBack(string file)
    {
        byte[] bytes = Text.Bytes(file);
        ExactArchive.Create(Archive, ExactArchive.Options, bytes);
        Assert.Equal(file, Text.OfBytes(ExactArchive.Read(Archive, new(), "a0")));
    }

    [Fact]
    public void Sample_ComesBackWhateverItIs()
    {
        Seeded.Run(150, random =>
        {
            byte[][] files = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => RandomFasta.Next(random))];
            ExactArchive.Create(Archive, ExactArchive.Options, files);
            using var archive = AgcArchive.Open(Archive);
            for (int i = 0; i < files.Length; i++)
            {
                string file = Text.OfBytes(files[i]);
                Assert.Equal(file, Text.OfBytes(ExactArchive.Read(archive, new(), $"a{i}")));
                var plain = new ExtractionOptions { IgnorePreservedText = true };
                Assert.Equal(PlainView.Of(file, 80), Text.OfBytes(ExactArchive.Read(archive, plain, $"a{i}")));
            }
        });
    }

    // Soft-masked genomes, proteins, alignments with gaps, old Macintosh files, numbered columns.
    [Theory]
    [InlineData("ACGTNacgtn", 30, "\n", 60)]
    [InlineData("ACGTacgtNX", 50, "\r\n", 70)]
    [InlineData("ACDEFGHIKLMNPQRSTVWYBXZU*", 1, "\n", 60)]
    [InlineData("ACGTacgt-.", 20, "\n", int.MaxValue)]
    [InlineData("ACDEFGHIKLMNPQRSTVWY-", 20, "\r\n", 80)]
    [InlineData("ACGT", 1, "\r", 50)]
    [InlineData("acgt 1234567890", 10, "\n", 66)]
    public void KindsOfFiles_ComeBack(string alphabet, int run, string lineEnd, int width)
    {
        var random = new Random(run + width);
        var file = new System.Text.StringBuilder();
        for (int record = 0; record < 30; record++)
        {
            var letters = new System.Text.StringBuilder();
            for (int runs = random.Next(20_000 / run); runs > 0; runs--)
                letters.Append(alphabet[random.Next(alphabet.Length)], random.Next(1, 2 * run));
            file.Append($">record {record}{lineEnd}");
            foreach (char[] line in letters.ToString().Chunk(width))
                file.Append(line).Append(lineEnd);
        }

        byte[] bytes = Text.Bytes(file.ToString());
        ExactArchive.Create(Archive, ExactArchive.Options with { SegmentSize = 5000 }, bytes, bytes);
        Assert.True(bytes.AsSpan().SequenceEqual(ExactArchive.Read(Archive, new(), "a1")));
        var plain = new ExtractionOptions { LineLength = 61, IgnorePreservedText = true };
        Assert.Equal(PlainView.Of(file.ToString(), 61), Text.OfBytes(ExactArchive.Read(Archive, plain, "a0")));
    }

    // More runs than a block holds, in lines of all lengths.
    [Fact]
    public void Sample_ComesBackWhenItsTracksHaveManyBlocks()
    {
        byte[] file = Large(new Random(3), 400_000);
        ExactArchive.Create(Archive, ExactArchive.Options with { SegmentSize = 20_000 }, file, file);
        Assert.True(file.AsSpan().SequenceEqual(ExactArchive.Read(Archive, new() { Threads = 3 }, "a1")));
    }

    [Fact]
    public void Samples_ComeBackOneAfterAnother()
    {
        byte[][] files = [.. ((string[])[">a\nAC\n", "\n>a\nACGT", ">a\racgt\r", ">a\r\nAC"]).Select(Text.Bytes)];
        ExactArchive.Create(Archive, ExactArchive.Options, files);
        // Only between samples is a line end put where there is none.
        Assert.Equal(
            ">a\racgt\r\n>a\nACGT\n\n>a\nACGT\n>a\nAC\n>a\r\nAC",
            Text.OfBytes(ExactArchive.Read(Archive, new(), "a2", "a1", "a1", "a0", "a3")));
    }

    [Fact]
    public void Archive_DoesNotDependOnThreads()
    {
        var random = new Random(8);
        byte[][] files = [Large(random, 200_000), .. Enumerable.Range(0, 7).Select(_ => RandomFasta.Next(random))];
        ExactArchive.Create(Archive, ExactArchive.Options with { Threads = 1 }, files);
        byte[] expected = File.ReadAllBytes(Archive);
        for (int threads = 2; threads <= 6; threads++)
        {
            ExactArchive.Create(Archive, ExactArchive.Options with { Threads = threads }, files);
            Assert.Equal(expected, File.ReadAllBytes(Archive));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    [InlineData("no record\n")]
    [InlineData("@r\nACGT\n+\n>III\n>a\n")]
    public void Reader_RefusesWhatIsNoFasta(string file)
    {
        string message = Assert.Throws<InvalidDataException>(
            () => ExactArchive.Create(Archive, ExactArchive.Options, Text.Bytes(file))).Message;
        Assert.StartsWith("a0: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reader_RefusesEndlessTextBeforeTheFirstRecord()
    {
        byte[] file = [.. new byte[(1 << 20) + 1], .. "\n>a\nA\n"u8];
        string message = Assert.Throws<InvalidDataException>(() => ExactArchive.Create(Archive, ExactArchive.Options, file)).Message;
        Assert.Contains("no record in the first", message, StringComparison.Ordinal);
        file = [.. new byte[(1 << 20) - 1], .. "\n>a\nA\n"u8];
        ExactArchive.Create(Archive, ExactArchive.Options, file);
        Assert.True(file.AsSpan().SequenceEqual(ExactArchive.Read(Archive, new(), "a0")));
    }

    // Every letter of another case or kind than the one before, often.
    private static byte[] Large(Random random, int letters)
    {
        var text = new System.Text.StringBuilder(">large\n");
        for (int i = 0; i < letters; i++)
        {
            text.Append("ACGTacgtXx-"[random.Next(11)]);
            if (random.Next(10) == 0)
                text.Append('\n');
            if (random.Next(2000) == 0)
                text.Append("\n>\u00fc").Append(i).Append('\n');
        }

        return Text.Bytes(text.ToString());
    }
}
