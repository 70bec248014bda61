using System.Diagnostics.Metrics;

namespace RagcSharp.Memory;

/// <summary>
/// How much unmanaged memory its owners hold, in the whole process: the instrument <c>ragc.memory</c> of the meter
/// <see cref="MeterName"/>, by its tag <c>owner</c>. Thread-safe.
/// </summary>
internal sealed class MemoryAccount
{
    /// <summary>The name of all meters of this library.</summary>
    public const string MeterName = "RagcSharp";

    /// <summary>Contigs, from the reader to the last of their segments.</summary>
    public static readonly MemoryAccount Queue = new("queue");

    /// <summary>
    /// Finding splitters: the reference, packed, and tables of k-mers; in adaptive mode the reference as long as samples are added.
    /// </summary>
    public static readonly MemoryAccount Splitters = new("splitters");

    /// <summary>References of groups, packed, and unpacked while they are in use.</summary>
    public static readonly MemoryAccount References = new("references");

    /// <summary>Indexes of references.</summary>
    public static readonly MemoryAccount Indexes = new("indexes");

    /// <summary>Deltas and raw segments that wait for their pack to be full.</summary>
    public static readonly MemoryAccount Deltas = new("deltas");

    /// <summary>zstd's contexts.</summary>
    public static readonly MemoryAccount Contexts = new("contexts");

    /// <summary>What a thread has in hand: packs put together, payloads, segments turned round.</summary>
    public static readonly MemoryAccount Buffers = new("buffers");

    private static readonly MemoryAccount[] All = [Queue, Splitters, References, Indexes, Deltas, Contexts, Buffers];

    private static readonly Meter Meter = new(MeterName);

    private readonly KeyValuePair<string, object?> _tag;
    private long _bytes;

    static MemoryAccount() => Meter.CreateObservableGauge(
        "ragc.memory", () => All.Select(account => new Measurement<long>(account.Bytes, account._tag)), "By", "Unmanaged memory, by owner");

    private MemoryAccount(string owner) => _tag = new("owner", owner);

    /// <summary>Bytes held.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Books bytes that were taken, or with a minus sign given back.</summary>
    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
