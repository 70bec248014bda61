using System.Text;

using RagcSharp.Grouping;
using RagcSharp.Memory;
using RagcSharp.Sequences;

namespace RagcSharp.Compressing;

/// <summary>
/// A contig on its way from the reader to its registration. One worker cuts it, all of them may take stretches of its segments; the last
/// one frees the symbols.
/// </summary>
internal sealed class ContigJob(byte[] name, NativeBuffer symbols, WorkQueue queue)
{
    // The segments of the stretches, in order.
    private readonly List<List<PlacedSegment>> _segments = [];

    // Bytes of the queue's budget that are to be given back.
    private long _queued = symbols.Length;

    // Who still needs the symbols: the cutting, and each stretch not yet done.
    private int _users;

    public byte[] Name => name;

    /// <summary>The symbols, for the work that <see cref="Run"/> and <see cref="Share"/> run.</summary>
    public NativeBuffer Symbols { get; private set; } = symbols;

    /// <summary>Bytes that the contig takes in the queue.</summary>
    public long Bytes { get; } = symbols.Length;

    /// <summary>The contig, when it was put aside, to be cut when the others of its step are.</summary>
    public PackedContig? Aside { get; private set; }

    /// <summary>Does what needs the symbols, which are freed when it and all that it shared is done.</summary>
    /// <exception cref="InvalidDataException">The contig, which the exception names, cannot be stored.</exception>
    public void Run(Work work, Worker worker)
    {
        _users = 1;
        try
        {
            work(worker);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"contig {Encoding.UTF8.GetString(name)}: {e.Message}", e);
        }

        EndUse();
    }

    /// <summary>Has any worker do a part of the work, when one has time.</summary>
    public void Share(Work work)
    {
        Interlocked.Increment(ref _users);
        queue.AddShared(worker =>
        {
            work(worker);
            EndUse();
        });
    }

    /// <summary>Adds a place for the segments of the next stretch, which whoever works on that stretch fills. For the thread that cuts.</summary>
    public List<PlacedSegment> AddSegments()
    {
        var segments = new List<PlacedSegment>();
        _segments.Add(segments);
        return segments;
    }

    /// <summary>Keeps the symbols, packed, for the end of the step.</summary>
    public void PutAside() => Aside = new PackedContig(Symbols);

    /// <summary>Takes up again what was put aside.</summary>
    public void TakeBack()
    {
        Symbols = Aside!.Unpack();
        Aside.Dispose();
        Aside = null;
    }

    /// <summary>The contig with all its segments; once they are all done.</summary>
    public PlacedContig ToPlaced() => new(name, [.. _segments.SelectMany(segments => segments)]);

    private void EndUse()
    {
        if (Interlocked.Decrement(ref _users) > 0)
            return;
        Symbols.Dispose();
        queue.Release(Interlocked.Exchange(ref _queued, 0));
    }
}
