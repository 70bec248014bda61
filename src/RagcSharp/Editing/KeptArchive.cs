namespace RagcSharp.Editing;

/// <summary>What a new archive takes of another one.</summary>
internal sealed class KeptArchive
{
    private readonly int _first;
    private readonly IReadOnlyDictionary<int, int> _standIns;

    /// <param name="source">The other archive.</param>
    /// <param name="samples">Numbers of the samples that are kept, ascending.</param>
    /// <param name="first">The number of the first of them in the new archive.</param>
    /// <param name="standIns">
    /// Samples that are not kept because an equal one is in the new archive already, and the number of that there; null for none.
    /// </param>
    /// <param name="cancellation">Ends the reading of segments.</param>
    /// <exception cref="InvalidDataException">The archive is damaged, or holds what this version would lose.</exception>
    public KeptArchive(
        SourceArchive source, int[] samples, int first, IReadOnlyDictionary<int, int>? standIns, CancellationToken cancellation)
    {
        source.CheckKnown();
        Source = source;
        Samples = samples;
        _first = first;
        _standIns = standIns ?? new Dictionary<int, int>();
        Groups = new KeptGroups(source, samples, cancellation);
    }

    /// <summary>The other archive.</summary>
    public SourceArchive Source { get; }

    /// <summary>Numbers of the samples that are kept, ascending.</summary>
    public int[] Samples { get; }

    /// <summary>The groups that they have segments in.</summary>
    public KeptGroups Groups { get; }

    /// <summary>The number in the new archive of a sample, or of one that equals it; null if there is none.</summary>
    public int? NewNumberOf(int sample) => Array.BinarySearch(Samples, sample) is >= 0 and var place
        ? _first + place
        : _standIns.TryGetValue(sample, out int number) ? number : null;
}
