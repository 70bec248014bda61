using System.Text;

using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Exact;
using RagcSharp.Memory;
using RagcSharp.Packs;

namespace RagcSharp.Compressing;

/// <summary>
/// What happens at a barrier: the sample before it is registered, and all parts that are complete with it are promised, in the order
/// of the archive (algorithm page, section 7).
/// </summary>
internal sealed class SampleStore
{
    private readonly CompressionState _state;
    private readonly PartWriter _writer;
    private readonly List<byte[]> _names = [];
    private readonly int _samplesStream;
    private readonly int _contigsStream;
    private readonly int _detailsStream;
    private readonly int _exactStream;
    private List<SampleRecord> _batch = [];

    public SampleStore(CompressionState state, PartWriter writer)
    {
        _state = state;
        _writer = writer;
        var streams = state.Registrar.Streams.ToList();
        _samplesStream = streams.IndexOf(StreamNames.CollectionSamples);
        _contigsStream = streams.IndexOf(StreamNames.CollectionContigs);
        _detailsStream = streams.IndexOf(StreamNames.CollectionDetails);
        if (state.Modes.IsExact)
            _exactStream = state.Registrar.AddOwnStream(StreamNames.ExactSamples);
    }

    /// <summary>Samples stored so far.</summary>
    public int Count => _names.Count;

    /// <summary>Begins an archive.</summary>
    public void Begin() => _state.Registrar.Begin();

    /// <summary>Begins with all that an archive holds.</summary>
    public void Resume(ResumedArchive archive, Worker worker)
    {
        var finished = new List<PartContent>();
        archive.Restore(_state, worker, finished);
        _names.AddRange(archive.StoredNames);
        int batches = archive.Samples.Count / _state.Parameters.BatchSize;
        for (int batch = 0; batch < batches; batch++)
            _writer.Promise(archive.Batch(batch, _contigsStream, _detailsStream), worker);
        for (int sample = batches * _state.Parameters.BatchSize; sample < archive.Samples.Count; sample++)
            _batch.Add(archive.Sample(sample));
        _writer.Promise(finished, worker);
        if (_state.Modes.IsExact)
            _writer.Promise(archive.Texts(_exactStream), worker);
    }

    /// <summary>Stores the samples of a step.</summary>
    public void Store(PendingStep step, Worker worker)
    {
        CutWhatWasPutAside(step, worker);
        var finished = new List<PartContent>();
        var contigs = Register(step, worker, finished);
        foreach (var sample in step.Samples)
        {
            byte[] name = Encoding.UTF8.GetBytes(sample.Name);
            _names.Add(name);
            _batch.Add(new SampleRecord(name, [.. sample.Contigs.Select(_ => contigs.Dequeue())]));
            // The batch is complete only now, but its parts come before those of the groups.
            if (_batch.Count == _state.Parameters.BatchSize)
                PromiseBatch(worker);
        }

        _state.Progress.AddSamples(step.Samples.Count);
        _state.References.BeginSample();
        _writer.Promise(finished, worker);
        if (_state.Modes.IsExact)
            _writer.Promise(step.Samples.Select(sample => new ExactContent(_exactStream, sample.Text)), worker);
    }

    /// <summary>Stores what is left at the end of an archive.</summary>
    public void StoreRest(Worker worker)
    {
        _state.Progress.Enter(CompressionPhase.WritingRest);
        // Nothing will be compared with a reference again; the packs to come take all the memory there is.
        _state.References.Clear();
        _state.ForgetReference();
        _state.Registrar.ForgetReferences();
        FreeMemory.GiveBack();
        if (_batch.Count > 0)
            PromiseBatch(worker);
        _writer.Promise(_state.Registrar.TakeLastPacks(), worker);
        _writer.Promise(LastParts(), worker);
        _writer.Complete();
    }

    private Queue<ContigRecord> Register(PendingStep step, Worker worker, List<PartContent> finished)
    {
        using var visit = _state.Stages.Enter(PipelineStage.Register);
        var contigs = _state.Registrar.Register(
            [.. step.Contigs.Select(contig => contig.ToPlaced())],
            _state.References,
            _state.Queue.RunnerFor(worker),
            finished);
        _state.Minimizers.Publish();
        return new Queue<ContigRecord>(contigs);
    }

    // Adaptive mode: contigs in which no splitter occurs get splitters of their own, if they are long enough, for good.
    private void CutWhatWasPutAside(PendingStep step, Worker worker)
    {
        ContigJob[] aside = [.. step.Contigs.Where(contig => contig.Aside is not null)];
        var large = Places(step).Where(contig => contig.Job.Aside?.Length >= _state.Parameters.SegmentSize).ToArray();
        if (large.Length > 0)
        {
            var finder = _state.NewSplitterFinder(worker);
            _state.ReferenceSketch ??= finder.Sketch(_state.Reference);
            var picked = finder.FindForeign(
                [.. large.Select(contig => contig.Job.Aside!)], _state.Reference, _state.ReferenceSketch);
            for (int i = 0; i < large.Length; i++)
            {
                _state.AddSplitters(large[i].Job.Aside!, picked[i]);
                if (picked[i].Count > 0)
                    _state.WithOwnSplitters.Add(large[i].Place);
            }
        }

        _state.Queue.RunAll([.. aside.Select(contig => (Work)contig.CutAgain)], worker);
    }

    // The contigs of a step that is not stored yet.
    private IEnumerable<(ContigJob Job, ContigPlace Place)> Places(PendingStep step) => step.Samples.SelectMany(
        (sample, number) => sample.Contigs.Select((contig, i) => (contig, new ContigPlace(_names.Count + number, i))));

    private void PromiseBatch(Worker worker)
    {
        var batch = _batch;
        _batch = [];
        uint typicalLength = (uint)(_state.Parameters.SegmentSize + _state.Parameters.KmerLength);
        _writer.Promise(
            [new ContigNamesContent(_contigsStream, batch), new SegmentDetailsContent(_detailsStream, batch, typicalLength)], worker);
    }

    private IEnumerable<PartContent> LastParts()
    {
        ulong[] splitters = _state.Splitters.ToSortedArray();
        var pairs = _state.Groups.Entries.Select(e => new SegmentSplitter(e.Key.First, e.Key.Second, (uint)e.Value)).ToArray();
        foreach (var part in TableParts.Of(_state.Parameters, splitters, pairs, _state.Registrar.AddStream))
            yield return part;
        yield return new SampleNamesContent(_samplesStream, _names);
    }
}
