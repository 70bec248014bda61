using RagcSharp.Exact;

namespace RagcSharp.Compressing;

/// <summary>A sample whose contigs are being cut.</summary>
internal sealed class PendingSample(string name)
{
    public string Name => name;

    public List<ContigJob> Contigs { get; } = [];

    /// <summary>What its symbols do not tell of its text, where that is kept.</summary>
    public ExactText? Text { get; set; }
}

/// <summary>Samples that are registered together: one, or a whole batch when every contig is a sample.</summary>
internal sealed class PendingStep
{
    public List<PendingSample> Samples { get; } = [];

    public IEnumerable<ContigJob> Contigs => Samples.SelectMany(sample => sample.Contigs);
}
