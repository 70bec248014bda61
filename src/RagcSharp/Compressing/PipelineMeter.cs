using System.Diagnostics.Metrics;

using RagcSharp.Archive;
using RagcSharp.Memory;

namespace RagcSharp.Compressing;

/// <summary>
/// The instruments of one compression, in a meter of its own: whoever listens to meters of that name hears of every one (an archive in the
/// making has one). All are observed, so nobody pays while nobody listens. Listeners may ask at any time, on any thread.
/// </summary>
internal sealed class PipelineMeter : IDisposable
{
    private readonly Meter _meter = new(MemoryAccount.MeterName);

    public PipelineMeter(WorkQueue queue, PartWriter parts, ArchiveWriter archive, IGroupCoder groups, StageClock stages)
    {
        _ = _meter.CreateObservableGauge("ragc.queue.contigs", () => queue.Depth.Contigs, "{contig}", "Contigs that wait for a worker");
        _ = _meter.CreateObservableGauge(
            "ragc.queue.bytes", () => queue.Depth.ContigBytes, "By", "Contigs read whose segments are not all coded");
        _ = _meter.CreateObservableGauge(
            "ragc.queue.batches", () => queue.Depth.Shared, "{batch}", "Batches of segments that wait for a worker");
        _ = _meter.CreateObservableGauge("ragc.queue.parts", () => queue.Depth.Parts, "{part}", "Parts that wait for a worker");
        _ = _meter.CreateObservableGauge("ragc.zstd.bytes", () => queue.Depth.PartMemory, "By", "Contexts lent for the parts in work");
        _ = _meter.CreateObservableGauge("ragc.promises", () => parts.Waiting, "{part}", "Promises that wait for the writer");
        _ = _meter.CreateObservableCounter("ragc.parts.written", () => archive.Parts, "{part}", "Parts in the archive");
        _ = _meter.CreateObservableCounter("ragc.bytes.written", () => archive.Length, "By", "Bytes of the archive");
        _ = _meter.CreateObservableCounter("ragc.groups", () => groups.Count, "{group}", "Groups");
        _ = _meter.CreateObservableCounter(
            "ragc.stage.time", () => Times(stage => stages[stage]), "s", "Time of threads in each stage, waits for a processor included");
        _ = _meter.CreateObservableGauge("ragc.stage.longest", () => Times(stages.LongestOf), "s", "Time of the longest visit of each stage");
    }

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<double>> Times(Func<PipelineStage, TimeSpan> time) => StageClock.Stages.Select(
        stage => new Measurement<double>(
            time(stage).TotalSeconds, new KeyValuePair<string, object?>("stage", stage.ToString().ToLowerInvariant())));
}
