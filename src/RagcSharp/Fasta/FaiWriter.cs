using System.Buffers;
using System.Globalization;
using System.Text;

namespace RagcSharp.Fasta;

/// <summary>
/// Writes an index of FASTA (.fai) as samtools makes it: for each contig name, letters, offset of the first letter, letters a line, bytes
/// a line. As there, a contig without letters is left out, and one whose name was there before. Used by one thread; does not own the
/// output.
/// </summary>
internal sealed class FaiWriter(Stream output)
{
    /// <summary>What the name of such an index ends in.</summary>
    public const string Extension = ".fai";

    private const int BufferSize = 1 << 16;

    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _leftOut = [];
    private long _offset;

    /// <summary>Names of the contigs that were left out.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>Adds a contig.</summary>
    /// <param name="header">Its header, without <c>&gt;</c>.</param>
    /// <param name="length">Its letters.</param>
    /// <param name="offset">Bytes of text before the first of them.</param>
    /// <param name="lineLength">Letters of its first line.</param>
    /// <param name="lineWidth">Bytes of that line with its end.</param>
    public void Add(ReadOnlySpan<byte> header, long length, long offset, long lineLength, long lineWidth)
    {
        var name = FastaHeader.FirstWord(header);
        if (length == 0 || !_names.Add(Encoding.Latin1.GetString(name)))
        {
            _leftOut.Add(Encoding.UTF8.GetString(name));
            return;
        }

        _lines.Write(name);
        string numbers = string.Create(CultureInfo.InvariantCulture, $"\t{length}\t{offset}\t{lineLength}\t{lineWidth}\n");
        _lines.Write(Encoding.ASCII.GetBytes(numbers));
        if (_lines.WrittenCount >= BufferSize)
            Flush();
    }

    /// <summary>Adds a contig that <see cref="FastaWriter"/> would write behind those added before.</summary>
    public void AddWritten(ReadOnlySpan<byte> header, long length, long lineLength)
    {
        _offset += header.Length + ">\n"u8.Length;
        long firstLine = Math.Min(length, lineLength);
        Add(header, length, _offset, firstLine, firstLine + 1);
        _offset += length + (length / lineLength) + (length % lineLength > 0 ? 1 : 0);
    }

    /// <summary>Hands everything on to the stream.</summary>
    public void Flush()
    {
        output.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }
}
