namespace RagcSharp.Collection;

/// <summary>
/// A batch of samples as it is stored, and, once they are asked for, its samples as they should be, and indexes of their contigs. Safe for
/// any number of threads.
/// </summary>
/// <param name="stored">The samples.</param>
/// <param name="mend">Gives each sample as it should be; the same object where nothing is to be mended.</param>
/// <param name="k">Symbols that neighbouring segments share.</param>
internal sealed class SampleBatch(SampleRecord[] stored, Func<SampleRecord, SampleRecord> mend, int k)
{
    private readonly SampleRecord?[] _mended = new SampleRecord?[stored.Length];
    private readonly ContigIndex?[] _indexes = new ContigIndex?[stored.Length];

    /// <summary>Bytes of memory, with all that may come to it.</summary>
    public long Bytes { get; } = BytesOf(stored);

    /// <summary>A sample with its contigs.</summary>
    public SampleRecord this[int place]
    {
        get
        {
            lock (_mended)
                return _mended[place] ??= mend(stored[place]);
        }
    }

    /// <summary>A sample with its lengths as they are stored: quicker, where lengths do not matter.</summary>
    public SampleRecord AsStored(int place) => stored[place];

    /// <summary>A sample's contigs by name.</summary>
    /// <exception cref="InvalidDataException">The length of a segment is impossible.</exception>
    public ContigIndex IndexOf(int place)
    {
        if (_indexes[place] is { } known)
            return known;
        var contigs = ContigList.Of(this[place].Contigs);
        lock (_indexes)
            return _indexes[place] ??= new ContigIndex(contigs, k);
    }

    private static long BytesOf(SampleRecord[] samples)
    {
        ContigList[] lists = [.. samples.Select(sample => sample.Contigs).OfType<ContigList>()];
        return lists.Sum(list => list.Names.Bytes + (long)list.Count * (sizeof(int) + ContigIndex.BytesAContig))
            + lists.Select(list => list.Segments).Distinct().Sum(table => table.Bytes);
    }
}
