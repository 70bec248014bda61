using System.Collections.Concurrent;

using RagcSharp.Archive;
using RagcSharp.Grouping;
using RagcSharp.Packs;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;

namespace RagcSharp.Compressing;

/// <summary>
/// Cuts contigs at splitters, and chooses groups by the splitters at the ends of segments. In adaptive mode contigs in which no splitter
/// occurs wait for the end of their step, and get splitters of their own.
/// </summary>
internal sealed class SplitterSegmenter : ISegmenter
{
    /// <summary>Symbols that make a stretch worth sharing.</summary>
    private const long StretchSymbols = 1 << 16;

    private readonly PipelineRun _run;
    private readonly SplitterGroups _groups;
    private readonly SplitterSet _splitters = new();
    private readonly ContigCutter _cutter;
    private readonly FallbackMap _minimizers;

    // Placers that nobody uses; there are as many as threads at most.
    private readonly ConcurrentBag<SegmentPlacer> _placers = [];

    // The contigs that got splitters of their own, in the order of the archive; in adaptive mode only.
    private readonly List<ContigPlace> _withOwnSplitters = [];

    // The contigs of the reference, packed, and a sketch of it from the first contig on that needs splitters of its own; in adaptive
    // mode only.
    private IReadOnlyList<PackedContig> _reference = [];
    private KmerSketch? _referenceSketch;

    public SplitterSegmenter(PipelineRun run, SplitterGroups groups)
    {
        _run = run;
        _groups = groups;
        _cutter = new ContigCutter(run.Parameters.KmerLength, _splitters);
        _minimizers = new FallbackMap(run.Parameters.KmerLength, run.Modes.FallbackFraction);
    }

    public bool KeepsReference => _run.Modes.IsAdaptive;

    public int MostSamplesInStep => _run.Parameters.BatchSize;

    public ulong[] Splitters => _splitters.ToSortedArray();

    public void Begin(IReadOnlyList<PackedContig> reference)
    {
        _run.Progress.Enter(CompressionPhase.FindingSplitters);
        using var visit = _run.Stages.Enter(PipelineStage.Split);
        var picked = NewFinder(helper: null).Find(reference);
        for (int i = 0; i < reference.Count; i++)
            AddSplitters(reference[i], picked[i]);
        if (KeepsReference)
            _reference = [.. reference];
    }

    public void Resume(ResumedArchive archive, Worker worker)
    {
        foreach (ulong splitter in archive.Reader.Decode(StreamNames.Splitters, KmerTables.DecodeSplitters))
            _splitters.Add(splitter);
        _withOwnSplitters.AddRange(archive.Recorded?.WithOwnSplitters ?? []);
        if (!KeepsReference && !_minimizers.IsEnabled || archive.Samples.Count == 0)
            return;
        var reference = archive.UnpackFirst();
        try
        {
            if (_minimizers.IsEnabled)
                RestoreMinimizers(archive, reference, worker);
            if (KeepsReference)
                (_reference, reference) = (reference, []);
        }
        finally
        {
            reference.ForEach(contig => contig.Dispose());
        }
    }

    public void Cut(ContigJob contig, Worker worker)
    {
        using var visit = _run.Stages.Enter(PipelineStage.Cut);
        Cut(contig, worker, mayPutAside: _run.Modes.IsAdaptive);
    }

    public void EndStep(PendingStep step, int firstSample, Worker worker)
    {
        ContigJob[] aside = [.. step.Contigs.Where(contig => contig.Aside is not null)];
        PickSplitters([.. Places(step, firstSample).Where(contig => contig.Job.Aside?.Length >= _run.Parameters.SegmentSize)], worker);
        _run.Queue.RunAll([.. aside.Select(contig => (Work)(worker => CutAgain(contig, worker)))], worker);
    }

    public void Publish() => _minimizers.Publish();

    public void EndInput()
    {
        foreach (var contig in _reference)
            contig.Dispose();
        _reference = [];
        _referenceSketch?.Dispose();
        _referenceSketch = null;
    }

    public RecordedModes ToRecord() =>
        new(_run.Modes.IsAdaptive, _run.Modes.IsConcatenated, _run.Modes.FallbackFraction, _withOwnSplitters);

    public void Dispose()
    {
        EndInput();
        while (_placers.TryTake(out var placer))
            placer.Dispose();
    }

    private static IEnumerable<(ContigJob Job, ContigPlace Place)> Places(PendingStep step, int firstSample) => step.Samples.SelectMany(
        (sample, number) => sample.Contigs.Select((contig, i) => (contig, new ContigPlace(firstSample + number, i))));

    private SplitterFinder NewFinder(Worker? helper) =>
        new(_run.Parameters.KmerLength, _run.Parameters.SegmentSize, _run.Queue.RunnerFor(helper), _run.Memory.Splitters);

