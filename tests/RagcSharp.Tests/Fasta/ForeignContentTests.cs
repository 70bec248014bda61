using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Fasta;

/// <summary>Files that only look like FASTA, each with a line that begins with the mark of a record.</summary>
public sealed class ForeignContentTests
{
    private const string Fasta = ">a\nACGT\n>b\nACGT\n";

    public static TheoryData<byte[], string> Foreign => new()
    {
        { Tar(TarEntryFormat.Ustar), "is a tar archive" },
        { Tar(TarEntryFormat.V7), "is a tar archive" },
        { Tar(TarEntryFormat.Gnu), "is a tar archive" },
        { Tar(TarEntryFormat.Pax), "is a tar archive" },
        { Gzip(Tar(TarEntryFormat.Ustar)), "is a tar archive inside gzip" },
        { Gzip(Gzip(Text.Bytes(Fasta))), "is compressed by gzip inside gzip" },
        { [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Fasta)], "is text in UTF-16" },
        { [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Fasta)], "is text in UTF-16" },
        { Encoding.Unicode.GetBytes(Fasta), "is text in UTF-16" },
        { Encoding.BigEndianUnicode.GetBytes(Fasta), "is text in UTF-16" },
        { [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Fasta)], "is text in UTF-32" },
        { Random(2000, ""), "is a binary file" },
        { Random(2000, ">a\n"), "is a binary file" },
        { Random(100_000, ">a\n"), "is a binary file" },
        { Gzip(Random(2000, "")), "is a binary file inside gzip" },
        { [0x7F, .. "ELF\x02\x01\n>a\nACGT\n"u8], "before the first" },
        { [.. Enumerable.Repeat((byte)' ', 9000), 0, .. "\n>a\nACGT\n"u8], "before the first" },
        { [.. "%PDF-1.7\n>a\nACGT\n"u8], "is a PDF file" },
        { [.. "BAM\x01\n>a\nACGT\n"u8], "is a BAM file" },
        { [.. "LZIP\x01\n>a\nACGT\n"u8], "is compressed by lzip" },
        { [0x04, 0x22, 0x4D, 0x18, .. "\n>a\nACGT\n"u8], "is compressed by lz4" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public void Inputs_AreRefusedByName(byte[] file, string expected)
    {
        var e = Assert.Throws<InvalidDataException>(() => FastaText.Read(file));
        Assert.StartsWith(FastaText.FileName + ": ", e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        e = Assert.Throws<InvalidDataException>(() => Create(file, new CompressionOptions { PreserveText = true }));
        Assert.StartsWith("s: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s: s: ", e.Message, StringComparison.Ordinal);
    }

    // What is inside gzip is meant, and what has a record.
    [Theory]
    [MemberData(nameof(Foreign))]
    public void AnyBytes_AreKeptWhereTheyAreAskedFor(byte[] file, string expected)
    {
        byte[] text = [.. file, .. Text.Bytes("\n>end\nACGT\n")];
        if (file is [0x1F, 0x8B, ..])
            return;
        byte[] archive = Create(text, new CompressionOptions { PreserveText = true, AllowAnyBytes = true });
        using var folder = new TempDirectory();
        File.WriteAllBytes(folder.File("a.agc"), archive);
        Assert.True(text.AsSpan().SequenceEqual(ExactArchive.Read(folder.File("a.agc"), new(), "s")), expected);
    }

    [Fact]
    public void Text_MayBeStrange()
    {
        foreach (string text in (string[])[
            "; \u001b[1mbold\u001b[0m\n>a\nACGT\n", ">a\n" + new string('\0', 9) + "ACGT\n", ">\u0001\u0002\n",
            "\u00ef\u00bb\u00bf>a\nA\n", "PKACGT\n>a\nC\n"])
        {
            _ = Create(Text.Bytes(text), new CompressionOptions { PreserveText = true });
        }
    }

    private static byte[] Create(byte[] file, CompressionOptions options)
    {
        var archive = new MemoryStream();
        using var compressor = AgcCompressor.Create(archive, options);
        compressor.Add("s", new MemoryStream(file));
        compressor.Finish();
        return archive.ToArray();
    }

    // The mark of a record is in it, at the beginning of a line.
    private static byte[] Random(int length, string begin)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return [.. Text.Bytes(begin), 1, .. bytes, .. Text.Bytes("\n" + Fasta)];
    }

    private static byte[] Tar(TarEntryFormat format)
    {
        var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, format))
        {
            TarEntry entry = format switch
            {
                TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, "genomes/one.fa"),
                TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, "genomes/one.fa"),
                TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, "genomes/one.fa"),
                _ => new PaxTarEntry(TarEntryType.RegularFile, "genomes/one.fa"),
            };
            entry.DataStream = new MemoryStream(Text.Bytes("\n" + Fasta));
            tar.WriteEntry(entry);
        }

        return archive.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
            gzip.Write(content);
        return file.ToArray();
    }
}
