using System.Collections.Concurrent;

using RagcSharp.Encoding;
using RagcSharp.Fasta;
using RagcSharp.Segmentation;

namespace RagcSharp.Pipeline;

/// <summary>
/// The reader thread: parses the inputs one after another into the contig queue. The first one is the reference: it is kept, packed,
/// until its splitters are found, and then goes the same way as all others.
/// </summary>
internal sealed class InputReader(CompressionState state, SampleStore store) : IDisposable
{
    /// <summary>Inputs that may wait to be read.</summary>
    private const int MostWaiting = 64;

    private readonly BlockingCollection<FastaInput> _inputs = new(MostWaiting);

    /// <summary>Hands in an input; waits while many are waiting.</summary>
    public void Add(FastaInput input) => _inputs.Add(input, state.Error.Token);

    /// <summary>Says that no input will follow.</summary>
    public void Complete() => _inputs.CompleteAdding();

    /// <summary>The life of the reader thread: until the last input is read.</summary>
    public void Serve()
    {
        bool isFirst = true;
        foreach (var input in _inputs.GetConsumingEnumerable(state.Error.Token))
        {
            if (isFirst)
                ReadReference(input);
            else
                ReadSample(input);
            isFirst = false;
        }

        state.Queue.AddBarrier(store.StoreRest);
        state.Queue.Complete();
    }

    public void Dispose() => _inputs.Dispose();

    private void ReadSample(FastaInput input)
    {
        var sample = new PendingSample(input.Sample);
        using (var reader = input.Open())
        {
            while (Read(reader) is { } record)
                Enqueue(sample, new ContigJob(record.Header, record.Symbols, state));
        }

        state.Queue.AddBarrier(worker => store.Store(sample, worker));
    }

    private void ReadReference(FastaInput input)
    {
        var sample = new PendingSample(input.Sample);
        var names = new List<byte[]>();
        var contigs = new List<PackedContig>();
        try
        {
            using (var reader = input.Open())
            {
                while (Read(reader) is { } record)
                {
                    using (record)
                    {
                        names.Add(record.Header);
                        contigs.Add(new PackedContig(record.Symbols));
                    }
                }
            }

            FindSplitters(contigs);
            for (int i = 0; i < contigs.Count; i++)
            {
                var symbols = contigs[i].Unpack();
                contigs[i].Dispose();
                Enqueue(sample, new ContigJob(names[i], symbols, state));
            }
        }
        finally
        {
            foreach (var contig in contigs)
                contig.Dispose();
        }

        state.Queue.AddBarrier(worker => store.Store(sample, worker));
    }

    private void FindSplitters(List<PackedContig> contigs)
    {
        var finder = new SplitterFinder(
            state.Parameters.KmerLength, state.Parameters.SegmentSize, state.Queue.RunnerFor(helper: null));
        foreach (var picked in finder.Find(contigs))
        {
            foreach (var splitter in picked)
                state.Splitters.Add(splitter.Kmer.Canonical);
        }
    }

    private FastaRecord? Read(FastaReader reader)
    {
        state.Error.Token.ThrowIfCancellationRequested();
        var record = reader.Read();
        state.Watch?.Invoke(PipelineStage.Read);
        return record;
    }

    private void Enqueue(PendingSample sample, ContigJob contig)
    {
        sample.Contigs.Add(contig);
        state.Queue.AddContig(contig.Bytes, contig.Cut);
    }
}
