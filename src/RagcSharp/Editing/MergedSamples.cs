using System.Text;

namespace RagcSharp.Editing;

/// <summary>Which samples of several archives a new one has, and under which names. Used by one thread.</summary>
internal sealed class MergedSamples
{
    private readonly IReadOnlyList<SourceArchive> _archives;
    private readonly MergeOptions _options;
    private readonly SampleComparison _comparison;

    // The samples that have names, by these: archive, number there, and number in the new archive.
    private readonly Dictionary<string, (int Archive, int Sample, int Number)> _known = new(StringComparer.Ordinal);

    // All names of all archives, where new ones are to be found.
    private readonly HashSet<string> _taken;
    private readonly List<byte[]> _names = [];
    private readonly List<string> _equal = [];
    private readonly List<string> _leftOut = [];
    private readonly List<KeyValuePair<string, string>> _renamed = [];

    /// <summary>Goes through the samples, and compares those that may be equal.</summary>
    /// <param name="archives">The archives.</param>
    /// <param name="options">What happens to samples of one name.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">Two samples have the same name.</exception>
    /// <exception cref="InvalidDataException">An archive is damaged.</exception>
    public MergedSamples(
        IReadOnlyList<SourceArchive> archives, MergeOptions options, CancellationToken cancellation)
    {
        _archives = archives;
        _options = options;
        _comparison = new SampleComparison(options.Threads, cancellation);
        _taken = options.OnDuplicate == DuplicateHandling.Rename
            ? archives.SelectMany(archive => archive.Samples.Names).ToHashSet(StringComparer.Ordinal)
            : [];
        Choices = [.. archives.Select((_, archive) => Choose(archive))];
    }

    /// <summary>
    /// Of each archive the samples that are kept, and for samples that equal earlier ones the numbers of these in the new archive.
    /// </summary>
    public IReadOnlyList<(int[] Kept, IReadOnlyDictionary<int, int> StandIns)> Choices { get; }

    /// <summary>The names of all samples, in order.</summary>
    public IReadOnlyList<byte[]> Names => _names;

    /// <summary>Names of samples that were left out because an equal one is there.</summary>
    public IReadOnlyList<string> Equal => _equal;

    /// <summary>Names of samples that were left out although none is equal.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>Samples with other names: the old and the new one.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Renamed => _renamed;

    private (int[] Kept, IReadOnlyDictionary<int, int> StandIns) Choose(int archive)
    {
        var kept = new List<int>();
        var standIns = new Dictionary<int, int>();
        var samples = _archives[archive].Samples;
        for (int sample = 0; sample < samples.Names.Count; sample++)
        {
            string name = samples.Names[sample];
            if (_known.TryAdd(name, (archive, sample, _names.Count)))
            {
                kept.Add(sample);
                _names.Add(samples.StoredNames[sample]);
                continue;
            }

            var earlier = _known[name];
            if (IsEqual(earlier.Archive, earlier.Sample, archive, sample))
            {
                standIns.Add(sample, earlier.Number);
                _equal.Add(name);
            }
            else if (ChooseDuplicate(earlier.Archive, archive, name) is { } other)
            {
                kept.Add(sample);
                _known.Add(other, (archive, sample, _names.Count));
                _names.Add([.. samples.StoredNames[sample], .. Encoding.UTF8.GetBytes(other[name.Length..])]);
            }
        }

        return ([.. kept], standIns);
    }

    // Within an archive none has a name twice, unless somebody else has made it; those cannot be told apart.
    private bool IsEqual(int earlierArchive, int earlierSample, int archive, int sample)
    {
        bool isSharedFirst = sample == 0 && (earlierArchive, earlierSample) == (0, 0);
        return earlierArchive != archive
            && (isSharedFirst || _options.DropEqual)
            && _comparison.AreEqual(_archives[earlierArchive], _archives[archive], _archives[archive].Samples.Names[sample]);
    }

    // Its new name, or null if it is left out.
    private string? ChooseDuplicate(int earlier, int archive, string name)
    {
        switch (_options.OnDuplicate)
        {
            case DuplicateHandling.KeepFirst:
                _leftOut.Add(name);
                return null;
            case DuplicateHandling.Rename:
                string other = NewName(name);
                _renamed.Add(KeyValuePair.Create(name, other));
                return other;
            default:
                string path = _archives[archive].Reader.Path;
                throw new ArgumentException(
                    $"{path}: sample {name} is in {(earlier == archive ? "it twice" : _archives[earlier].Reader.Path + ", too")}; "
                    + "--drop-equal leaves out those that are equal, --on-duplicate others");
        }
    }

    private string NewName(string name)
    {
        int number = 2;
        while (!_taken.Add($"{name}.{number}"))
            number++;
        return $"{name}.{number}";
    }
}
