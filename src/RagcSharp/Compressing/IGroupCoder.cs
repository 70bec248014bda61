using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Grouping;
using RagcSharp.Packs;

namespace RagcSharp.Compressing;

/// <summary>
/// Codes segments in their groups, gives them ids and fills packs: half of a way to make archives, beside <see cref="ISegmenter"/>. Its
/// calls come at barriers, from one thread at a time, while nobody cuts.
/// </summary>
internal interface IGroupCoder : IDisposable
{
    /// <summary>Number of groups, the raw ones included. Any thread may ask.</summary>
    int Count { get; }

    /// <summary>Which pairs of k-mers lead to which groups, as the archive stores it; in any order.</summary>
    SegmentSplitter[] Pairs { get; }

    /// <summary>Begins a new archive.</summary>
    void Begin();

    /// <summary>Takes up the groups of an archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="worker">The worker at the barrier.</param>
    /// <param name="finished">Takes the parts that are copied, in the order of the archive.</param>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    void Resume(ResumedArchive archive, Worker worker, List<PartContent> finished);

    /// <summary>
    /// Gives every segment of a step its id, in an order that depends on the input only, and returns what the collection records of each
    /// contig.
    /// </summary>
    /// <param name="contigs">The contigs, in the order of the input.</param>
    /// <param name="worker">The worker at the barrier; others help.</param>
    /// <param name="finished">Takes the parts that are complete now, in the order of the archive.</param>
    ContigRecord[] Store(IReadOnlyList<PlacedContig> contigs, Worker worker, List<PartContent> finished);

    /// <summary>Frees what only coding needs: no segment will follow.</summary>
    void EndInput();

    /// <summary>What later appends need to know of the groups, if anything.</summary>
    /// <param name="shape">The shape of all other parts.</param>
    OwnPart? ToRecord(uint shape);

    /// <summary>The parts that were not complete before the end of the archive, in its order.</summary>
    IEnumerable<PartContent> TakeLastParts();
}
