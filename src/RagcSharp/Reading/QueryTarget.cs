namespace RagcSharp.Reading;

/// <summary>The contig that the name of queries means, if it is one.</summary>
internal struct QueryTarget
{
    private const byte Nothing = 0, One = 1, Several = 2;

    private byte _contigs;

    /// <summary>Number of the sample.</summary>
    public int Sample { get; private set; }

    /// <summary>Number of the contig in it.</summary>
    public int Contig { get; private set; }

    /// <summary>Whether the contig is meant as a whole, though the end of its name looks like a range.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Symbols of the contig.</summary>
    public long Length { get; set; }

    /// <summary>Whether exactly one contig is meant.</summary>
    public readonly bool IsOne => _contigs == One;

    /// <summary>A reading means a contig.</summary>
    public void Add(int sample, int contig, bool isWhole)
    {
        if (_contigs == Nothing)
            (_contigs, Sample, Contig, IsWhole) = (One, sample, contig, isWhole);
        else if (Sample != sample || Contig != contig || IsWhole != isWhole)
            _contigs = Several;
    }
}
