using RagcSharp.Archive;
using RagcSharp.Sequences;

namespace RagcSharp.Compressing;

/// <summary>
/// Cuts contigs into segments and chooses a group for each: half of a way to make archives, beside <see cref="IGroupCoder"/>. The
/// pipeline does not know which way it serves.
/// </summary>
/// <remarks>
/// What a contig becomes depends on what was known when its sample began, and on nothing that other contigs of the sample change
/// meanwhile. So bytes do not depend on threads.
/// </remarks>
internal interface ISegmenter : IDisposable
{
    /// <summary>Whether the contigs given to <see cref="Begin"/> belong to the segmenter from then on; otherwise the caller frees them.</summary>
    bool KeepsReference { get; }

    /// <summary>Where every contig is a sample: how many of them are cut before the first one is stored.</summary>
    int MostSamplesInStep { get; }

    /// <summary>The splitters that the archive stores, ascending.</summary>
    ulong[] Splitters { get; }

    /// <summary>Takes a look at the reference of a new archive, before any contig is cut. On the reader thread.</summary>
    void Begin(IReadOnlyList<PackedContig> reference);

    /// <summary>Takes up what an archive knew when it was finished, after <see cref="IGroupCoder.Resume"/>. At the first barrier.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    void Resume(ResumedArchive archive, Worker worker);

    /// <summary>
    /// Cuts a contig and adds its segments to <see cref="ContigJob.AddSegments"/>. For any number of threads, each with its worker.
    /// </summary>
    /// <exception cref="InvalidDataException">The contig cannot be stored. The caller names it.</exception>
    void Cut(ContigJob contig, Worker worker);

    /// <summary>Cuts what waited for the end of the step. At its barrier, while nobody cuts, before the step's segments are coded.</summary>
    /// <param name="step">The samples whose contigs are cut.</param>
    /// <param name="firstSample">The number of the first of them in the archive.</param>
    /// <param name="worker">The worker at the barrier.</param>
    void EndStep(PendingStep step, int firstSample, Worker worker);

    /// <summary>Makes what was learnt from the step known to the next one, once its segments are coded. At its barrier.</summary>
    void Publish();

    /// <summary>Frees what only cutting needs: no contig will follow.</summary>
    void EndInput();

    /// <summary>What later appends need to know of how the archive was made.</summary>
    RecordedModes ToRecord();
}
