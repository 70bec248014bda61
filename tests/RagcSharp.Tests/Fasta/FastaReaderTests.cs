using RagcSharp.Fasta;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Fasta;

public sealed class FastaReaderTests
{
    [Theory]
    [InlineData(">a\nACGT\n", "a=ACGT")]
    [InlineData(">a\nACGT", "a=ACGT")]
    [InlineData(">a\r\nACGT\r\nNN\r\n", "a=ACGTNN")]
    [InlineData(">a\r\nACGT\r", "a=ACGT")]
    [InlineData(">a\nAC\n\n\nGT\n\n>b\n\nT\n\n", "a=ACGT|b=T")]
    [InlineData("\n\r\n \t\n>a\nA\n", "a=A")]
    [InlineData(">a\n>b\nA\n>c\n\n>d\n", "a=|b=A|c=|d=")]
    [InlineData(">a", "a=")]
    [InlineData(">a\r", "a=")]
    [InlineData(">a\nA\n>a\nC\n>a\nA\n", "a=A|a=C|a=A")]
    [InlineData(">a\n A C\tG\v\fT \n", "a=ACGT")]
    [InlineData(">a\nA\rC\n", "a=AC")]
    [InlineData(">a\nacgtnryswkmbdhvu\n", "a=ACGTNRYSWKMBDHVU")]
    [InlineData(">a b  c\td \nA\n", "a b  c\td =A")]
    [InlineData("> a\nA\n", " a=A")]
    [InlineData(">a>b\nA\n", "a>b=A")]
    [InlineData(">\u0001~\nA\n", "\u0001~=A")]
    public void Read_GivesTheRecords(string file, string records) =>
        Assert.Equal(records, FastaText.ReadBothWays(Text.Bytes(file)));

