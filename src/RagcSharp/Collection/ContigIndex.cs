using System.Text;

using RagcSharp.Archive;
using RagcSharp.Fasta;

namespace RagcSharp.Collection;

/// <summary>The contigs of a sample by name, and where each begins. Immutable, so safe for any number of threads.</summary>
internal sealed class ContigIndex
{
    /// <summary>Bytes of memory that a contig takes here.</summary>
    public const int BytesAContig = sizeof(long) + 3 * NameTable.SlotsAThing * sizeof(int);

    private const char Unreadable = '\uFFFD';

    private readonly int _k;

    // For each contig where it begins: see Region.Place. One more, behind the last one.
    private readonly long[] _places;

    private readonly NameTable _byHeader;
    private readonly NameTable _byWord;
    private NameTable? _byShortName;

    /// <exception cref="InvalidDataException">The length of a segment is impossible.</exception>
    public ContigIndex(ContigList contigs, int k)
    {
        _k = k;
        Contigs = contigs;
        _places = new long[contigs.Count + 1];
        _byHeader = new NameTable(contigs.Count, HeaderOf);
        _byWord = new NameTable(contigs.Count, WordOf);
        for (int contig = 0; contig < contigs.Count; contig++)
        {
            _places[contig + 1] = _places[contig] + LengthOf(contigs, contig, k) + 1;
            // Of equal names the first one stays.
            _ = _byHeader.TryAdd(contig);
            _ = _byWord.TryAdd(contig);
        }
    }

    public ContigList Contigs { get; }

    /// <summary>Symbols of a contig.</summary>
    public long Length(int contig) => _places[contig + 1] - _places[contig] - 1;

    /// <summary>Of all contigs before one, the symbols, and one more each.</summary>
    public long Place(int contig) => _places[contig];

    /// <summary>
    /// The contig of a name, or −1. Of several that it fits the first one is meant, as in C++ AGC; a whole header goes before a first
    /// word.
    /// </summary>
    public int Find(string name)
    {
        // Headers that are not UTF-8 are shown, and asked for, with marks in place of what cannot be read.
        if (name.Contains(Unreadable, StringComparison.Ordinal))
            return FindAsShown(name);
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        int contig = _byHeader.Find(bytes);
        return contig >= 0 ? contig : _byWord.Find(bytes);
    }

    /// <summary>The first contig whose whole header is this, or −1.</summary>
    public int FindByHeader(ReadOnlySpan<byte> header) => _byHeader.Find(header);

    /// <summary>The first contig of a <see cref="FastaHeader.ShortName">short name</see>, or −1.</summary>
    public int FindByShortName(ReadOnlySpan<byte> name) => (_byShortName ?? IndexShortNames()).Find(name);

    /// <summary>The first segment of a contig that reaches behind a position, and where it begins.</summary>
    public (int Segment, long Start) FindSegment(int contig, long position) => Contigs.Find(contig, position, _k);

    // Threads that come at the same time make equal tables; any of them may stay.
    private NameTable IndexShortNames()
    {
        var table = new NameTable(Contigs.Count, contig => FastaHeader.ShortName(Contigs.Names[contig]));
        for (int contig = 0; contig < Contigs.Count; contig++)
            _ = table.TryAdd(contig);
        return _byShortName = table;
    }

    private int FindAsShown(string name)
    {
        int byWord = -1;
        for (int contig = 0; contig < Contigs.Count; contig++)
        {
            if (Encoding.UTF8.GetString(HeaderOf(contig)) == name)
                return contig;
            if (byWord < 0 && Encoding.UTF8.GetString(WordOf(contig)) == name)
                byWord = contig;
        }

        return byWord;
    }

    private static long LengthOf(ContigList contigs, int contig, int k)
    {
        try
        {
            return contigs.Length(contig, k);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"contig {Encoding.UTF8.GetString(contigs.Names[contig])}: {e.Message}", e);
        }
    }

    private ReadOnlySpan<byte> HeaderOf(int contig) => Contigs.Names[contig];

    private ReadOnlySpan<byte> WordOf(int contig) => FastaHeader.FirstWord(Contigs.Names[contig]);
}
