using RagcSharp.Collection;
using RagcSharp.Fasta;

namespace RagcSharp.Reading;

/// <summary>Where each <see cref="FastaHeader.ShortName">short name</see> occurs in an archive. Takes 12 bytes a contig. Thread-safe.</summary>
internal sealed class ShortNames
{
    private readonly SampleCatalog _samples;

    // The hash of each contig's short name, in ascending order, and the contig's place.
    private readonly int[] _hashes;
    private readonly (int Sample, int Contig)[] _places;

    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public ShortNames(SampleCatalog samples)
    {
        _samples = samples;
        var hashes = new List<int>();
        var places = new List<(int, int)>();
        int sample = 0;
        foreach (var contigs in samples.ContigNames())
        {
            for (int contig = 0; contig < contigs.Count; contig++)
            {
                hashes.Add(HashOf(FastaHeader.ShortName(contigs[contig])));
                places.Add((sample, contig));
            }

            sample++;
        }

        _hashes = [.. hashes];
        _places = [.. places];
        Array.Sort(_hashes, _places);
    }

    /// <summary>
    /// The contig that alone has a short name; <see cref="NamedContigs.None"/> or <see cref="NamedContigs.Several"/> in its place if it is
    /// not one.
    /// </summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public (int Sample, int Contig) Find(ReadOnlySpan<byte> name)
    {
        int hash = HashOf(name);
        (int Sample, int Contig) found = (NamedContigs.None, NamedContigs.None);
        for (int i = FirstOf(hash); i < _hashes.Length && _hashes[i] == hash; i++)
        {
            var (sample, contig) = _places[i];
            if (!FastaHeader.ShortName(_samples.IndexOf(sample).Contigs.Names[contig]).SequenceEqual(name))
                continue;
            if (found.Sample >= 0)
                return (NamedContigs.None, NamedContigs.Several);
            found = _places[i];
        }

        return found;
    }

    private int FirstOf(int hash)
    {
        int low = 0;
        for (int high = _hashes.Length; low < high;)
        {
            int middle = low + (high - low) / 2;
            if (_hashes[middle] < hash)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    // Seeded anew in every process, so that nobody can choose names that all meet.
    private static int HashOf(ReadOnlySpan<byte> name)
    {
        var hash = default(HashCode);
        hash.AddBytes(name);
        return hash.ToHashCode();
    }
}
