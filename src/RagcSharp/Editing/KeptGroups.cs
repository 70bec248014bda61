using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Memory;

namespace RagcSharp.Editing;

/// <summary>
/// The groups that the samples to be kept have segments in, and the raw ones, which every archive has. Built by one thread; then any number
/// may ask.
/// </summary>
internal sealed class KeptGroups
{
    private readonly SourceArchive _source;
    private readonly MemoryBudget _budget;
    private readonly Dictionary<uint, KeptGroup> _groups = [];

    /// <param name="source">The archive.</param>
    /// <param name="samples">Numbers of the samples to be kept; their segments are read, batch by batch.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public KeptGroups(SourceArchive source, IEnumerable<int> samples, CancellationToken cancellation)
    {
        _source = source;
        _budget = new MemoryBudget(source.Reader.Length, "numbers of segments");
        for (int group = 0; group < StreamNames.RawGroups; group++)
            _groups.Add((uint)group, new KeptGroup(source, group, _budget));
        foreach (int sample in samples)
        {
            cancellation.ThrowIfCancellationRequested();
            Keep(sample);
        }

        InOrder = [.. _groups.Values.OrderBy(group => group.Number)];
        for (int group = 0; group < InOrder.Count; group++)
            InOrder[group].NewNumber = group;
    }

    /// <summary>The groups, in the order of both archives.</summary>
    public IReadOnlyList<KeptGroup> InOrder { get; }

    /// <summary>The group of a number in the archive that it comes from; null if it is not kept.</summary>
    public KeptGroup? Find(uint number) => _groups.GetValueOrDefault(number);

    private void Keep(int sample)
    {
        var contigs = _source.Samples[sample].Contigs;
        try
        {
            foreach (var contig in contigs)
            {
                _ = contig.Length(_source.Stored.KmerLength);
                foreach (var segment in contig.Segments)
                    Keep(segment);
            }
        }
        catch (InvalidDataException e)
        {
            throw _source.Reader.Broken($"sample {_source.Samples.Names[sample]}: {e.Message}", e);
        }
    }

    private void Keep(SegmentDescriptor segment)
    {
        if (!_groups.TryGetValue(segment.Group, out var group))
            _groups.Add(segment.Group, group = NewGroup(segment.Group));
        long most = Math.Min(int.MaxValue, group.FirstOf(group.Packs));
        if (segment.IdInGroup >= most)
            throw new InvalidDataException($"group {segment.Group}, id {segment.IdInGroup}: there are at most {most} segments");
        group.Keep((int)segment.IdInGroup);
    }

    private KeptGroup NewGroup(uint number) => number <= int.MaxValue && _source.Reader.Has(ReferenceOf((int)number))
        ? new KeptGroup(_source, (int)number, _budget)
        : throw new InvalidDataException($"a segment in group {number}, which there is not");


    private string ReferenceOf(int group) => StreamNames.Reference(group, _source.Version);
}
