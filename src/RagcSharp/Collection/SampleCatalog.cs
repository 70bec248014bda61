using System.Text;

namespace RagcSharp.Collection;

/// <summary>
/// The samples of an archive, by name and number. Keeps the batches that were used last. Safe for any number of threads.
/// </summary>
/// <param name="collection">Where they are read from; disposed with the catalog.</param>
/// <param name="mend">Gives each sample as it should be; the same object where nothing is to be mended.</param>
/// <param name="broken">Adds the sample's name to the error of a batch.</param>
/// <param name="k">Symbols that neighbouring segments share.</param>
/// <param name="budget">Bytes of batches that are kept.</param>
internal sealed class SampleCatalog(
    CollectionReader collection,
    Func<SampleRecord, SampleRecord> mend,
    Func<string, InvalidDataException, Exception> broken,
    int k,
    long budget) : IDisposable
{
    /// <summary>What counts as the number of all samples together.</summary>
    private const int Everywhere = -1;

    private readonly Dictionary<string, int> _numbers = Number(collection.SampleNames);
    private readonly RecentBatches _batches = new(budget);

    private readonly Lock _marksLock = new();
    private readonly Dictionary<int, NameMarks> _marks = [];

    /// <summary>Names, in the order of the archive.</summary>
    public IReadOnlyList<string> Names { get; } = [.. collection.SampleNames.Select(Encoding.UTF8.GetString)];

    /// <summary>The names as they are stored, which need not be UTF-8.</summary>
    public IReadOnlyList<byte[]> StoredNames => collection.SampleNames;

    /// <summary>The number of a sample, or −1.</summary>
    public int Find(string sample) => _numbers.GetValueOrDefault(sample, -1);

    /// <summary>A sample with its contigs.</summary>
    public SampleRecord this[int sample] => BatchOf(sample)[sample % collection.SamplesABatch];

    /// <summary>A sample with its lengths as they are stored: quicker, where lengths do not matter.</summary>
    public SampleRecord AsStored(int sample) => BatchOf(sample).AsStored(sample % collection.SamplesABatch);

    /// <summary>A sample's contigs by name.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public ContigIndex IndexOf(int sample)
    {
        var batch = BatchOf(sample);
        int place = sample % collection.SamplesABatch;
        // Errors of these name the sample already.
        _ = batch[place];
        try
        {
            return batch.IndexOf(place);
        }
        catch (InvalidDataException e)
        {
            throw broken(Names[sample], e);
        }
    }

    /// <summary>The names of the contigs of all samples, in order; their segments are not read.</summary>
    public IEnumerable<ContigNames> ContigNames()
    {
        for (int first = 0; first < Names.Count; first += collection.SamplesABatch)
        {
            foreach (var names in ReadNames(first))
                yield return names;
        }
    }

    /// <summary>The marks of queries that are in names of contigs, and ranges at the end of names of samples, too.</summary>
    public NameMarks Marks() => Remember(Everywhere, () =>
    {
        var marks = StoredNames.Any(name => NameMarksReader.EndsInRange(name)) ? NameMarks.Range : NameMarks.None;
        foreach (var names in ContigNames())
            marks |= NameMarksReader.Of(names);
        return marks;
    });

    /// <summary>The marks of queries that are in the names of a sample's contigs; null for all samples.</summary>
    public NameMarks MarksIn(string? sample)
    {
        if (sample is null)
            return Marks();
        int number = Find(sample);
        return number < 0 ? NameMarks.None : Remember(number, () => NameMarksReader.Of(IndexOf(number).Contigs.Names));
    }

    public void Dispose() => collection.Dispose();

    private NameMarks Remember(int sample, Func<NameMarks> find)
    {
        lock (_marksLock)
            return _marks.TryGetValue(sample, out var known) ? known : _marks[sample] = find();
    }

    private SampleBatch BatchOf(int sample)
    {
        int number = sample / collection.SamplesABatch;
        if (_batches.Find(number) is { } known)
            return known;
        lock (collection)
            return _batches.Find(number) ?? _batches.Add(number, new SampleBatch(Read(sample, collection.ReadBatch), mend, k));
    }

    private ContigNames[] ReadNames(int sample)
    {
        lock (collection)
            return Read(sample, collection.ReadNames);
    }

    private T Read<T>(int sample, Func<int, T> read)
    {
        try
        {
            return read(sample / collection.SamplesABatch);
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
            _ = numbers.TryAdd(Encoding.UTF8.GetString(names[i]), i);
        return numbers;
    }
}
