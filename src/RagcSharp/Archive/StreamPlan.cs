namespace RagcSharp.Archive;

/// <summary>
/// Which streams an archive in the making has, and what their ids are: those of the collection, then those of the groups, then the others,
/// as C++ AGC relies on it. Changed by one thread at a time.
/// </summary>
internal sealed class StreamPlan
{
    /// <summary>Ids of the streams of the collection.</summary>
    public const int Samples = 0, Contigs = 1, Details = 2;

    private readonly List<string> _names = [StreamNames.CollectionSamples, StreamNames.CollectionContigs, StreamNames.CollectionDetails];
    private readonly List<string> _ownNames = [];
    private int _groups;

    /// <summary>Names, in the order of ids.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Names of the streams of our own, which come behind all others.</summary>
    public IReadOnlyList<string> OwnNames => _ownNames;

    /// <summary>The stream of a group's packs.</summary>
    public static int DeltaOf(int group) => Details + 1 + group + Math.Max(0, group - StreamNames.RawGroups + 1);

    /// <summary>The stream of the reference of a group, which is not a raw one.</summary>
    public static int ReferenceOf(int group) => DeltaOf(group) - 1;

    /// <summary>Adds the streams of the next group. All groups come before other streams.</summary>
    public void AddGroup()
    {
        if (_groups >= StreamNames.RawGroups)
            _names.Add(StreamNames.Reference(_groups));
        _names.Add(StreamNames.Delta(_groups));
        _groups++;
    }

    /// <summary>Adds a stream and returns its id.</summary>
    public int Add(string name)
    {
        _names.Add(name);
        return _names.Count - 1;
    }

    /// <summary>Adds a stream of our own and returns its id, which is negative (see <see cref="ArchiveWriter"/>).</summary>
    public int AddOwn(string name)
    {
        _ownNames.Add(name);
        return ~(_ownNames.Count - 1);
    }
}
