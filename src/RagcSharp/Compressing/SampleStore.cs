using System.Text;

using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Exact;
using RagcSharp.Memory;
using RagcSharp.Packs;

namespace RagcSharp.Compressing;

/// <summary>
/// What happens at a barrier: the sample before it is registered, and all parts that are complete with it are promised, in the order
/// of the archive (docs/algorithm.md §7).
/// </summary>
internal sealed class SampleStore
{
    private readonly PipelineRun _run;
    private readonly ArchiveWay _way;
    private readonly PartWriter _writer;
    private readonly List<byte[]> _names = [];
    private readonly int _exactStream;
    private List<SampleRecord> _batch = [];

    public SampleStore(PipelineRun run, ArchiveWay way, PartWriter writer)
    {
        _run = run;
        _way = way;
        _writer = writer;
        if (run.Modes.IsExact)
            _exactStream = run.Streams.AddOwn(StreamNames.ExactSamples);
    }

    /// <summary>Samples stored so far.</summary>
    public int Count => _names.Count;

    /// <summary>Begins an archive.</summary>
    public void Begin() => _way.Groups.Begin();

    /// <summary>Begins with all that an archive holds.</summary>
    public void Resume(ResumedArchive archive, Worker worker)
    {
        var finished = new List<PartContent>();
        _way.Groups.Resume(archive, worker, finished);
        _way.Segmenter.Resume(archive, worker);
        _names.AddRange(archive.StoredNames);
        int batches = archive.Samples.Count / _run.Parameters.BatchSize;
        for (int batch = 0; batch < batches; batch++)
            _writer.Promise(archive.Batch(batch, StreamPlan.Contigs, StreamPlan.Details), worker);
        for (int sample = batches * _run.Parameters.BatchSize; sample < archive.Samples.Count; sample++)
            _batch.Add(archive.Sample(sample));
        _writer.Promise(finished, worker);
        if (_run.Modes.IsExact)
            _writer.Promise(archive.Texts(_exactStream), worker);
    }

    /// <summary>Stores the samples of a step.</summary>
    public void Store(PendingStep step, Worker worker)
    {
        _way.Segmenter.EndStep(step, _names.Count, worker);
        var finished = new List<PartContent>();
        var contigs = Register(step, worker, finished);
        foreach (var sample in step.Samples)
        {
            byte[] name = Encoding.UTF8.GetBytes(sample.Name);
            _names.Add(name);
            _batch.Add(new SampleRecord(name, [.. sample.Contigs.Select(_ => contigs.Dequeue())]));
            // The batch is complete only now, but its parts come before those of the groups.
            if (_batch.Count == _run.Parameters.BatchSize)
                PromiseBatch(worker);
        }

        _run.Progress.AddSamples(step.Samples.Count);
        _writer.Promise(finished, worker);
        if (_run.Modes.IsExact)
            _writer.Promise(step.Samples.Select(sample => new ExactContent(_exactStream, sample.Text)), worker);
    }

    /// <summary>Stores what is left at the end of an archive.</summary>
    public void StoreRest(Worker worker)
    {
        _run.Progress.Enter(CompressionPhase.WritingRest);
        // Nothing will be compared with a reference again; the packs to come take all the memory there is.
        _way.Groups.EndInput();
        _way.Segmenter.EndInput();
        FreeMemory.GiveBack();
        if (_batch.Count > 0)
            PromiseBatch(worker);
        _writer.Promise(_way.Groups.TakeLastParts(), worker);
        _writer.Promise(LastParts(), worker);
        _writer.Complete();
    }

    private Queue<ContigRecord> Register(PendingStep step, Worker worker, List<PartContent> finished)
    {
        using var visit = _run.Stages.Enter(PipelineStage.Register);
        var contigs = _way.Groups.Store([.. step.Contigs.Select(contig => contig.ToPlaced())], worker, finished);
        _way.Segmenter.Publish();
        return new Queue<ContigRecord>(contigs);
    }

    private void PromiseBatch(Worker worker)
    {
        var batch = _batch;
        _batch = [];
        uint typicalLength = (uint)(_run.Parameters.SegmentSize + _run.Parameters.KmerLength);
        _writer.Promise(
            [new ContigNamesContent(StreamPlan.Contigs, batch), new SegmentDetailsContent(StreamPlan.Details, batch, typicalLength)], worker);
    }

    private IEnumerable<PartContent> LastParts()
    {
        foreach (var part in TableParts.Of(_run.Parameters, _way.Segmenter.Splitters, _way.Groups.Pairs, _run.Streams.Add))
            yield return part;
        yield return new SampleNamesContent(StreamPlan.Samples, _names);
    }
}
