using System.Buffers;

namespace RagcSharp.Fasta;

/// <summary>Tells by its first bytes what a file is that is no text: text may follow in it, and look like FASTA.</summary>
internal static class ForeignContent
{
    /// <summary>Bytes to look at, if there are as many.</summary>
    public const int HeadLength = 4096;

    // Of tar (POSIX.1, ustar): the header of a file, and where its checksum is, the sum of its bytes with blanks in place of itself.
    private const int TarHeaderLength = 512, TarChecksumStart = 148, TarChecksumLength = 8;

    // Text may have a few; where it is more than this and a sixteenth of all, it is none.
    private const int MostControls = 16;

    private static readonly (byte[] Magic, string What)[] Magics =
    [
        (Gzip.ToArray(), "is compressed by gzip"),
        ([0xFD, .. "7zXZ\0"u8], "is compressed by xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "is compressed by zstd"),
        ([.. "BZh"u8], "is compressed by bzip2"),
        ([0x04, 0x22, 0x4D, 0x18], "is compressed by lz4"),
        ([.. "LZIP\x01"u8], "is compressed by lzip"),
        ([0x1F, 0x9D], "is compressed by compress"),
        ([.. "PK\x03\x04"u8], "is compressed by zip"),
        ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "is compressed by 7-Zip"),
        ([.. "Rar!\x1A\x07"u8], "is compressed by RAR"),
        ([0xFF, 0xFE, 0, 0], "is text in UTF-32"),
        ([0, 0, 0xFE, 0xFF], "is text in UTF-32"),
        ([0xFF, 0xFE], "is text in UTF-16"),
        ([0xFE, 0xFF], "is text in UTF-16"),
        ([(byte)'>', 0], "is text in UTF-16"),
        ([0, (byte)'>'], "is text in UTF-16"),
        ([.. "BAM\x01"u8], "is a BAM file"),
        ([.. "BCF\x02"u8], "is a BCF file"),
        ([.. "CRAM\x02"u8], "is a CRAM file"),
        ([.. "CRAM\x03"u8], "is a CRAM file"),
        ([0x1A, 0x41, 0x27, 0x43], "is a 2bit file"),
        ([0x43, 0x27, 0x41, 0x1A], "is a 2bit file"),
        ([.. "%PDF-"u8], "is a PDF file"),
    ];

    // All that neither ends lines nor separates words, but for escape codes of terminals.
    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 128).Where(b => IsControl((byte)b)).Select(b => (byte)b)]);

    /// <summary>What gzip begins with.</summary>
    public static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B];

    /// <summary>What a file is, as <c>is a tar archive</c>; null if it may be text.</summary>
    /// <param name="head">Its first bytes: <see cref="HeadLength"/>, or all of them.</param>
    public static string? Of(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, what) in Magics)
        {
            if (head.StartsWith(magic))
                return what;
        }

        if (IsTar(head))
            return "is a tar archive";
        return IsBinary(head) ? "is a binary file" : null;
    }

    /// <summary>Whether a byte is a control character that text does not have.</summary>
    public static bool IsControl(byte b) => b is < 32 and not ((>= (byte)'\t' and <= (byte)'\r') or 0x1B) or 127;

    private static bool IsBinary(ReadOnlySpan<byte> head)
    {
        int controls = 0;
        for (var rest = head; rest.IndexOfAny(Controls) is >= 0 and var at; rest = rest[(at + 1)..])
            controls++;
        return controls > Math.Max(MostControls, head.Length / 16);
    }

    // By the checksum, which archives of before POSIX have, too.
    private static bool IsTar(ReadOnlySpan<byte> head)
    {
        if (head.Length < TarHeaderLength || head[0] == 0)
            return false;
        var field = head.Slice(TarChecksumStart, TarChecksumLength).TrimStart((byte)' ');
        int expected = 0, digits = 0;
        for (; digits < field.Length && field[digits] is >= (byte)'0' and <= (byte)'7'; digits++)
            expected = expected * 8 + field[digits] - '0';
        int sum = ' ' * TarChecksumLength;
        for (int i = 0; i < TarHeaderLength; i++)
            sum += i is >= TarChecksumStart and < TarChecksumStart + TarChecksumLength ? 0 : head[i];
        return digits > 0 && sum == expected;
    }
}
