using System.Diagnostics.Metrics;
using System.Text;

using RagcSharp.Compressing;
using RagcSharp.Tests.Faults;
using RagcSharp.Tests.Support;
using RagcSharp.Zstd;
using RagcSharp.Zstd.Parsing;

namespace RagcSharp.Tests.Compressing;

/// <summary>Listens to the meters of whole runs. Alone: what is measured is the process's.</summary>
[Collection(nameof(PipelineThreads))]
public sealed class PipelineMeterTests : IDisposable
{
    private const int ContigLength = 1 << 20, Contigs = 40;

    private readonly TempDirectory _folder = new();
    private readonly Dictionary<string, (double Last, double Peak)> _values = [];
    private readonly MeterListener _listener = new();

    public PipelineMeterTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "RagcSharp")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void Queues_FillUpAndNeverExceedTheirBounds(int threads)
    {
        // Workers wait until the reader has filled the queue, the writer until they have filled the channel.
        Run(threads, stage =>
        {
            if (stage == PipelineStage.Cut)
                AwaitPeak("ragc.queue.bytes", MemoryPlan.EnoughContigs - 2 * ContigLength);
            else if (stage == PipelineStage.Write)
                AwaitPeak("ragc.promises", PartWriter.MostWaiting);
            Look();
        });
        Assert.InRange(
            _values["ragc.queue.bytes"].Peak, MemoryPlan.EnoughContigs - 2 * ContigLength, MemoryPlan.EnoughContigs);
        Assert.InRange(_values["ragc.queue.contigs"].Peak, 1, MemoryPlan.EnoughContigs / ContigLength);
        Assert.InRange(_values["ragc.promises"].Peak, PartWriter.MostWaiting, PartWriter.MostWaiting);
        using var contexts = new ZstdContextPool(Effort.Usual);
        Assert.InRange(_values["ragc.zstd.bytes"].Peak, 1, contexts.BudgetFor(threads));
    }

    [Fact]
    public void Queue_TakesALongContigAlone()
    {
        Run(2, _ => Look(), contigs: 3, length: (int)MemoryPlan.EnoughContigs + 1);
        Assert.Equal(MemoryPlan.EnoughContigs + 1, _values["ragc.queue.bytes"].Peak);
        Assert.Equal(0, _values["ragc.queue.bytes"].Last);
    }

    [Fact]
    public void Run_EndsWithWhatIsInTheArchive()
    {
        CompressionSummary? summary = null;
        Run(2, _ => { }, atEnd: s =>
        {
            summary = s;
            Look();
        });
        Assert.Equal(summary!.ArchiveSize, new FileInfo(_folder.File("out.agc")).Length);
        Assert.Equal(summary.ArchiveSize, _values["ragc.bytes.written"].Last);
        Assert.Equal(summary.GroupCount, _values["ragc.groups"].Last);
        Assert.InRange(_values["ragc.parts.written"].Last, summary.GroupCount, long.MaxValue);
        foreach (string empty in (string[])["queue.contigs", "queue.bytes", "queue.batches", "queue.parts", "zstd.bytes", "promises"])
            Assert.Equal(0, _values["ragc." + empty].Last);
        foreach (string stage in (string[])["read", "split", "cut", "place", "register", "compress", "write"])
            Assert.InRange(_values["ragc.stage.time/" + stage].Last, double.Epsilon, double.MaxValue);
    }

    [Fact]
    public void Memory_IsGivenBackByEveryOwner()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Look();
        var before = Memory();
        Run(3, _ => Look());
        Look();
        Assert.Equal(before.Select(b => (b.Key, b.Value.Last)), Memory().Select(a => (a.Key, a.Value.Last)));
        foreach (string owner in (string[])["queue", "splitters", "references", "indexes", "deltas", "contexts", "buffers"])
            Assert.True(Memory()["ragc.memory/" + owner].Peak > before["ragc.memory/" + owner].Last, owner);
    }

    private void Run(
        int threads,
        Action<PipelineStage> watch,
        int contigs = Contigs,
        int length = ContigLength,
        Action<CompressionSummary>? atEnd = null)
    {
        var random = new Random(1);
        byte[] symbols = RandomSymbols.Plain(random, length);
        var options = new CompressionOptions { Threads = threads, SegmentSize = 20_000 };
        using var compressor = AgcCompressor.Create(_folder.File("out.agc"), options, watch, CancellationToken.None);
        compressor.Add("ref", new MemoryStream(Fasta(symbols, 1)));
        for (int i = 0; i < length; i += 1000)
            symbols[i] = (byte)random.Next(4);
        compressor.Add("sample", new MemoryStream(Fasta(symbols, contigs)));
        var summary = compressor.Finish();
        atEnd?.Invoke(summary);
    }

    private static byte[] Fasta(byte[] symbols, int contigs)
    {
        byte[] letters = [.. symbols.Select(code => (byte)"ACGT"[code])];
        return [.. Enumerable.Range(0, contigs).SelectMany(i => (byte[])[.. Encoding.ASCII.GetBytes($">c{i}\n"), .. letters, (byte)'\n'])];
    }

    private SortedDictionary<string, (double Last, double Peak)> Memory()
    {
        lock (_values)
            return new(_values.Where(v => v.Key.StartsWith("ragc.memory/", StringComparison.Ordinal)).ToDictionary(), StringComparer.Ordinal);
    }

    private void AwaitPeak(string instrument, double peak) => WatchedThreads.Await(
        () =>
        {
            lock (_values)
            {
                Look();
                return _values.TryGetValue(instrument, out var value) && value.Peak >= peak;
            }
        },
        $"{instrument} to reach {peak}");

    private void Look()
    {
        lock (_values)
            _listener.RecordObservableInstruments();
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string name = tags.IsEmpty ? instrument.Name : $"{instrument.Name}/{tags[0].Value}";
        lock (_values)
            _values[name] = (value, Math.Max(value, _values.TryGetValue(name, out var before) ? before.Peak : value));
    }
}
