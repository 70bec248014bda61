using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

using CommunityToolkit.HighPerformance;

namespace RagcSharp.Fasta.Bgzf;

/// <summary>
/// A block of BGZF (SAM specification, section 4.1): a gzip member of at most 64 KiB whose header tells its length, so that readers can
/// enter at any block. Takes contents, then compresses them. Used by one thread at a time.
/// </summary>
internal sealed class BgzfBlock
{
    /// <summary>Bytes of contents: as many as bgzip takes, so that a block fits that cannot be compressed.</summary>
    public const int MostContent = 0xFF00;

    /// <summary>Zeros at the end of <see cref="EndOfFile"/>.</summary>
    public const int ZerosAtEnd = 9;

    /// <summary>Share of repeats from which on matches can save something.</summary>
    private const double LeastRepeated = 0.05;

    private const int MostLength = 0x10000, PlainHeaderLength = 10, TrailerLength = 8;

    private readonly byte[] _content = new byte[MostContent];
    private readonly RepeatedText _repeats = new();
    private ArrayBufferWriter<byte> _member = new(MostLength);
    private ArrayBufferWriter<byte> _other = new(MostLength);
    private int _used;

    /// <summary>The block without contents that stands at the end of every file: without it a file counts as cut off.</summary>
    public static ReadOnlySpan<byte> EndOfFile =>
        [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 6, 0, (byte)'B', (byte)'C', 2, 0, 0x1B, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    // gzip, deflate, a field BC of two bytes: the block's length less one, which follows.
    private static ReadOnlySpan<byte> Header => EndOfFile[..16];

    // The name of the field, and its length.
    private static ReadOnlySpan<byte> BcField => Header[^4..];

    /// <summary><see cref="EndOfFile"/> without the zeros at its end.</summary>
    public static ReadOnlySpan<byte> EndWithoutZeros => EndOfFile[..^ZerosAtEnd];

    public bool IsEmpty => _used == 0;

    public bool IsFull => _used == MostContent;

    /// <summary>Whether a file begins with a block: gzip whose header has the field BC, among others or alone.</summary>
    /// <param name="head">Its first bytes.</param>
    public static bool Begins(ReadOnlySpan<byte> head)
    {
        const int FlagsAt = 3, FieldsAt = 12;
        const byte HasFields = 4;
        if (head.Length < FieldsAt || !head.StartsWith(Header[..FlagsAt]) || (head[FlagsAt] & HasFields) == 0)
            return false;
        var fields = head[FieldsAt..];
        fields = fields[..Math.Min(fields.Length, BinaryPrimitives.ReadUInt16LittleEndian(head[(FieldsAt - sizeof(ushort))..]))];
        while (fields.Length >= BcField.Length)
        {
            if (fields.StartsWith(BcField))
                return true;
            int length = BcField.Length + BinaryPrimitives.ReadUInt16LittleEndian(fields[(BcField.Length - sizeof(ushort))..]);
            fields = fields[Math.Min(fields.Length, length)..];
        }

        return false;
    }

    /// <summary>Takes in as many bytes as there is room for, and tells how many.</summary>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, MostContent - _used);
        bytes[..count].CopyTo(_content.AsSpan(_used));
        _used += count;
        return count;
    }

    /// <summary>Compresses the contents, of which there are some.</summary>
    /// <param name="level">Of deflate, 1 to 9.</param>
    /// <remarks>
    /// Letters without repeats take 2.2 bits when matches are not looked for, and 2.5 when they are, in eight times the time (yeast,
    /// level 6). So matches are looked for only in blocks with repeats, and the smaller of both results is taken.
    /// </remarks>
    public void Compress(int level)
    {
        Deflate(level, ZLibCompressionStrategy.RunLengthEncoding);
        if (_repeats.ShareOf(_content.AsSpan(0, _used)) > LeastRepeated)
        {
            (_member, _other) = (_other, _member);
            Deflate(level, ZLibCompressionStrategy.Default);
            if (_other.WrittenCount < _member.WrittenCount)
                (_member, _other) = (_other, _member);
        }

        if (LengthWith(_member.WrittenCount - PlainHeaderLength) > MostLength)
            Store();
    }

    /// <summary>Writes the block, once it is compressed, and tells its length.</summary>
    public int WriteTo(Stream output)
    {
        // .NET's header of a member gives way to one with the length.
        var body = _member.WrittenSpan[PlainHeaderLength..];
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)(LengthWith(body.Length) - 1));
        output.Write(Header);
        output.Write(length);
        output.Write(body);
        return LengthWith(body.Length);
    }

    /// <summary>Forgets the contents.</summary>
    public void Clear() => _used = 0;

    private void Deflate(int level, ZLibCompressionStrategy strategy)
    {
        var options = new ZLibCompressionOptions { CompressionLevel = level, CompressionStrategy = strategy };
        _member.ResetWrittenCount();
        using var gzip = new GZipStream(_member.AsStream(), options);
        gzip.Write(_content, 0, _used);
    }

    private static int LengthWith(int body) => Header.Length + sizeof(ushort) + body;

    // One stored block of deflate: a byte that says so and that it is the last, the length and its complement, the contents.
    private void Store()
    {
        byte[] trailer = _member.WrittenSpan[^TrailerLength..].ToArray();
        Span<byte> start = stackalloc byte[5];
        start[0] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(start[1..], (ushort)_used);
        BinaryPrimitives.WriteUInt16LittleEndian(start[3..], (ushort)~_used);
        _member.ResetWrittenCount();
        _member.Advance(PlainHeaderLength);
        _member.Write<byte>(start);
        _member.Write<byte>(_content.AsSpan(0, _used));
        _member.Write<byte>(trailer);
    }
}
