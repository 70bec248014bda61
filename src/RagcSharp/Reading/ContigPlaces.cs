using System.Text;
using System.Text.Unicode;

using RagcSharp.Collection;
using RagcSharp.Fasta;

namespace RagcSharp.Reading;

/// <summary>
/// Finds contigs whose samples are not told: of every sample the one that is meant. Reads all names of an archive, once.
/// </summary>
/// <param name="names">The names of the contigs, in UTF-8.</param>
/// <param name="found">Takes each, by its number, with the sample and the contig; samples come in order.</param>
internal sealed class ContigPlaces(DistinctNames names, Action<int, int, int> found)
{
    // For each name the last sample that has it.
    private readonly int[] _lastSamples = [.. Enumerable.Repeat(-1, names.Count)];
    private readonly List<(int Name, int Contig)> _words = [];

    public void FindIn(SampleCatalog samples)
    {
        if (names.Count == 0)
            return;
        int sample = 0;
        foreach (var contigs in samples.ContigNames())
            FindIn(sample++, contigs);
    }

    // A whole header goes before a first word, and of equal ones the first is meant.
    private void FindIn(int sample, ContigNames contigs)
    {
        _words.Clear();
        for (int contig = 0; contig < contigs.Count; contig++)
        {
            var header = contigs[contig];
            if (NumberOf(header) is >= 0 and var whole)
                Add(whole, sample, contig);
            if (FastaHeader.FirstWord(header) is var word && word.Length < header.Length && NumberOf(word) is >= 0 and var named)
                _words.Add((named, contig));
        }

        foreach (var (name, contig) in _words)
            Add(name, sample, contig);
    }

    private void Add(int name, int sample, int contig)
    {
        if (_lastSamples[name] == sample)
            return;
        _lastSamples[name] = sample;
        found(name, sample, contig);
    }

    // Headers that are not UTF-8 are asked for as they are shown.
    private int NumberOf(ReadOnlySpan<byte> name) => names.Find(
        Utf8.IsValid(name) ? name : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(name)));
}
