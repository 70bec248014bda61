using System.Collections.Concurrent;
using System.Text;

using RagcSharp.Exact;
using RagcSharp.Fasta;
using RagcSharp.Sequences;

namespace RagcSharp.Compressing;

/// <summary>
/// The reader thread: parses the inputs one after another into the contig queue. The first one is the reference: it is kept, packed,
/// until its splitters are found, and then goes the same way as all others. Where every contig is a sample, the reference may be only
/// the first contigs of the first input.
/// </summary>
internal sealed class InputReader(
    PipelineRun run, ISegmenter segmenter, SampleStore store, ResumedArchive? resumed, CompressionOptions options) : IDisposable
{
    /// <summary>Inputs that may wait to be read.</summary>
    private const int MostWaiting = 64;

    private readonly BlockingCollection<FastaInput> _inputs = new(MostWaiting);

    // Names of samples, where they come from the contigs' headers.
    private readonly HashSet<string> _contigSamples = new(resumed?.Samples ?? [], StringComparer.Ordinal);
    private PendingStep _step = new();

    // Of the input that is being read.
    private ContigLengths _lengths;

    // Where every contig is a sample, steps are batches of the collection.
    private int _roomInStep = segmenter.MostSamplesInStep - (resumed?.Samples.Count ?? 0) % segmenter.MostSamplesInStep;

    /// <summary>Bases of the reference, where there is one. For whoever comes when the reader is done, as the next one.</summary>
    public long ReferenceBases { get; private set; }

    /// <summary>The first input whose contigs look like genomes.</summary>
    public string? AlikeContigsOf { get; private set; }

    /// <summary>Hands in an input; waits while many are waiting.</summary>
    public void Add(FastaInput input) => _inputs.Add(input, run.Error.Token);

    /// <summary>Says that no input will follow.</summary>
    public void Complete() => _inputs.CompleteAdding();

    /// <summary>The life of the reader thread: until the last input is read.</summary>
    public void Serve()
    {
        bool isFirst = true;
        foreach (var input in _inputs.GetConsumingEnumerable(run.Error.Token))
        {
            if (isFirst)
                Begin();
            if (!run.Modes.IsConcatenated)
                _step.Samples.Add(new PendingSample(input.Sample));
            if (isFirst && resumed is null)
                ReadReference(input);
            else
                ReadSample(input);
            if (!run.Modes.IsConcatenated)
                EndStep();
            isFirst = false;
        }

        if (isFirst)
            Begin();
        if (_step.Samples.Count > 0)
            EndStep();
        run.Queue.AddBarrier(store.StoreRest);
        run.Queue.Complete();
    }

    public void Dispose() => _inputs.Dispose();

    // Not before there is an input: until then nothing is written.
    private void Begin()
    {
        if (resumed is null)
            store.Begin();
        else
            run.Queue.AddBarrier(worker => store.Resume(resumed, worker));
    }

    private void ReadSample(FastaInput input)
    {
        using var reader = Open(input);
        ReadRest(reader);
    }

    private void ReadRest(IFastaReader reader)
    {
        while (Read(reader) is { } record)
            Enqueue(SampleOf(record, reader), record, TakeText(reader, isEnd: false));
        End(reader);
    }

    private void ReadReference(FastaInput input)
    {
        var names = new List<(byte[] Header, string? Sample)>();
        var texts = new List<ExactText?>();
        var contigs = new List<PackedContig>();
        using var reader = Open(input);
        bool isAtEnd = false;
        try
        {
            while (contigs.Count < (options.ReferenceContigs ?? int.MaxValue) && !isAtEnd)
            {
                using var record = Read(reader);
                isAtEnd = record is null;
                if (record is null)
                    continue;
                names.Add((record.Header, SampleOf(record, reader)));
                contigs.Add(new PackedContig(record.Symbols));
                texts.Add(TakeText(reader, isEnd: false));
            }

            if (isAtEnd)
                End(reader);
            ReferenceBases = _lengths.Bases;
            segmenter.Begin(contigs);
            run.Progress.Enter(CompressionPhase.AddingSamples);
            for (int i = 0; i < names.Count; i++)
            {
                var symbols = contigs[i].Unpack();
                if (!segmenter.KeepsReference)
                    contigs[i].Dispose();
                Enqueue(names[i].Sample, new FastaRecord(names[i].Header, symbols), texts[i]);
            }
        }
        finally
        {
            if (!segmenter.KeepsReference)
                contigs.ForEach(contig => contig.Dispose());
        }

        if (!isAtEnd)
            ReadRest(reader);
    }

    private IFastaReader Open(FastaInput input)
    {
        run.Progress.BeginInput(input.Name);
        _lengths = new ContigLengths();
        var stream = input.Open(run.Progress.AddInputBytes);
        return run.Modes.IsExact
            ? new ExactReader(stream, input.Name, Pack, options.AllowAnyBytes)
            : new FastaReader(stream, input.Name);
    }

    // What is kept of a text counts among contigs until it is packed, so that it does not pile up.
    private void Pack(TrackBlock block)
    {
        long bytes = block.Length;
        run.Queue.AddContig(bytes, worker =>
        {
            block.Pack(worker.QuickZstd);
            run.Queue.Release(bytes);
        });
    }

    // The text of a contig that is a sample, or at the end of a file that of all contigs, where they are one.
    private ExactText? TakeText(IFastaReader reader, bool isEnd) =>
        isEnd != run.Modes.IsConcatenated ? (reader as ExactReader)?.TakeText() : null;

    private void End(IFastaReader reader)
    {
        if (reader.LosesCase)
            options.Warn?.Invoke(new InputWarning(InputWarningKind.CaseLost, reader.File));
        if (!run.Modes.IsConcatenated && _lengths.AreAlike)
            AlikeContigsOf ??= reader.File;
        run.Progress.EndInput();
        if (!run.Modes.IsConcatenated)
            _step.Samples[^1].Text = TakeText(reader, isEnd: true);
    }

    private FastaRecord? Read(IFastaReader reader)
    {
        run.Error.Token.ThrowIfCancellationRequested();
        using var visit = run.Stages.Enter(PipelineStage.Read);
        var record = reader.Read();
        if (record is not null)
        {
            _lengths.Add(record.Symbols.Length);
            run.Progress.AddBasesRead(record.Symbols.Length);
        }

        return record;
    }

    private void Enqueue(string? sample, FastaRecord record, ExactText? text)
    {
        if (sample is not null)
            _step.Samples.Add(new PendingSample(sample) { Text = text });
        var contig = new ContigJob(record.Header, record.Symbols, run.Queue);
        _step.Samples[^1].Contigs.Add(contig);
        run.Queue.AddContig(contig.Bytes, worker => contig.Run(worker => segmenter.Cut(contig, worker), worker));
        if (run.Modes.IsConcatenated && _step.Samples.Count == _roomInStep)
            EndStep();
    }

    // Where every contig is a sample: the first word of the header. Otherwise null.
    private string? SampleOf(FastaRecord record, IFastaReader reader)
    {
        if (!run.Modes.IsConcatenated)
            return null;
        string header = Encoding.UTF8.GetString(record.Header);
        string sample = Encoding.UTF8.GetString(FastaHeader.FirstWord(record.Header));
        if (sample.Length == 0)
            throw reader.BrokenHeader($"'{header}' has no word: no name for a sample");
        if (!_contigSamples.Add(sample))
            throw reader.BrokenHeader($"there is a sample named {sample} already, and every contig is to be a sample");
        return sample;
    }

    private void EndStep()
    {
        var step = _step;
        _roomInStep = segmenter.MostSamplesInStep;
        _step = new PendingStep();
        run.Queue.AddBarrier(worker => store.Store(step, worker));
    }
}
