namespace RagcSharp.Collection;

/// <summary>
/// The samples of an archive, by name and number. Keeps the batch that was read last. Safe for any number of threads.
/// </summary>
/// <param name="collection">Where they are read from; disposed with the catalog.</param>
/// <param name="mend">Gives each sample as it should be; the same object where nothing is to be mended.</param>
/// <param name="broken">Adds the sample's name to the error of a batch.</param>
internal sealed class SampleCatalog(
    CollectionReader collection, Func<SampleRecord, SampleRecord> mend, Func<string, InvalidDataException, Exception> broken) : IDisposable
{
    private readonly Dictionary<string, int> _numbers = Number(collection.SampleNames);

    // The batch as it is stored, and those of its samples that were asked for as they should be.
    private SampleRecord[] _stored = [];
    private SampleRecord?[] _mended = [];
    private int _batch = -1;

    /// <summary>Names, in the order of the archive.</summary>
    public IReadOnlyList<string> Names { get; } =
        [.. collection.SampleNames.Select(System.Text.Encoding.UTF8.GetString)];

    /// <summary>The names as they are stored, which need not be UTF-8.</summary>
    public IReadOnlyList<byte[]> StoredNames => collection.SampleNames;

    /// <summary>The number of a sample, or −1.</summary>
    public int Find(string sample) => _numbers.GetValueOrDefault(sample, -1);

    /// <summary>A sample with its contigs.</summary>
    public SampleRecord this[int sample]
    {
        get
        {
            lock (_numbers)
            {
                int place = ReadBatchOf(sample);
                return _mended[place] ??= mend(_stored[place]);
            }
        }
    }

    /// <summary>A sample with its lengths as they are stored: quicker, where lengths do not matter.</summary>
    public SampleRecord AsStored(int sample)
    {
        lock (_numbers)
        {
            int place = ReadBatchOf(sample);
            return _stored[place];
        }
    }

    public void Dispose() => collection.Dispose();

    // Returns the sample's place in the batch.
    private int ReadBatchOf(int sample)
    {
        int number = sample / collection.SamplesABatch;
        if (number != _batch)
        {
            _stored = ReadBatch(number, sample);
            _mended = new SampleRecord?[_stored.Length];
            _batch = number;
        }

        return sample % collection.SamplesABatch;
    }

    private SampleRecord[] ReadBatch(int batch, int sample)
    {
        try
        {
            return collection.ReadBatch(batch);
        }
        catch (InvalidDataException e)
        {
            throw broken(Names[sample], e);
        }
    }

    private static Dictionary<string, int> Number(IReadOnlyList<byte[]> names)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
            _ = numbers.TryAdd(System.Text.Encoding.UTF8.GetString(names[i]), i);
        return numbers;
    }
}
