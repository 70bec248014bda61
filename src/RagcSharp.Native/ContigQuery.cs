using RagcSharp.Reading;

namespace RagcSharp.Native;

/// <summary>The contig that a call asks for, by the bytes of names.</summary>
internal readonly ref struct ContigQuery
{
    private ContigQuery(int sample, int contig, long length)
    {
        Sample = sample;
        Contig = contig;
        Length = length;
    }

    /// <summary>Number of the sample.</summary>
    public int Sample { get; }

    /// <summary>Number of the contig in its sample.</summary>
    public int Contig { get; }

    /// <summary>Letters of the contig; a <see cref="ResultCode"/> if there is no such contig.</summary>
    public long Length { get; }

    /// <summary>
    /// Finds a contig as C++ AGC does: in its sample the first one of the same short name, whole headers do not matter. Without a sample,
    /// the only one of the archive.
    /// </summary>
    public static unsafe ContigQuery Find(NamedContigs? contigs, byte* sample, byte* name)
    {
        if (contigs is null)
            return Failed(LastError.SetNotOpen());
        if (name is null)
            return Failed(LastError.Set("no contig was named"));
        if (sample is null || *sample == 0)
            return FindEverywhere(contigs, name);
        int number = contigs.FindSample(CText.Bytes(sample));
        if (number < 0)
            return NotFound($"no sample {CText.ToString(sample)}");
        int contig = contigs.FindByShortName(number, CText.Bytes(name));
        return Found(contigs, number, contig, sample, name);
    }

    /// <summary>Finds a contig: in its sample the one whose whole header is the name goes before the first one of the same short name.</summary>
    public static unsafe ContigQuery FindExactly(NamedContigs? contigs, byte* sample, byte* name)
    {
        if (contigs is null || name is null || sample is null || *sample == 0)
            return Find(contigs, sample, name);
        int number = contigs.FindSample(CText.Bytes(sample));
        int contig = number < 0 ? number : contigs.ContigsOf(number).FindByHeader(CText.Bytes(name));
        return contig < 0 ? Find(contigs, sample, name) : Found(contigs, number, contig, sample, name);
    }

    private static unsafe ContigQuery FindEverywhere(NamedContigs contigs, byte* name)
    {
        var (sample, contig) = contigs.FindEverywhere(CText.Bytes(name));
        if (sample >= 0)
            return Found(contigs, sample, contig, null, name);
        if (contig == NamedContigs.None)
            return NotFound($"no contig {CText.ToString(name)} in any sample");
        LastError.Set($"several contigs are named {CText.ToString(name)}; name the sample, too");
        return Failed(ResultCode.Ambiguous);
    }

    private static unsafe ContigQuery Found(NamedContigs contigs, int sample, int contig, byte* sampleName, byte* name) => contig < 0
        ? NotFound($"sample {CText.ToString(sampleName)} has no contig {CText.ToString(name)}")
        : new ContigQuery(sample, contig, contigs.ContigsOf(sample).Length(contig));

    private static ContigQuery NotFound(string message)
    {
        LastError.Set(message);
        return Failed(ResultCode.NotFound);
    }

    private static ContigQuery Failed(int code) => new(-1, -1, code);
}
