namespace RagcSharp.Archive;

/// <summary>Which streams a new archive has, and what their ids are: in the order of an archive that was made in one go.</summary>
internal sealed class StreamPlan
{
    /// <summary>Ids of the streams of the collection, which C++ AGC relies on.</summary>
    public const int Samples = 0, Contigs = 1, Details = 2;

    private readonly List<string> _names = [StreamNames.CollectionSamples, StreamNames.CollectionContigs, StreamNames.CollectionDetails];

    /// <param name="groups">Number of groups, the raw ones included.</param>
    public StreamPlan(int groups)
    {
        for (int group = 0; group < groups; group++)
        {
            if (group >= StreamNames.RawGroups)
                _names.Add(StreamNames.Reference(group));
            _names.Add(StreamNames.Delta(group));
        }
    }

    /// <summary>Names, in the order of ids.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The stream of a group's packs; that of its reference, if it has one, is the one before.</summary>
    public static int Delta(int group) => Details + 1 + group + Math.Max(0, group - StreamNames.RawGroups + 1);

    /// <summary>Adds a stream and returns its id.</summary>
    public int Add(string name)
    {
        _names.Add(name);
        return _names.Count - 1;
    }
}
