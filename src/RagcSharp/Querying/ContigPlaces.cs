using RagcSharp.Collection;
using RagcSharp.Fasta;

namespace RagcSharp.Querying;

/// <summary>
/// Where contigs occur whose samples are not told: of every sample the one that is meant. Reads all names of an archive, once.
/// </summary>
internal sealed class ContigPlaces
{
    private readonly Dictionary<string, List<(int Sample, int Contig)>> _places = new(StringComparer.Ordinal);

    public ContigPlaces(SampleCatalog samples, IEnumerable<string> names)
    {
        foreach (string name in names)
            _ = _places.TryAdd(name, []);
        if (_places.Count == 0)
            return;
        int sample = 0;
        foreach (var contigs in samples.ContigNames())
            Find(sample++, contigs);
    }

    public IReadOnlyList<(int Sample, int Contig)> this[string name] => _places[name];

    // A whole header goes before a first word, and of equal ones the first is meant.
    private void Find(int sample, ContigNames contigs)
    {
        var words = new List<(string Word, int Contig)>();
        for (int contig = 0; contig < contigs.Count; contig++)
        {
            var header = contigs[contig];
            if (Asked(header) is { } whole)
                Add(whole, sample, contig);
            if (Asked(FastaHeader.FirstWord(header)) is { } word)
                words.Add((word, contig));
        }

        foreach (var (word, contig) in words)
            Add(word, sample, contig);
    }

    private void Add(string name, int sample, int contig)
    {
        var places = _places[name];
        if (places.Count == 0 || places[^1].Sample != sample)
            places.Add((sample, contig));
    }

    // The name itself, where it is asked for.
    private string? Asked(ReadOnlySpan<byte> name)
    {
        const int Short = 256;
        int most = System.Text.Encoding.UTF8.GetMaxCharCount(name.Length);
        Span<char> text = most <= Short ? stackalloc char[Short] : new char[most];
        text = text[..System.Text.Encoding.UTF8.GetChars(name, text)];
        return _places.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out string? asked, out _) ? asked : null;
    }
}
