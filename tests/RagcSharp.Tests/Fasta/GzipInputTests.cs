using System.IO.Compression;

using RagcSharp.Fasta;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Fasta;

public sealed class GzipInputTests
{
    private static readonly byte[] Small = Text.Bytes(">a\nACGTACGTTTGACGATTACA\n>b\nACGT\n");

    [Fact]
    public void Read_TakesOneMember() => CheckReads(Small, Gzip(Small));

    [Fact]
    public void Read_TakesSeveralMembers()
    {
        CheckReads(Small, [.. Gzip(Small[..7]), .. Gzip(Small[7..])]);
        CheckReads(Small, [.. Gzip([]), .. Gzip(Small[..7]), .. Gzip([]), .. Gzip(Small[7..])]);
    }

    // What bgzip writes ends in an empty member.
    [Fact]
    public void Read_TakesAnEmptyMemberAtTheEnd() => CheckReads(Small, [.. Gzip(Small), .. Gzip([])]);

    [Fact]
    public void Read_TakesManySmallMembers()
    {
        byte[] content = Content(200_000);
        var file = new MemoryStream();
        for (int at = 0; at < content.Length; at += 999)
            file.Write(Gzip(content[at..Math.Min(content.Length, at + 999)]));
        file.Write(Gzip([]));
        CheckReads(content, file.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(17)]
    [InlineData(100)]
    [InlineData(70_000)]
    public void Read_TakesZerosBehindTheEnd(int zeros)
    {
        CheckReads(Small, [.. Gzip(Small), .. new byte[zeros]]);
        CheckReads(Small, [.. Gzip(Small[..9]), .. Gzip(Small[9..]), .. new byte[zeros]]);
        byte[] content = Content(300_000);
        CheckReads(content, [.. Gzip(content), .. new byte[zeros]]);
    }

    [Fact]
    public void Read_RefusesEveryCutFile()
    {
        byte[] file = Gzip(Small);
        for (int length = 2; length < file.Length; length++)
            CheckRefuses(file[..length], "gzip data is cut off");
    }

    [Fact]
    public void Read_RefusesEveryCutFileOfTwoMembers()
    {
        byte[] first = Gzip(Small[..15]), file = [.. first, .. Gzip(Small[15..])];
        for (int length = 2; length < file.Length; length++)
        {
            if (length == first.Length)
                CheckReads(Small[..15], file[..length]);
            else
                CheckRefuses(file[..length]);
        }
    }

    [Fact]
    public void Read_RefusesALargeCutFile()
    {
        byte[] file = Gzip(Content(300_000));
        foreach (int cut in (int[])[1, 4, 8, 9, 100, file.Length / 2, file.Length - 20])
            CheckRefuses(file[..^cut], "gzip data is cut off");
    }

    // What bgzip writes ends in an empty block, and other gzip does not.
    [Fact]
    public void Warning_ComesForBgzfThatMayBeCutOff()
    {
        byte[] content = Content(200_000), file = Bgzf(content);
        int[] blocks = [.. BgzfFile.Blocks(file).Select(block => (int)block.Offset)];
        Assert.InRange(blocks.Length, 4, 9);
        foreach (int padding in (int[])[0, 1, 9, 70_000])
        {
            foreach (int atMost in (int[])[1 << 20, 1000, 7])
            {
                CheckWarns([.. file, .. new byte[padding]], atMost, expected: 0);
                CheckWarns([.. Gzip(Small), .. new byte[padding]], atMost, expected: 0);
                foreach (int cut in blocks[1..])
                    CheckWarns([.. file[..cut], .. new byte[padding]], atMost, expected: 1);
            }
        }
    }

    // Somebody else's field may stand before it.
    [Fact]
    public void Warning_ComesWhereBcIsNotTheOnlyField()
    {
        byte[] file = Bgzf(Small)[..^28];
        byte[] other = [(byte)'A', (byte)'B', 1, 0, 7];
        CheckWarns([.. file[..10], (byte)(6 + other.Length), 0, .. other, .. file[12..]], 1000, expected: 1);
        CheckWarns([.. file[..10], (byte)other.Length, 0, .. other, .. file[18..]], 1000, expected: 0);
    }

    [Theory]
    [InlineData("x", "followed by something else")]
    [InlineData("some more bytes that are no gzip", "followed by something else")]
    [InlineData("\0\0\0x", "followed by something else")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0some more bytes", "followed by something else")]
    [InlineData("\u001f", "cut off")]
    [InlineData("\u001f\u008b", "cut off")]
    [InlineData("\u001f\u008b\u0008\0\0\0", "cut off")]
    public void Read_RefusesSomethingElseBehindTheEnd(string behind, string expected) =>
        CheckRefuses([.. Gzip(Small), .. Text.Bytes(behind)], expected);

    // A member behind padding is read or refused, but not passed over.
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(600)]
    public void Read_PassesOverNoMemberBehindZeros(int zeros)
    {
        byte[] file = [.. Gzip(Small[..15]), .. new byte[zeros], .. Gzip(Small[15..])];
        var e = Record.Exception(() => Assert.Equal(FastaText.Read(Small), FastaText.Read(file)));
        Assert.True(e is null or InvalidDataException, e?.ToString());
    }

    // All but what tells nothing about the content: flag bits, time, level, system.
    [Fact]
    public void Read_RefusesEveryDamagedByteOfContentAndEnd()
    {
        byte[] file = Gzip(Small);
        for (int at = 10; at < file.Length; at++)
        {
            byte[] damaged = [.. file];
            damaged[at] ^= 0x55;
            CheckRefuses(damaged);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(100)]
    public void Read_FillsBuffersOfAnySize(int size)
    {
        foreach (int zeros in (int[])[0, 1, 20])
        {
            using var input = new GzipInput(new MemoryStream([.. Gzip(Small), .. new byte[zeros]]), "x");
            Assert.Equal(Text.OfBytes(Small), ReadAll(input, () => size));
        }
    }

    [Fact]
    public void Read_FillsBuffersOfChangingSizes()
    {
        Seeded.Run(30, random =>
        {
            using var input = new GzipInput(new MemoryStream([.. Gzip(Small), .. new byte[random.Next(3)]]), "x");
            Assert.Equal(Text.OfBytes(Small), ReadAll(input, () => random.Next(1, 40)));
        });
    }

    private static string ReadAll(GzipInput input, Func<int> size)
    {
        var content = new MemoryStream();
        while (true)
        {
            var buffer = new byte[size()];
            int read = input.Read(buffer);
            if (read == 0)
                return Text.OfBytes(content.ToArray());
            content.Write(buffer, 0, read);
        }
    }

    private static byte[] Content(int length) =>
        Text.Bytes(">a\n" + Text.Letter(RandomSymbols.Plain(new Random(length), length)) + "\n");

    private static void CheckReads(byte[] content, byte[] file)
    {
        string expected = FastaText.Read(content);
        foreach (int atMost in (int[])[int.MaxValue, 1, 7, 1000])
            Assert.Equal(expected, FastaText.Read(new TrickleStream(file, atMost)));
    }

    private static void CheckRefuses(byte[] file, string expected = "")
    {
        foreach (int atMost in (int[])[int.MaxValue, 1])
        {
            var e = Assert.Throws<InvalidDataException>(() => FastaText.Read(new TrickleStream(file, atMost)));
            Assert.StartsWith(FastaText.FileName, e.Message, StringComparison.Ordinal);
            Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        }
    }

    private static void CheckWarns(byte[] file, int atMost, int expected)
    {
        var warnings = new List<InputWarning>();
        using var text = new TextSource("FASTA") { Warn = warnings.Add }.Read(new TrickleStream(file, atMost), "x.gz");
        text.CopyTo(Stream.Null);
        Assert.Equal(Enumerable.Repeat(new InputWarning(InputWarningKind.EndMissing, "x.gz"), expected), warnings);
    }

    private static byte[] Bgzf(byte[] content)
    {
        var file = new MemoryStream();
        using (var output = new FastaOutput(file, new FastaOutputOptions { Level = 1 }))
        {
            output.Stream.Write(content);
            output.Commit();
        }

        return file.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Optimal))
            gzip.Write(content);
        // Nothing is written for no content: the empty member that bgzip ends files with stands for it.
        byte[] bytes = file.ToArray();
        return bytes.Length > 0
            ? bytes
            : Convert.FromHexString("1F8B08040000000000FF0600424302001B0003000000000000000000");
    }
}
