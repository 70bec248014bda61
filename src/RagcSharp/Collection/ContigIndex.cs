namespace RagcSharp.Collection;

/// <summary>The contigs of a sample by name, and where each begins. Immutable, so safe for any number of threads.</summary>
internal sealed class ContigIndex
{
    /// <summary>Bytes of memory that a contig takes here.</summary>
    public const int BytesAContig = sizeof(long) + 4 * sizeof(int);

    private const char Unreadable = '\uFFFD';

    private readonly int _k;

    // For each contig where it begins: see Region.Place. One more, behind the last one.
    private readonly long[] _places;

    // Open hash tables of contigs, each plus 1, by the whole header and by its first word.
    private readonly int[] _byHeader;
    private readonly int[] _byWord;

    /// <exception cref="InvalidDataException">The length of a segment is impossible.</exception>
    public ContigIndex(ContigList contigs, int k)
    {
        _k = k;
        Contigs = contigs;
        _places = new long[contigs.Count + 1];
        _byHeader = new int[2 * contigs.Count + 1];
        _byWord = new int[2 * contigs.Count + 1];
        for (int contig = 0; contig < contigs.Count; contig++)
        {
            _places[contig + 1] = _places[contig] + LengthOf(contigs, contig, k) + 1;
            Add(_byHeader, contig, HeaderOf);
            Add(_byWord, contig, WordOf);
        }
    }

    private delegate ReadOnlySpan<byte> NameOf(int contig);

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
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(name);
        int contig = Find(_byHeader, bytes, HeaderOf);
        return contig >= 0 ? contig : Find(_byWord, bytes, WordOf);
    }

    /// <summary>The first segment of a contig that reaches behind a position, and where it begins.</summary>
    public (int Segment, long Start) FindSegment(int contig, long position) => Contigs.Find(contig, position, _k);

    private int FindAsShown(string name)
    {
        int byWord = -1;
        for (int contig = 0; contig < Contigs.Count; contig++)
        {
            if (System.Text.Encoding.UTF8.GetString(HeaderOf(contig)) == name)
                return contig;
            if (byWord < 0 && System.Text.Encoding.UTF8.GetString(WordOf(contig)) == name)
                byWord = contig;
        }

        return byWord;
    }

    private static void Add(int[] table, int contig, NameOf nameOf)
    {
        var name = nameOf(contig);
        int slot = Slot(table, name);
        for (; table[slot] > 0; slot = (slot + 1) % table.Length)
        {
            if (nameOf(table[slot] - 1).SequenceEqual(name))
                return;
        }

        table[slot] = contig + 1;
    }

    private static int Find(int[] table, ReadOnlySpan<byte> name, NameOf nameOf)
    {
        for (int slot = Slot(table, name); table[slot] > 0; slot = (slot + 1) % table.Length)
        {
            if (nameOf(table[slot] - 1).SequenceEqual(name))
                return table[slot] - 1;
        }

        return -1;
    }

    // Seeded anew in every process, so that nobody can choose names that all meet in one place.
    private static int Slot(int[] table, ReadOnlySpan<byte> name)
    {
        var hash = default(HashCode);
        hash.AddBytes(name);
        return (int)((uint)hash.ToHashCode() % (uint)table.Length);
    }

    private static long LengthOf(ContigList contigs, int contig, int k)
    {
        try
        {
            return contigs.Length(contig, k);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"contig {System.Text.Encoding.UTF8.GetString(contigs.Names[contig])}: {e.Message}", e);
        }
    }

    private ReadOnlySpan<byte> HeaderOf(int contig) => Contigs.Names[contig];

    private ReadOnlySpan<byte> WordOf(int contig) => FirstWordOf(Contigs.Names[contig]);

    /// <summary>
    /// The first word of a header, by which a contig may be asked for: up to the first blank, so that a header that begins with one has
    /// none.
    /// </summary>
    public static ReadOnlySpan<byte> FirstWordOf(ReadOnlySpan<byte> header)
    {
        int end = header.IndexOfAny(" \t\r\n"u8);
        return end < 0 ? header : header[..end];
    }
}
