namespace RagcSharp.Collection;

/// <summary>
/// The samples of an archive, by name and number. Keeps the batch that was read last. Not thread-safe.
/// </summary>
/// <param name="collection">Where they are read from; disposed with the catalog.</param>
/// <param name="mend">Applied to each sample that is read.</param>
internal sealed class SampleCatalog(CollectionReader collection, Func<SampleRecord, SampleRecord> mend) : IDisposable
{
    private readonly Dictionary<string, int> _numbers = Number(collection.SampleNames);
    private SampleRecord[] _batch = [];
    private bool[] _isMended = [];
    private int _batchNumber = -1;

    /// <summary>Names, in the order of the archive.</summary>
    public IReadOnlyList<string> Names { get; } =
        [.. collection.SampleNames.Select(System.Text.Encoding.UTF8.GetString)];

    /// <summary>The number of a sample, or −1.</summary>
    public int Find(string sample) => _numbers.GetValueOrDefault(sample, -1);

    /// <summary>A sample with its contigs.</summary>
    public SampleRecord this[int sample]
    {
        get
        {
            ReadBatchOf(sample);
            int place = sample % collection.SamplesABatch;
            if (!_isMended[place])
                _batch[place] = mend(_batch[place]);
            _isMended[place] = true;
            return _batch[place];
        }
    }

    /// <summary>A sample, with its lengths as they are stored.</summary>
    public SampleRecord AsStored(int sample)
    {
        ReadBatchOf(sample);
        return _batch[sample % collection.SamplesABatch];
    }

    public void Dispose() => collection.Dispose();

    private void ReadBatchOf(int sample)
    {
        int number = sample / collection.SamplesABatch;
        if (number == _batchNumber)
            return;
        _batch = collection.ReadBatch(number);
        _isMended = new bool[_batch.Length];
        _batchNumber = number;
    }

    private static Dictionary<string, int> Number(IReadOnlyList<byte[]> names)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
            _ = numbers.TryAdd(System.Text.Encoding.UTF8.GetString(names[i]), i);
        return numbers;
    }
}