    private void AddSplitters(PackedContig contig, IReadOnlyList<PickedSplitter> picked)
    {
        foreach (var splitter in picked)
            _splitters.Add(splitter.Kmer.Canonical);
        _minimizers.Collect(contig, picked);
    }

    // Contigs in which no splitter occurs get splitters of their own, if they are long enough, for good.
    private void PickSplitters((ContigJob Job, ContigPlace Place)[] contigs, Worker worker)
    {
        if (contigs.Length == 0)
            return;
        var finder = NewFinder(worker);
        _referenceSketch ??= finder.Sketch(_reference);
        var picked = finder.FindForeign([.. contigs.Select(contig => contig.Job.Aside!)], _reference, _referenceSketch);
        for (int i = 0; i < contigs.Length; i++)
        {
            AddSplitters(contigs[i].Job.Aside!, picked[i]);
            if (picked[i].Count > 0)
                _withOwnSplitters.Add(contigs[i].Place);
        }
    }

    // Minimizers lie between the splitters that were picked from the reference, and from contigs that got their own.
    private void RestoreMinimizers(ResumedArchive archive, List<PackedContig> reference, Worker worker)
    {
        var finder = NewFinder(worker);
        using var sketch = finder.Sketch(reference);
        Collect(reference, finder.Find(reference, sketch));
        foreach (var contigs in archive.UnpackSome(_withOwnSplitters))
            Collect(contigs, finder.FindForeign(contigs, reference, sketch));
        _minimizers.Publish();

        void Collect(List<PackedContig> contigs, IReadOnlyList<PickedSplitter>[] picked)
        {
            for (int i = 0; i < contigs.Count; i++)
                _minimizers.Collect(contigs[i], picked[i]);
        }
    }

    private void CutAgain(ContigJob contig, Worker worker)
    {
        contig.TakeBack();
        contig.Run(worker => Cut(contig, worker, mayPutAside: false), worker);
    }

    private void Cut(ContigJob contig, Worker worker, bool mayPutAside)
    {
        var stretch = new List<Piece>();
        long symbols = 0;
        foreach (var piece in _cutter.Cut(contig.Symbols))
        {
            if (mayPutAside && !piece.Front.Exists && !piece.Back.Exists)
            {
                contig.PutAside();
                return;
            }

            if (symbols >= StretchSymbols)
            {
                var (pieces, segments) = (stretch, contig.AddSegments());
                contig.Share(worker => Place(contig, pieces, segments, worker));
                (stretch, symbols) = ([], 0);
            }

            stretch.Add(piece);
            symbols += piece.Length;
        }

        Place(contig, stretch, contig.AddSegments(), worker);
    }

    private void Place(ContigJob contig, List<Piece> stretch, List<PlacedSegment> segments, Worker worker)
    {
        using var visit = _run.Stages.Enter(PipelineStage.Place);
        var placer = _placers.TryTake(out var idle) ? idle : NewPlacer();
        var placements = new List<Placement>();
        long bases = 0;
        foreach (var piece in stretch)
        {
            var strands = placer.StrandsOf(contig.Symbols.AsSpan(piece.Start, piece.Length));
            placements.Clear();
            placer.Place(ref strands, piece.Front, piece.Back, placements);
            foreach (var placement in placements)
                segments.Add(Encode(strands.Part(placement.Start, placement.Length, placement.Flipped), placement, worker));
            // Symbols that a piece shares with the one before it are counted there.
            bases += piece.Length - (piece.Front.Exists ? _run.Parameters.KmerLength : 0);
        }

        _run.Progress.AddBases(bases);
        _placers.Add(placer);
    }

    private SegmentPlacer NewPlacer()
    {
        int k = _run.Parameters.KmerLength;
        var vote = _minimizers.IsEnabled
            ? new FallbackVote(k, _run.Parameters.SegmentSize, _run.Modes.IsAdaptive, _minimizers, _groups.Map, _groups.References)
            : null;
        return new SegmentPlacer(k, _groups.Map, _groups.References, vote, mayCutInTwo: !_run.Modes.IsConcatenated);
    }

    private PlacedSegment Encode(ReadOnlySpan<byte> segment, Placement placement, Worker worker) => new()
    {
        Pair = placement.Pair,
        Group = placement.Group,
        IsFlipped = placement.Flipped,
        Length = placement.Length,
        Item = placement.Group < 0 ? null : Item(segment, placement.Group, worker),
        Symbols = placement.Group < 0 ? new PackedSymbols(segment) : null,
    };

    private PackItem? Item(ReadOnlySpan<byte> segment, int group, Worker worker)
    {
        if (group < StreamNames.RawGroups)
            return PackItem.Of(segment, worker.QuickZstd);
        using var lease = _groups.References.Rent(group);
        lease.Reference.Encode(segment, worker.Delta);
        return worker.Delta.Length == 0 ? null : PackItem.Of(worker.Delta.AsSpan(), worker.QuickZstd);
    }
}
