namespace RagcSharp.Compressing;

/// <summary>The lengths of the contigs of an input, in bases: how many there are, and how much they differ.</summary>
internal struct ContigLengths
{
    /// <summary>Contigs up to which an input is taken for one genome, whatever they are like.</summary>
    private const int MostOfAGenome = 100;

    /// <summary>
    /// The standard deviation, in means, up to which lengths are similar. Genomes of a species are well below it, contigs of an assembly
    /// far above.
    /// </summary>
    private const double MostDeviation = 0.2;

    private int _count;
    private double _mean;

    // Sum of squared differences from the mean (Welford's method).
    private double _spread;

    /// <summary>Sum of the lengths.</summary>
    public long Bases { get; private set; }

    /// <summary>Whether each contig may be a genome of its own.</summary>
    public readonly bool AreAlike => _count > MostOfAGenome && _mean > 0 && Math.Sqrt(_spread / _count) <= MostDeviation * _mean;

    public void Add(long length)
    {
        Bases += length;
        double difference = length - _mean;
        _mean += difference / ++_count;
        _spread += difference * (length - _mean);
    }
}