    [Theory]
    [InlineData("", 0, "empty")]
    [InlineData("\n", 1, "blank lines")]
    [InlineData("\n \r\n\t", 3, "blank lines")]
    [InlineData("ACGT\n", 1, "before the first '>'")]
    [InlineData("\n\nACGT\n>a\nA\n", 3, "before the first '>'")]
    [InlineData(" >a\nA\n", 1, "before the first '>'")]
    [InlineData(";comment\n>a\nA\n", 1, "before the first '>'")]
    [InlineData("@r\nACGT\n+\nIIII\n", 1, "FASTQ")]
    [InlineData("\0\0\0", 1, "before the first '>'")]
    [InlineData(">\nA\n", 1, "without a name")]
    [InlineData(">", 1, "without a name")]
    [InlineData("> \t \r\nA\n", 1, "without a name")]
    [InlineData(">a\nA\nC\n>\r\nA\n", 4, "without a name")]
    [InlineData(">a\nA\n>b\u00e9\nA\n", 3, "0xe9")]
    [InlineData(">a\u0080\nA\n", 1, "0x80")]
    [InlineData(">a\0b\nA\n", 1, "0x00")]
    [InlineData(">a\rb\nA\n", 1, "carriage return")]
    [InlineData(">a\r\r\nA\n", 1, "carriage return")]
    [InlineData(">a\nACGT>b\nA\n", 2, "'>' at symbol 5")]
    [InlineData(">a\nAC\n >b\n", 3, "'>' at symbol 3")]
    [InlineData(">a\nAC\n\nA1\n", 4, "'1' at symbol 4")]
    [InlineData(">a\nAC-GT\n", 2, "'-' at symbol 3")]
    [InlineData(">a\nACGT*\n", 2, "'*' at symbol 5")]
    [InlineData(">a\n.\n", 2, "'.' at symbol 1")]
    [InlineData(">a\nAJ\n", 2, "'J' at symbol 2")]
    [InlineData(">a\nAj\n", 2, "'j' at symbol 2")]
    [InlineData(">a\nAE\n", 2, "'E' at symbol 2")]
    [InlineData(">a\nA\n>b\nX\n", 4, "'X' at symbol 1")]
    [InlineData(">a\nA\0\n", 2, "0x00 at symbol 2")]
    [InlineData(">a\nA\u00ff\n", 2, "0xff at symbol 2")]
    [InlineData(">a\nA\u0080\n", 2, "0x80 at symbol 2")]
    [InlineData(">a\nA\u007f\n", 2, "0x7f at symbol 2")]
    public void Read_RefusesWhatWouldNotComeBack(string file, int line, string what)
    {
        string message = FastaText.ReadBothWays(Text.Bytes(file));
        Assert.StartsWith($"error: {FastaText.FileName}: ", message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
        if (what is not ("empty" or "blank lines"))
            Assert.Contains($"line {line}: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RefusesEveryByteThatIsNeitherLetterNorWhiteSpace()
    {
        for (int b = 0; b < 256; b++)
        {
            bool isLetter = b < 128 && "ACGTNRYSWKMBDHVU".Contains(char.ToUpperInvariant((char)b), StringComparison.Ordinal);
            string read = FastaText.ReadBothWays([.. ">a\nAC"u8, (byte)b, .. "GT\n"u8]);
            if (isLetter)
                Assert.Equal($"a=AC{char.ToUpperInvariant((char)b)}GT", read);
            else if (b is ' ' or (>= '\t' and <= '\r'))
                Assert.Equal("a=ACGT", read);
            else
                Assert.StartsWith("error: ", read, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_GivesBackRandomFiles()
    {
        Seeded.Run(60, random =>
        {
            string lineEnd = random.Next(2) == 0 ? "\n" : "\r\n";
            var file = new System.Text.StringBuilder();
            var records = new List<string>();
            for (int contig = random.Next(1, 8); contig > 0; contig--)
            {
                string header = new([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => (char)random.Next('!', '~'))]);
                string letters = Text.Letter(RandomSymbols.Any(random, random.Next(3) == 0 ? random.Next(300_000) : random.Next(100)));
                records.Add($"{header}={letters}");
                file.Append('>').Append(header).Append(lineEnd);
                int width = random.Next(4) == 0 ? int.MaxValue : random.Next(1, 100);
                for (int at = 0; at < letters.Length; at += Math.Min(width, letters.Length - at))
                    file.Append(letters.AsSpan(at, Math.Min(width, letters.Length - at))).Append(lineEnd);
            }

            byte[] bytes = Text.Bytes(file.ToString());
            Assert.Equal(string.Join('|', records), FastaText.Read(new TrickleStream(bytes, random.Next(1000, 200_000))));
            Assert.Equal(string.Join('|', records), FastaText.Read(bytes));
        });
    }

    [Fact]
    public void Read_TellsTheFaultyRecordAfterGivingTheOnesBefore()
    {
        using var reader = FastaSource.Read(new MemoryStream(Text.Bytes(">a\nA\n>b\nC!\n")), "x");
        using (var first = reader.Read())
            Assert.Equal("a"u8, first!.Header);
        Assert.Throws<InvalidDataException>(reader.Read);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Read_TakesHeadersUpToTheLimit(string lineEnd)
    {
        string header = new('h', FastaHeader.MostLength);
        Assert.Equal($"{header}=A", FastaText.Read(Text.Bytes($">{header}{lineEnd}A\n")));
        var e = Assert.Throws<InvalidDataException>(() => FastaText.Read(Text.Bytes($">a\nC\n>{header}h{lineEnd}A\n")));
        Assert.Equal($"{FastaText.FileName}: line 3: a header of more than 16 MiB", e.Message);
    }

    // More than any array could hold.
    [Theory]
    [InlineData(">", 'h', "line 1: a header of more than 16 MiB")]
    [InlineData("", ' ', "holds no record, only blank lines")]
    [InlineData("\n", '\n', "holds no record, only blank lines")]
    [InlineData("", '\0', "is a binary file; FASTA, plain or gzip, was expected")]
    [InlineData("", 'x', "line 1: text before the first '>'")]
    public void Read_TakesLittleMemoryForEndlessLines(string begin, char then, string expected)
    {
        const long Most = 200L << 20;
        long length = then == '\n' ? 1L << 28 : (1L << 31) + (1 << 20);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var e = Assert.Throws<InvalidDataException>(() => FastaText.Read(new EndlessLine(begin, (byte)then, length)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Most);
        Assert.Contains($"{FastaText.FileName}: {expected}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_ClosesTheStream()
    {
        var stream = new TrickleStream(Text.Bytes(">a\nA\n"));
        FastaSource.Read(stream, "x").Dispose();
        Assert.True(stream.IsDisposed);
    }

    [Theory]
    [InlineData("FD377A585A00", "xz")]
    [InlineData("28B52FFD", "zstd")]
    [InlineData("425A6839", "bzip2")]
    [InlineData("504B0304", "zip")]
    public void Source_NamesOtherCompressions(string magic, string name)
    {
        var stream = new TrickleStream([.. Convert.FromHexString(magic), .. new byte[20]]);
        var e = Assert.Throws<InvalidDataException>(() => FastaText.Read(stream));
        Assert.Contains(FastaText.FileName, e.Message, StringComparison.Ordinal);
        Assert.Contains($"compressed by {name};", e.Message, StringComparison.Ordinal);
        Assert.True(stream.IsDisposed);
    }

    [Fact]
    public void Source_RefusesDirectoriesAndMissingFiles()
    {
        using var directory = new TempDirectory();
        Assert.Contains(
            "is a directory", Assert.Throws<IOException>(() => FastaSource.Text.Open(directory.Path)).Message, StringComparison.Ordinal);
        string missing = directory.File("none.fa");
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => FastaSource.Text.Open(missing)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.y.fa.gz", "x.y")]
    [InlineData("a.fa", "a")]
    [InlineData("a.fasta", "a")]
    [InlineData("a.fna", "a")]
    [InlineData("a.fa.gz", "a")]
    [InlineData("a.fna.gz", "a")]
    [InlineData("a.fasta.gz", "a")]
    [InlineData("a.fa.fa.fasta.gz.fna.gz", "a")]
    [InlineData(".fa", ".fa")]
    [InlineData(".fa.gz", ".fa")]
    [InlineData("ns.v2.fa", "ns.v2")]
    [InlineData("63", "63")]
    [InlineData("63.txt", "63")]
    [InlineData("dir/a.b.c", "a.b")]
    [InlineData("/x.fa/y", "y")]
    [InlineData("a.FA.gz", "a")]
    [InlineData("X7.FNA.GZ", "X7")]
    [InlineData("X7.Fasta.BGZ", "X7")]
    [InlineData(".FA.GZ", ".FA")]
    [InlineData("a.", "a")]
    [InlineData("fa.gz", "fa")]
    public void SampleName_FollowsTheTable(string path, string name) => Assert.Equal(name, FastaSource.SampleName(path));
}
