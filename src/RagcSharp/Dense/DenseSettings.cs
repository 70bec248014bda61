using RagcSharp.Archive;

namespace RagcSharp.Dense;

/// <summary>What a dense archive is made with, besides what its data decide. Immutable.</summary>
/// <param name="GroupSize">Bases of a reference to begin with.</param>
/// <param name="PackLength">Bytes of text from which on a pack is closed.</param>
internal sealed record DenseSettings(int GroupSize, int PackLength)
{
    /// <summary>
    /// What the format records. A reader of neighbouring segments passes over k symbols. The segment size says only which lengths take few
    /// bytes, and from which length on C++ AGC, when it adds samples in adaptive mode, cuts contigs that it does not know.
    /// </summary>
    public static readonly Parameters Parameters = new(KmerLength: 17, MinMatchLength: 11, BatchSize: 1 << 20, SegmentSize: 8000);

    /// <summary>A reader decodes so much text for a segment, at most; it takes no more than this as a matter of course.</summary>
    private const int UsualPackLength = 4_000_000;

    // What counts is whether all samples of a group fit into one pack: text grows by 0.09 bytes a base of the reference and sample.
    private const int LargeGroup = 1 << 16, FewSamples = 300, ManySamples = 1500;

    /// <summary>A reference grows up to so many times the size of a group.</summary>
    private const int MostGrowth = 16;

    /// <summary>Symbols that a segment that is like none needs to open a group. Shorter ones share one.</summary>
    public int LeastToOpen => GroupSize / 2;

    /// <summary>Symbols from which on a reference grows no more.</summary>
    public int MostSymbols => MostGrowth * GroupSize;

    /// <summary>The settings for about so many samples.</summary>
    public static DenseSettings For(int samples) => new(
        samples < FewSamples ? LargeGroup : samples < ManySamples ? LargeGroup / 2 : LargeGroup / 4, UsualPackLength);
}
